/** Readers that share a list while the API asks for a pause: each keeps to its own time, and is told. */

import assert from "node:assert/strict";
import type { ReadOptions } from "../../provider/api/client";
import { NotSentError, RateLimitedError } from "../../provider/api/errors";
import { APP, MINUTE_MS, useCoalescing } from "./coalescing-kit";

describe("readers of a shared list", () => {
  const kit = useCoalescing();
  const refuseLists = () =>
    kit.emulator.addFault({
      kind: "status",
      status: 429,
      headers: { "retry-after": "60" },
      match: { endpoint: "recordings.list" },
    });
  const readWithin = (recordingId: string, ms: number, said: string[] = []) =>
    kit.api.getRecording(
      { ...APP, recordingId },
      {
        ...kit.options(),
        deadline: { at: kit.clock.now() + ms, totalMs: ms },
        notify: (text) => said.push(text),
      },
    );

  it("don't outlive their own deadlines in a pause, and the others wait for its end", async () => {
    kit.declared = 3;
    const [first = "", second = "", third = ""] = kit.record(3);
    refuseLists();
    const short = readWithin(first, 5_000).catch((error: unknown) => error);
    const others = [second, third].map((id) => readWithin(id, 10 * MINUTE_MS));
    const error = await short;
    assert.ok(error instanceof RateLimitedError);
    assert.equal(error.retryAfterMs, MINUTE_MS, "at once, and not after the pause");
    const statuses = (await Promise.all(others)).map(({ status }) => status);
    assert.deepEqual(statuses, ["RECORDING", "RECORDING"]);
    assert.deepEqual(kit.asked(), ["list", "list"], "refused once, then for the others");
  });

  it("that was held back for minutes read alone what is to be stored as it is now", async () => {
    kit.declared = 3;
    const ids = kit.record(3);
    const known = { status: "RECORDING", startReason: { reason: "API_CALL" } };
    kit.emulator.patchSettings({ perPageMax: 2 });
    kit.emulator.addFault({
      kind: "status",
      status: 429,
      headers: { "retry-after": "60" },
      match: { endpoint: "recordings.list" },
      skip: 1,
    });
    const read = await kit.readAll(ids, { maxAgeMs: 5_000, isWhole: true, known });
    assert.deepEqual(
      read.map(({ status }) => status),
      ["RECORDING", "RECORDING", "RECORDING"],
    );
    assert.deepEqual(kit.asked(), ["list", "list", "list", "get", "get", "get"]);
  });

  it("leave out who can't wait for the end of a pause that goes on", async () => {
    const [first = "", impatient = "", ...patient] = kit.record(5);
    const headers = { "retry-after": "60" };
    kit.emulator.addFault({ kind: "status", status: 429, headers, match: { endpoint: "recordings.get" } });
    kit.declared = 0;
    await assert.rejects(readWithin(first, 5_000), RateLimitedError);
    kit.declared = 5;
    const refused = assert.rejects(readWithin(impatient, 5_000), RateLimitedError);
    await Promise.all(patient.map((id) => readWithin(id, 10 * MINUTE_MS)));
    await refused;
    assert.deepEqual(kit.asked(), ["get", "list"]);
  });

  it("with another list's readers beside them don't outlive their deadlines either", async () => {
    kit.declared = 6;
    const live = kit.record(3);
    const uploading = kit.record(3, { status: "UPLOADING" });
    refuseLists();
    refuseLists();
    const startedAt = kit.clock.now();
    const said: string[] = [];
    const short = live.map(async (id) => {
      await assert.rejects(readWithin(id, 5_000, said), RateLimitedError);
      return kit.clock.now() - startedAt;
    });
    const long = uploading.map((recordingId) => {
      const { invoked_time: invokedTime } = kit.emulator.getRecording(recordingId);
      const known = { status: "UPLOADING", invokedTime };
      return kit.api.getRecording({ ...APP, recordingId }, kit.options({ known }));
    });
    for (const tookMs of await Promise.all(short)) assert.ok(tookMs <= 5_000, `${tookMs} ms`);
    for (const { status } of await Promise.all(long)) assert.equal(status, "UPLOADING");
  });

  it("are all told of the pause", async () => {
    kit.declared = 3;
    refuseLists();
    const said = kit.record(3).map((id) => ({ id, texts: [] as string[] }));
    await Promise.all(said.map(({ id, texts }) => readWithin(id, 10 * MINUTE_MS, texts)));
    for (const { texts } of said) assert.match(texts.join(), /request limit is used up; going on in 60s/);
  });
});

