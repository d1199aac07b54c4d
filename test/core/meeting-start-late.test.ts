/** A start at the end of its operation's time: what it was answered, or what runs after it, isn't lost. */

import assert from "node:assert/strict";
import { LOOK_MS } from "../../provider/core/meeting";
import { type BeginOptions, loseStartAndLooks, useMeetings } from "./meeting-kit";

const POST = { match: { endpoint: "recordings.start" as const } };
const TIMEOUT_MS = 60_000;

describe("a start that is sent just before its operation's deadline", () => {
  const kit = useMeetings();
  const atTheLastMoment: BeginOptions = {
    timeoutMs: TIMEOUT_MS,
    before: (call) => {
      if (call === "startRecording") kit.emulator.clock.advance(TIMEOUT_MS - 1);
    },
  };
  const answeredTooLate: BeginOptions = {
    ...atTheLastMoment,
    after: (call) => {
      if (call === "startRecording") kit.emulator.clock.advance(3_000);
    },
  };

  it("and answered after it is kept for the state, as one that this resource started", async () => {
    kit.emulator.addFault({ kind: "delay", delayMs: 100, when: "after", ...POST });
    const { error, journal } = await kit.bring(kit.declare(), undefined, answeredTooLate);
    const [recording] = kit.emulator.listRecordings();
    assert.match(String(error?.message), /^WaitTimeoutError: .* The API accepted "start"\./);
    assert.deepEqual(
      [journal.accepted, journal.origin, journal.recording?.recordingId],
      ["start", "started", recording?.id],
    );
  });

  it("and whose answer gets lost is looked for all the same, and kept for the state", async () => {
    kit.emulator.addFault({ kind: "dropAfter", ...POST });
    const { journal } = await kit.bring(kit.declare(), undefined, answeredTooLate);
    const [recording] = kit.emulator.listRecordings();
    assert.deepEqual(
      [journal.mayHaveStarted, journal.origin, journal.recording?.recordingId],
      [true, "adopted", recording?.id],
    );
  });

  it("is looked for in a list that lags, as long as there is time for that", async () => {
    kit.emulator.patchSettings({ unlistedMsAfterStart: LOOK_MS / 2 });
    kit.emulator.addFault({ kind: "dropAfter", ...POST });
    const { journal, tookMs } = await kit.bring(kit.declare(), undefined, atTheLastMoment);
    assert.equal(journal.mayHaveStarted, true);
    assert.ok(tookMs <= TIMEOUT_MS + LOOK_MS, `took ${tookMs} ms`);
  });

  it("is told as unconfirmed where the looks fail as well", async () => {
    loseStartAndLooks(kit);
    const { error, journal } = await kit.bring(kit.declare(), undefined, answeredTooLate);
    assert.match(
      String(error?.message),
      /^StartUnconfirmedError: .* asked for again: ConnectionError: POST /,
    );
    assert.deepEqual([journal.lost, journal.mayHaveStarted], ["start", undefined]);
  });
});

describe("a start that can't be sent before its operation's deadline", () => {
  const kit = useMeetings();

  it("isn't sent, and nothing says that it was", async () => {
    const { error, journal } = await kit.bring(kit.declare(), undefined, {
      timeoutMs: TIMEOUT_MS,
      before: (call) => {
        if (call === "startRecording") kit.emulator.clock.advance(TIMEOUT_MS);
      },
    });
    assert.match(
      String(error?.message),
      /^ConnectionError: POST .* time was over before it could be sent\. Run it again, or give it longer/,
    );
    assert.deepEqual([kit.sent(), journal.lost], [[], undefined]);
  });
});
