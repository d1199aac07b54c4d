/** Cloudflare's official SDK as a client of the emulator: every call it has for recordings, and its errors. */

import assert from "node:assert/strict";
import Cloudflare from "cloudflare";
import { DEFAULT_ACCOUNT_ID, DEFAULT_APP_ID } from "../../emulator/index";
import { UNKNOWN_ID, useEmulator } from "./kit";

const scope = { account_id: DEFAULT_ACCOUNT_ID, app_id: DEFAULT_APP_ID };
const { account_id } = scope;

describe("Cloudflare's SDK", () => {
  const kit = useEmulator({ tokens: [{ token: "right" }] });
  const connect = (apiToken = "right") =>
    new Cloudflare({ apiToken, baseURL: kit.emulator.baseUrl, maxRetries: 0 }).realtimeKit;
  /** What the SDK throws; it keeps the status and the body. */
  const failure = async (promise: PromiseLike<unknown>) => {
    const error = await Promise.resolve(promise).then(
      () => assert.fail("the SDK did not fail"),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof Cloudflare.APIError);
    return error;
  };

  it("gets one recording", async () => {
    const { id } = kit.emulator.createRecording({ status: "UPLOADED" });
    const { success, data } = await connect().recordings.getOneRecording(id, scope);
    assert.deepEqual([success, data?.id, data?.status], [true, id, "UPLOADED"]);
    assert.equal(typeof data?.file_size, "number");
    assert.equal(data?.stop_reason?.reason, "API_CALL");
  });

  it("lists recordings by several statuses and by meeting, page by page", async () => {
    const { meeting_id } = kit.emulator.createRecording();
    kit.emulator.createRecording({ meeting_id, status: "PAUSED" });
    kit.emulator.createRecording({ meeting_id, status: "UPLOADED" });
    const query = { account_id, meeting_id, status: ["RECORDING" as const, "PAUSED" as const], per_page: 1 };
    const pages = [1, 2, 3].map((page_no) =>
      connect().recordings.getRecordings(DEFAULT_APP_ID, { ...query, page_no }),
    );
    const answers = await Promise.all(pages);
    assert.deepEqual(
      answers.map(({ data }) => data.length),
      [1, 1, 0],
    );
    assert.equal(answers[0]?.paging.total_count, 2);
    assert.equal(answers[0]?.data[0]?.meeting?.id, meeting_id);
  });

  it("lists recordings with every other parameter", async () => {
    const { id } = kit.emulator.createRecording({ status: "UPLOADED", invoked_time: "2026-02-01T00:00:00Z" });
    const { data } = await connect().recordings.getRecordings(DEFAULT_APP_ID, {
      account_id,
      expired: false,
      search: "emulated",
      sort_by: "invokedTime",
      sort_order: "ASC",
      start_time: "2026-01-01T00:00:00Z",
      end_time: "2026-03-01T00:00:00Z",
    });
    assert.deepEqual(
      data.map((item) => item.id),
      [id],
    );
  });

  it("gets the active recording of a meeting", async () => {
    const { id, meeting_id } = kit.emulator.createRecording({ status: "PAUSED" });
    const { data } = await connect().recordings.getActiveRecordings(meeting_id, scope);
    assert.deepEqual([data.id, data.status], [id, "PAUSED"]);
  });

  it("creates a meeting, starts its recording, pauses, resumes and stops it", async () => {
    const sdk = connect();
    const meeting = await sdk.meetings.create(DEFAULT_APP_ID, { account_id, title: "Stage" });
    const started = await sdk.recordings.startRecordings(DEFAULT_APP_ID, {
      account_id,
      meeting_id: meeting.data?.id ?? "",
      max_seconds: 60,
      audio_config: { channel: "stereo", codec: "AAC", export_file: true },
      video_config: { codec: "H264", height: 720, width: 1280 },
    });
    const id = started.data?.id ?? "";
    const seen: unknown[] = [started.data?.status];
    kit.emulator.clock.advance(2_000);
    for (const action of ["pause", "resume", "stop"] as const) {
      const { data } = await sdk.recordings.pauseResumeStopRecording(id, { ...scope, action });
      seen.push(data?.status);
    }
    assert.deepEqual(seen, ["INVOKED", "PAUSED", "RECORDING", "UPLOADING"]);
  });

  it("starts a recording of tracks", async () => {
    const { id } = kit.emulator.createMeeting();
    const { data } = await connect().recordings.startTrackRecording(DEFAULT_APP_ID, {
      account_id,
      meeting_id: id,
    });
    assert.equal(data?.recording.status, "INVOKED");
  });

  it("reads meetings and the active session", async () => {
    const { id } = kit.emulator.createMeeting({ live_participants: 4 });
    const { data } = await connect().meetings.get(DEFAULT_APP_ID, { account_id });
    assert.deepEqual(
      data.map((meeting) => meeting.id),
      [id],
    );
    assert.equal((await connect().meetings.getMeetingByID(id, scope)).data?.status, "ACTIVE");
    assert.equal((await connect().activeSession.getActiveSession(id, scope)).data?.live_participants, 4);
    assert.equal(
      (await connect().activeSession.kickAllParticipants(id, scope)).data?.kicked_participants_count,
      4,
    );
  });

  it("throws the status of a refusal, with an empty list of errors for RealtimeKit's envelope", async () => {
    const { id, meeting_id } = kit.emulator.createRecording({ status: "UPLOADED" });
    const { recordings } = connect();
    const refused = await failure(recordings.pauseResumeStopRecording(id, { ...scope, action: "stop" }));
    assert.deepEqual([refused.status, refused.errors], [400, []]);
    assert.match(JSON.stringify(refused.error), /Current status is UPLOADED/);
    assert.equal((await failure(recordings.getOneRecording(UNKNOWN_ID, scope))).status, 404);
    assert.equal((await failure(recordings.getActiveRecordings(meeting_id, scope))).status, 404);
    assert.equal((await failure(recordings.getOneRecording("not-a-uuid", scope))).status, 422);
  });

  it("throws Cloudflare's own errors with their codes", async () => {
    const denied = await failure(connect("wrong").recordings.getOneRecording(UNKNOWN_ID, scope));
    assert.deepEqual([denied.status, denied.errors[0]?.code], [403, 10000]);
    const strange = { ...scope, account_id: "no.account" };
    const unknown = await failure(connect().recordings.getOneRecording(UNKNOWN_ID, strange));
    assert.deepEqual([unknown.status, unknown.errors[0]?.code], [404, 7003]);
  });

  it("tries a 409 again, three times in all, with the retries that it has by default", async () => {
    const { meeting_id } = kit.emulator.createRecording();
    const sdk = new Cloudflare({ apiToken: "right", baseURL: kit.emulator.baseUrl }).realtimeKit;
    // Two retries with the SDK's own backoff would take seconds; the header asks for none.
    const headers = { "retry-after-ms": "1" };
    kit.emulator.addFault({ kind: "status", status: 409, headers, times: "always" });
    const start = sdk.recordings.startRecordings(DEFAULT_APP_ID, { account_id, meeting_id });
    assert.equal((await failure(start)).status, 409);
    assert.equal(kit.emulator.requests({ endpoint: "recordings.start" }).length, 3);
  });
});