describe("readers of a list of many pages", () => {
  const kit = useCoalescing();

  it("are told once of a pause that holds back several pages", async () => {
    kit.declared = 8;
    const ids = kit.record(8);
    kit.emulator.patchSettings({
      perPageMax: 1,
      rateLimitEnforced: true,
      rateLimitRequests: 3,
      rateLimitWindowSeconds: 60,
    });
    const said = ids.map(() => [] as string[]);
    const notifiers = said.map((texts) => (text: string) => texts.push(text));
    await Promise.all(
      ids.map((recordingId, index) => {
        const notify = notifiers[index] as (text: string) => void;
        return kit.api.getRecording({ ...APP, recordingId }, { ...kit.options(), notify });
      }),
    );
    // Three pages in each of three windows: two pauses.
    for (const texts of said) assert.equal(texts.length, 2, texts.join());
    assert.deepEqual(kit.counted(), { list: 8, get: 0 });
  });
});

describe("readers who come while others' list is under way", () => {
  const kit = useCoalescing();
  const LATENCY_MS = 100;
  const TOLD = /^Cloudflare's request limit is used up; going on in (\d+)s$/;

  /** What a reader is told and how it ends, and how much time passes until then. */
  const watched = (ms: number, ask: (options: ReadOptions) => Promise<unknown>) => {
    const startedAt = kit.clock.now();
    const said: string[] = [];
    const deadline = { at: startedAt + ms, totalMs: ms };
    const ended = ask({ ...kit.options(), deadline, notify: (text) => said.push(text) }).then(
      () => ({ error: undefined, tookMs: kit.clock.now() - startedAt }),
      (error: unknown) => ({ error, tookMs: kit.clock.now() - startedAt }),
    );
    return { said, ended };
  };
  const read = (recordingId: string, ms: number) =>
    watched(ms, (options) => kit.api.getRecording({ ...APP, recordingId }, options));
  const list = (meetingId: string, ms: number) =>
    watched(ms, (options) => kit.api.listOfMeeting({ ...APP, meetingId }, "live", options));

  /** What asks for a list: a recording's status, or what goes on in its meeting. */
  const WAYS: [name: string, ask: (recordingId: string, ms: number) => ReturnType<typeof read>][] = [
    ["a recording", read],
    ["a meeting", (id, ms) => list(kit.emulator.getRecording(id).meeting_id, ms)],
  ];

  for (const [name, ask] of WAYS) {
    const begin = (latencyMs = LATENCY_MS) => {
      kit.declared = 4;
      const ids = kit.record(4) as [string, string, string, string];
      kit.api = kit.connect(undefined, latencyMs);
      return ids;
    };
    const refuse = () => {
      const headers = { "retry-after": "60" };
      const match = { endpoint: "recordings.list" } as const;
      kit.emulator.addFault({ kind: "status", status: 429, headers, match });
    };

    it(`about ${name} don't wait through a pause that is longer than their time`, async () => {
      const [first, second] = begin();
      refuse();
      const patient = ask(first, 10 * MINUTE_MS);
      await kit.clock.sleep(LATENCY_MS / 2);
      const { error, tookMs } = await ask(second, 5_000).ended;
      assert.ok(error instanceof RateLimitedError);
      assert.ok(tookMs < 2 * LATENCY_MS, `took ${tookMs} ms`);
      assert.equal((await patient.ended).error, undefined);
    });

    it(`about ${name} are told of the pause once each, also who comes in the middle of it`, async () => {
      const [first, second, third] = begin();
      refuse();
      const before = ask(first, 10 * MINUTE_MS);
      await kit.clock.sleep(LATENCY_MS / 2);
      const early = ask(second, 10 * MINUTE_MS);
      await kit.clock.sleep(MINUTE_MS / 2);
      const late = ask(third, 10 * MINUTE_MS);
      for (const { ended } of [before, early, late]) assert.equal((await ended).error, undefined);
      const seconds = [before, early, late].map(({ said }) => said.map((text) => TOLD.exec(text)?.[1]));
      assert.deepEqual(seconds, [["60"], ["60"], ["31"]]);
      assert.deepEqual(kit.counted(), { list: 2, get: 0 });
    });

    it(`about ${name} wait for a slow list until their own time is over`, async () => {
      const [first, second] = begin(20_000);
      const patient = ask(first, 10 * MINUTE_MS);
      await kit.clock.sleep(1_000);
      const { error, tookMs } = await ask(second, 5_000).ended;
      assert.ok(error instanceof NotSentError);
      assert.ok(tookMs >= 5_000 && tookMs < 5_100, `took ${tookMs} ms`);
      assert.equal((await patient.ended).error, undefined);
    });
  }
});

