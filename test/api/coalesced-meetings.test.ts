/** The recordings of a meeting, read out of the list of all that go on, for as long as that is recent enough. */

import assert from "node:assert/strict";
import { APP, MINUTE_MS, type Recency, useCoalescing } from "./coalescing-kit";

describe("the list that a meeting's recordings are read from", () => {
  const kit = useCoalescing();

  const listOf = async (meetingId: string | undefined, recency?: Recency) =>
    (
      await kit.api.listOfMeeting({ ...APP, meetingId: meetingId as string }, "live", kit.options(recency))
    ).map(({ recordingId }) => recordingId);
  /** Four recordings of as many meetings. */
  const record = () => {
    kit.declared = 4;
    const ids = kit.record(4);
    return { ids, meetings: ids.map((id) => kit.emulator.getRecording(id).meeting_id) };
  };

  it("is read once for all who ask at the same time", async () => {
    const { ids, meetings } = record();
    const lists = await Promise.all(meetings.map((meetingId) => listOf(meetingId)));
    assert.deepEqual(
      lists,
      ids.map((id) => [id]),
    );
    assert.deepEqual(kit.counted(), { list: 1, get: 0 });
  });

  for (const [ageMs, isRead] of [
    [MINUTE_MS, false],
    [MINUTE_MS + 1, true],
  ] as const) {
    it(`is read ${isRead ? "once more" : "once"} where it is ${ageMs} ms old and may be ${MINUTE_MS}`, async () => {
      const { ids, meetings } = record();
      await listOf(meetings[0]);
      kit.asked();
      kit.emulator.clock.advance(ageMs);
      for (const [index, meetingId] of meetings.entries())
        assert.deepEqual(await listOf(meetingId, { maxAgeMs: MINUTE_MS }), [ids[index]]);
      assert.equal(kit.counted().list > 0, isRead);
    });
  }

  it("may be older where it has one than where it has none", async () => {
    const { ids, meetings } = record();
    const none = kit.emulator.createMeeting().id;
    await listOf(none);
    kit.emulator.clock.advance(1_000);
    kit.asked();
    assert.deepEqual(await listOf(meetings[0], { noneMaxAgeMs: 0 }), [ids[0]]);
    assert.equal(kit.counted().list, 0);
    assert.deepEqual(await listOf(none, { noneMaxAgeMs: 0 }), []);
    assert.equal(kit.counted().list, 1);
  });

  it("isn't gone by where a list must be of now, or have all recordings", async () => {
    const { ids, meetings } = record();
    await listOf(meetings[0]);
    kit.asked();
    assert.deepEqual(await listOf(meetings[0], { maxAgeMs: 0 }), [ids[0]]);
    const [ended] = kit.record(1, { status: "UPLOADED", meeting_id: meetings[0] as string });
    const meeting = { ...APP, meetingId: meetings[0] as string };
    const all = await kit.api.listOfMeeting(meeting, "all", kit.options());
    assert.deepEqual(all.map(({ recordingId }) => recordingId).sort(), [ids[0], ended].sort());
    assert.deepEqual(kit.counted(), { list: 2, get: 0 });
  });

  it("is its own where few are declared, and tells of its recordings as well", async () => {
    kit.declared = 1;
    const [id = ""] = kit.record(1);
    await listOf(kit.emulator.getRecording(id).meeting_id);
    assert.equal((await kit.read(id)).status, "RECORDING");
    assert.deepEqual(kit.counted(), { list: 1, get: 0 });
  });

  it("is its own where two are declared, since a meeting and its recording are one", async () => {
    kit.declared = 2;
    const ids = kit.record(2);
    const meetings = ids.map((id) => kit.emulator.getRecording(id).meeting_id);
    await kit.readAll(ids);
    kit.emulator.clearRequests();
    for (const meetingId of meetings) await listOf(meetingId);
    const lists = kit.emulator.requests().map(({ query }) => new URLSearchParams(query).get("meeting_id"));
    assert.deepEqual(lists, meetings);
  });

  it("says nothing of any meeting where one of its pages has an item that is no recording", async () => {
    const { ids, meetings } = record();
    kit.emulator.patchSettings({ perPageMax: 2 });
    let pages = 0;
    const server = await kit.serveInFront({
      answer: (body) => (++pages === 2 ? { ...body, data: [{}, ...(body.data as unknown[])] } : body),
    });
    kit.api = kit.connect(server);
    assert.deepEqual(await listOf(meetings[3]), [ids[3]]);
    // The meeting's own list comes after the two pages of the app's.
    assert.equal(kit.counted().list, 3);
  });
});
