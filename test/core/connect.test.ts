/** A client made out of settings keeps to their limit of requests, and shares its requests as far as that says. */

import assert from "node:assert/strict";
import { DEFAULT_ACCOUNT_ID, DEFAULT_APP_ID, type Emulator, startEmulator } from "../../emulator/index";
import type { Clock } from "../../provider/api/clock";
import { RateLimitedError } from "../../provider/api/errors";
import { connect, type Surroundings } from "../../provider/core/connect";
import { fastClock, TOKEN } from "./kit";

const MINUTE_MS = 60_000;
/** Lets one request through, and the next after five minutes. */
const requestLimit = 2;

describe("a client made out of settings", () => {
  let emulator: Emulator;
  let clock: Clock;
  before(async () => {
    emulator = await startEmulator();
  });
  beforeEach(() => {
    emulator.reset();
    emulator.clock.freeze(true);
    clock = fastClock(emulator);
  });
  after(() => emulator.close());

  const api = (limit: { requestLimit?: number } = {}, surroundings: Partial<Surroundings> = {}) =>
    connect(
      { baseUrl: emulator.baseUrl, apiToken: TOKEN, tokenSource: "the tests", ...limit },
      { clock, env: {}, ...surroundings },
    );
  const record = (count: number) =>
    Array.from({ length: count }, () => ({
      ...{ accountId: DEFAULT_ACCOUNT_ID, appId: DEFAULT_APP_ID },
      recordingId: emulator.createRecording({ status: "RECORDING", held: true }).id,
    }));
  const within = (ms: number) => ({
    deadline: { at: clock.now() + ms, totalMs: ms },
    notify: () => {},
    maxAgeMs: 2 * MINUTE_MS,
  });
  const asked = () => emulator.requests().map(({ endpoint }) => endpoint);

  for (const [limit, waitMs] of [
    [{}, 0],
    [{ requestLimit }, 5 * MINUTE_MS],
  ] as const) {
    it(`sends its second request after ${waitMs} ms with ${JSON.stringify(limit)}`, async () => {
      const client = api(limit);
      const startedAt = clock.now();
      for (const recording of record(2)) await client.getRecording(recording, within(20 * MINUTE_MS));
      assert.equal(clock.now() - startedAt, waitMs);
    });
  }

  it("expects no recordings where nobody says how many there are: one is read alone", async () => {
    const [recording] = record(1) as [ReturnType<typeof record>[0]];
    await api().getRecording(recording, within(MINUTE_MS));
    assert.deepEqual(asked(), ["recordings.get"]);
  });

  it("lets nobody who can't wait for the limit keep the others from their list", async () => {
    const client = api({ requestLimit }, { expected: () => 5 });
    const [first, impatient, ...patient] = record(5) as [
      ReturnType<typeof record>[0],
      ReturnType<typeof record>[0],
    ];
    await client.getRecording(first, { ...within(MINUTE_MS), isWhole: true });
    const refused = assert.rejects(client.getRecording(impatient, within(MINUTE_MS)), RateLimitedError);
    // One deadline for all: this clock would jump to the earliest of several.
    const patience = within(20 * MINUTE_MS);
    const read = await Promise.all(patient.map((recording) => client.getRecording(recording, patience)));
    await refused;
    assert.equal(read.length, 3);
    assert.deepEqual(asked(), ["recordings.get", "recordings.list"]);
  });
});
