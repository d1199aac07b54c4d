/** Meetings and their sessions, as far as recordings need them. */

import assert from "node:assert/strict";
import type { MeetingView } from "../../emulator/index";
import { UNKNOWN_ID, useEmulator } from "./kit";

interface MeetingBody {
  data: MeetingView & { status: string; live_participants: number; kicked_participants_count: number };
  error: { message: string };
}
interface MeetingsBody {
  data: { title: string }[];
  paging: { total_count: number };
}

describe("meetings", () => {
  const kit = useEmulator();
  const send = (method: string, path: string, body?: unknown) =>
    kit.request<MeetingBody>(method, `/meetings${path}`, { body });

  it("are created with 201 and the documented defaults, and read with 200", async () => {
    const created = await send("POST", "", { title: "Stage", record_on_start: null });
    assert.equal(created.status, 201);
    assert.equal(created.body.data.status, "ACTIVE");
    assert.equal(created.body.data.record_on_start, false);
    assert.equal(created.body.data.session_keep_alive_time_in_secs, 60);
    const read = await send("GET", `/${created.body.data.id}`);
    assert.equal(read.status, 200);
    assert.deepEqual(read.body.data, created.body.data);
  });

  it("are changed by PATCH, which sets updated_at", async () => {
    const { id } = kit.emulator.createMeeting();
    kit.emulator.clock.advance(1_000);
    const { body } = await send("PATCH", `/${id}`, { status: "INACTIVE", title: "Closed" });
    assert.deepEqual([body.data.status, body.data.title], ["INACTIVE", "Closed"]);
    assert.equal(body.data.updated_at, new Date(kit.emulator.clock.now()).toISOString());
  });

  const LISTS: [query: string, expected: string[]][] = [
    ["", ["Bar", "Foo"]],
    ["?status=INACTIVE", ["Bar"]],
    ["?search=fo", ["Foo"]],
    ["?per_page=1&page_no=2", ["Foo"]],
    ["?start_time=2026-05-01T00:00:00Z", ["Bar"]],
  ];
  for (const [query, expected] of LISTS) {
    it(`are listed as [${expected.join(", ")}] for "${query}"`, async () => {
      kit.emulator.createMeeting({ title: "Foo", created_at: "2026-04-01T00:00:00Z" });
      kit.emulator.createMeeting({ title: "Bar", created_at: "2026-05-02T00:00:00Z", status: "INACTIVE" });
      const { body } = await kit.request<MeetingsBody>("GET", `/meetings${query}`);
      assert.deepEqual(
        body.data.map(({ title }) => title),
        expected,
      );
    });
  }

  it("do not show the credentials of their storage", async () => {
    const storage_config = { type: "gcs", bucket: "b", secret: "s3cr3t" };
    const { text } = await send("POST", "", { recording_config: { storage_config } });
    assert.ok(text.includes('"bucket":"b"') && !text.includes("s3cr3t"));
  });

  const REFUSED: [status: number, method: string, path: string, body?: unknown][] = [
    [404, "GET", `/${UNKNOWN_ID}`],
    [422, "GET", "/x"],
    [404, "PATCH", `/${UNKNOWN_ID}`, {}],
    [422, "POST", "", { session_keep_alive_time_in_secs: 59 }],
    [422, "POST", "", "{"],
    [404, "GET", `/${UNKNOWN_ID}/active-session`],
  ];
  for (const [status, method, path, body] of REFUSED) {
    it(`answer ${method} ${path || "/"} ${JSON.stringify(body) ?? ""} with ${status}`, async () => {
      assert.equal((await send(method, path, body)).status, status);
    });
  }

  it("have a live session until 60 seconds after the last participant left", async () => {
    const { id } = kit.emulator.createMeeting({ live_participants: 3, title: "Stage" });
    const live = await send("GET", `/${id}/active-session`);
    assert.equal(live.body.data.status, "LIVE");
    assert.equal(live.body.data.live_participants, 3);
    kit.emulator.patchMeeting(id, { live_participants: 0 });
    kit.emulator.clock.advance(59_999);
    assert.equal((await send("GET", `/${id}/active-session`)).status, 200);
    kit.emulator.clock.advance(1);
    const ended = await send("GET", `/${id}/active-session`);
    assert.equal(ended.status, 404);
    assert.equal(ended.body.error.message, `No active session found for meeting_id ${id}`);
  });

  it("are emptied by kick-all, after which their recordings end", async () => {
    const { id, meeting_id } = kit.emulator.createRecording();
    const { body } = await send("POST", `/${meeting_id}/active-session/kick-all`);
    assert.equal(body.data.kicked_participants_count, 2);
    kit.emulator.clock.advance(60_000);
    assert.equal(kit.emulator.getRecording(id).stop_reason?.reason, "ALL_PEERS_LEFT");
  });

  it("are recorded from the first participant on when record_on_start is set", async () => {
    const { id } = kit.emulator.createMeeting({ record_on_start: true, live_participants: 0 });
    assert.equal(kit.emulator.listRecordings({ meeting_id: id }).length, 0);
    kit.emulator.patchMeeting(id, { live_participants: 1 });
    kit.emulator.patchMeeting(id, { live_participants: 2 });
    const reasons = kit.emulator
      .listRecordings({ meeting_id: id })
      .map(({ start_reason }) => start_reason.reason);
    assert.deepEqual(reasons, ["RECORD_ON_START"]);
  });
});
