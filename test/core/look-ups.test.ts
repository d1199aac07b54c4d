/** What a program gets when it looks for recordings, and what it is told where there is none or a setting is missing. */

import assert from "node:assert/strict";
import { DEFAULT_ACCOUNT_ID, DEFAULT_APP_ID, type Emulator, startEmulator } from "../../emulator/index";
import { AuthenticationError, NotFoundError } from "../../provider/api/errors";
import { ConfigurationError, RecordingNotFoundError } from "../../provider/core/errors";
import {
  isExpected,
  lookUpActiveRecording,
  lookUpRecording,
  lookUpRecordings,
} from "../../provider/core/look-ups";
import { NoActiveRecordingError } from "../../provider/core/meeting-errors";
import { useServers } from "../api/kit";

const APP = { accountId: DEFAULT_ACCOUNT_ID, appId: DEFAULT_APP_ID };
const NOBODYS = "00000000-0000-4000-8000-000000000000";

describe("a program that looks for", () => {
  const servers = useServers();
  let emulator: Emulator;
  before(async () => {
    emulator = await startEmulator();
  });
  beforeEach(() => emulator.reset());
  after(() => emulator.close());

  /** The sources of a program whose environment says this besides token and base URL. */
  const sources = (env: Record<string, string> = {}) => ({
    readConfig: () => undefined,
    env: { CLOUDFLARE_API_TOKEN: "token", CLOUDFLARE_BASE_URL: emulator.baseUrl, ...env },
  });
  const FROM_ENV = { CLOUDFLARE_ACCOUNT_ID: APP.accountId, REALTIMEKIT_APP_ID: APP.appId };

  async function idsOf(recordings: ReturnType<typeof lookUpRecordings>): Promise<string[]> {
    const ids: string[] = [];
    for await (const { recordingId } of recordings) ids.push(recordingId);
    return ids;
  }

  it("a recording by its id gets what the API says of it", async () => {
    const { id: recordingId } = emulator.createRecording({ status: "PAUSED" });
    const recording = await lookUpRecording({ ...APP, recordingId }, sources());
    assert.deepEqual([recording.recordingId, recording.status], [recordingId, "PAUSED"]);
  });

  it("a recording that doesn't exist is told its id, and keeps the API's answer", async () => {
    await assert.rejects(lookUpRecording({ ...APP, recordingId: NOBODYS }, sources()), (error) => {
      assert.ok(error instanceof RecordingNotFoundError && error.cause instanceof NotFoundError);
      return error.recordingId === NOBODYS;
    });
  });

  it("a recording with a token that is refused is told that", async () => {
    emulator.addFault({ kind: "status", status: 401 });
    await assert.rejects(lookUpRecording({ ...APP, recordingId: NOBODYS }, sources()), AuthenticationError);
  });

  it("a meeting's recording gets the one that has not ended", async () => {
    const { meeting_id: meetingId } = emulator.createRecording({ status: "UPLOADED" });
    const { id } = emulator.createRecording({ meeting_id: meetingId, status: "RECORDING" });
    const recording = await lookUpActiveRecording({ ...APP, meetingId }, sources());
    assert.equal(recording.recordingId, id);
  });

  it("a meeting's recording is told that none runs", async () => {
    const { meeting_id: meetingId } = emulator.createRecording({ status: "UPLOADED" });
    await assert.rejects(lookUpActiveRecording({ ...APP, meetingId }, sources()), NoActiveRecordingError);
  });

  it("all recordings gets them, narrowed by what it gives", async () => {
    const { id: live } = emulator.createRecording({ status: "RECORDING" });
    const { id: ended } = emulator.createRecording({ status: "UPLOADED" });
    assert.deepEqual((await idsOf(lookUpRecordings(APP, sources()))).sort(), [live, ended].sort());
    assert.deepEqual(await idsOf(lookUpRecordings({ ...APP, status: ["UPLOADED"] }, sources())), [ended]);
  });

  it("recordings of an app of the environment needs no more than that", async () => {
    const { id: recordingId, meeting_id: meetingId } = emulator.createRecording({ status: "RECORDING" });
    const env = sources(FROM_ENV);
    assert.equal((await lookUpRecording({ recordingId }, env)).recordingId, recordingId);
    assert.equal((await lookUpActiveRecording({ meetingId }, env)).recordingId, recordingId);
    assert.deepEqual(await idsOf(lookUpRecordings({}, env)), [recordingId]);
  });

  it("recordings of an app that it names itself gets that one's", async () => {
    const { id: recordingId } = emulator.createRecording({ status: "RECORDING" });
    const elsewhere = sources({ CLOUDFLARE_ACCOUNT_ID: "other", REALTIMEKIT_APP_ID: NOBODYS });
    assert.equal((await lookUpRecording({ ...APP, recordingId }, elsewhere)).recordingId, recordingId);
  });

  const ACCOUNT = "accountId is missing; give it here, or run";
  const REFUSED: [name: string, look: () => Promise<unknown>, told: RegExp][] = [
    [
      "a recording without an app",
      () => lookUpRecording({ recordingId: "x" }, sources()),
      new RegExp(`: getRecording: recordingId must be .*; ${ACCOUNT} .*; appId is missing`),
    ],
    [
      "a meeting's recording without the meeting",
      () => lookUpActiveRecording({ ...APP, meetingId: "" }, sources()),
      /: getActiveRecording: meetingId must be the meeting's id/,
    ],
    [
      "recordings without an app",
      () => idsOf(lookUpRecordings({}, sources())),
      /: listRecordings: accountId /,
    ],
    [
      "recordings of a meeting that it doesn't name",
      () => idsOf(lookUpRecordings({ ...APP, meetingId: "" }, sources())),
      /: listRecordings: meetingId must be the meeting's id, a UUID, but is ""/,
    ],
    [
      "recordings in none of the statuses",
      () => idsOf(lookUpRecordings({ ...APP, status: [] }, sources())),
      /: listRecordings: status has no status; leave it out for all of them/,
    ],
    [
      "recordings without a token",
      () => idsOf(lookUpRecordings(APP, sources({ CLOUDFLARE_API_TOKEN: "" }))),
      /: there is no Cloudflare API token/,
    ],
  ];
  for (const [name, look, told] of REFUSED) {
    it(`${name} is told so before anything is asked`, async () => {
      await assert.rejects(look(), (error) => {
        assert.ok(error instanceof ConfigurationError && isExpected(error));
        assert.match(error.message, told);
        return true;
      });
      assert.deepEqual(emulator.requests(), []);
    });
  }

  it("recordings with several tokens, or of several APIs, asks each with its own", async () => {
    const asked: string[] = [];
    const bases = await Promise.all(
      ["a", "b"].map((name) =>
        servers.serve(({ headers }, response) => {
          asked.push(`${name} ${headers.authorization}`);
          response.end(JSON.stringify({ success: true, data: { id: NOBODYS, status: "PAUSED" } }));
        }),
      ),
    );
    for (const [base, token] of [
      [0, "one"],
      [0, "two"],
      [1, "two"],
      [0, "one"],
    ] as const) {
      const env = { CLOUDFLARE_API_TOKEN: token, CLOUDFLARE_BASE_URL: bases[base] };
      await lookUpRecording({ ...APP, recordingId: NOBODYS }, { readConfig: () => undefined, env });
    }
    assert.deepEqual(asked, ["a Bearer one", "a Bearer two", "b Bearer two", "a Bearer one"]);
  });
});

describe("what a look-up throws", () => {
  it("is expected where a user can mend it", () => {
    assert.ok(isExpected(new ConfigurationError("x")));
    assert.ok(!isExpected(new TypeError("x")));
    assert.ok(!isExpected("x"));
  });
});
