/** Readers that share a list while the API asks for a pause: each keeps to its own time, and is told. */

import assert from "node:assert/strict";
import { RateLimitedError } from "../../provider/api/errors";
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

  it("are all told of the pause", async () => {
    kit.declared = 3;
    refuseLists();
    const said = kit.record(3).map((id) => ({ id, texts: [] as string[] }));
    await Promise.all(said.map(({ id, texts }) => readWithin(id, 10 * MINUTE_MS, texts)));
    for (const { texts } of said) assert.match(texts.join(), /request limit is used up; going on in 60s/);
  });
});

describe("the list of what goes on in meetings", () => {
  const kit = useCoalescing();

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