describe("the list of what goes on in meetings", () => {
  const kit = useCoalescing();

  it("is read again, for all of them, after one who had no time for a pause", async () => {
    kit.declared = 4;
    const meetings = kit.record(4).map((id) => kit.emulator.getRecording(id).meeting_id);
    const headers = { "retry-after": "60" };
    kit.emulator.addFault({ kind: "status", status: 429, headers, match: { endpoint: "recordings.list" } });
    const list = (meetingId: string, ms: number) =>
      kit.api.listOfMeeting({ ...APP, meetingId }, "live", {
        ...kit.options(),
        deadline: { at: kit.clock.now() + ms, totalMs: ms },
      });
    const [impatient = "", ...patient] = meetings;
    const refused = assert.rejects(list(impatient, 5_000), RateLimitedError);
    const found = await Promise.all(patient.map((meetingId) => list(meetingId, 10 * MINUTE_MS)));
    await refused;
    assert.deepEqual(
      found.map(({ length }) => length),
      [1, 1, 1],
    );
    assert.deepEqual(kit.asked(), ["list", "list"], "refused once, then for the others");
  });

  it("is not trusted for one without a recording where it got shorter while it was read", async () => {
    kit.declared = 5;
    kit.emulator.patchSettings({ perPageMax: 2 });
    const meetings = Array.from({ length: 5 }, () => kit.emulator.createMeeting().id);
    const recordings = meetings.map((meeting_id) => kit.record(1, { meeting_id })[0] as string);
    const server = await kit.serveInFront({
      before: ({ searchParams }) => {
        // Before the second page is asked for, the first recording ends; the third moves up into the first page.
        if (searchParams.get("page_no") === "2")
          kit.emulator.patchRecording(recordings[0] as string, { status: "UPLOADED" });
      },
    });
    kit.api = kit.connect(server);
    for (const [index, meetingId] of meetings.entries()) {
      const found = await kit.api.listOfMeeting({ ...APP, meetingId }, "live", kit.options());
      const ids = found.filter(({ status }) => status === "RECORDING").map(({ recordingId }) => recordingId);
      assert.deepEqual(ids, index === 0 ? [] : [recordings[index]]);
    }
  });

  it("isn't asked about a recording that was started here: the answer to the start is known", async () => {
    const { id: meetingId } = kit.emulator.createMeeting();
    const started = await kit.api.startRecording(APP, { meeting_id: meetingId }, kit.options());
    kit.asked();
    assert.equal((await kit.read(started.recordingId, { isWhole: true })).status, "INVOKED");
    assert.deepEqual(kit.asked(), []);
  });
});
