/** Every call about a meeting: the request that it sends, and what it makes of the answers. */

import assert from "node:assert/strict";
import { createClient, isConflict, type RecordingsApi } from "../../provider/api/client";
import { ApiError } from "../../provider/api/errors";
import { Pacer } from "../../provider/api/pacer";
import type { CallOptions } from "../../provider/api/requests";
import { IDENTITY, RECORDING, recordingClock, useServers, within } from "./kit";

const { accountId, appId } = IDENTITY;
const MEETING = { accountId, appId, meetingId: "m/1" };
const APP = `/accounts/${accountId}/realtime/kit/${appId}`;
const OBSERVED = { recordingId: RECORDING.id, status: RECORDING.status };

const success = (data: unknown, more: object = {}) => JSON.stringify({ success: true, data, ...more });
const listOf = (...items: unknown[]) => success(items, { paging: { total_count: items.length } });

type Call = (api: RecordingsApi, options: CallOptions) => Promise<unknown>;
const active: Call = (api, options) => api.getActiveRecording(MEETING, options);
const session: Call = (api, options) => api.hasLiveSession(MEETING, options);
const meeting: Call = (api, options) => api.hasMeeting(MEETING, options);
const start: Call = (api, options) => api.startRecording(MEETING, { meeting_id: "m" }, options);
const live: Call = (api, options) => api.listOfMeeting(MEETING, "live", options);
const all: Call = (api, options) => api.listOfMeeting(MEETING, "all", options);

const LIVE = "meeting_id=m%2F1&status=INVOKED%2CRECORDING%2CPAUSED&sort_by=invokedTime&sort_order=DESC";
const ALL = "meeting_id=m%2F1&sort_by=invokedTime&sort_order=DESC";

/** A call, the beginning of its request, an answer, and what the call returns for that. */
const ANSWERED: [name: string, call: Call, asked: string, answer: string, returns: unknown][] = [
  [
    "the recording that runs",
    active,
    `GET ${APP}/recordings/active-recording/m%2F1`,
    success(RECORDING),
    OBSERVED,
  ],
  [
    "a session with people in it",
    session,
    `GET ${APP}/meetings/m%2F1/active-session`,
    success({ status: "LIVE" }),
    true,
  ],
  [
    "a session that is over",
    session,
    `GET ${APP}/meetings/m%2F1/active-session`,
    success({ status: "ENDED" }),
    false,
  ],
  ["a meeting", meeting, `GET ${APP}/meetings/m%2F1`, success({ id: "m/1" }), true],
  ["a start", start, `POST ${APP}/recordings {"meeting_id":"m"}`, success(RECORDING), OBSERVED],
  ["the recordings that run", live, `GET ${APP}/recordings?${LIVE}`, listOf(RECORDING), [OBSERVED]],
  [
    "all recordings",
    all,
    `GET ${APP}/recordings?${ALL}`,
    listOf(RECORDING, { ...RECORDING, id: "b" }),
    [OBSERVED, { ...OBSERVED, recordingId: "b" }],
  ],
];

/** What a call makes of a 404. */
const MISSING: [name: string, call: Call, returns: unknown][] = [
  ["no recording", active, undefined],
  ["nobody", session, false],
  ["no meeting", meeting, false],
];

describe("a call about a meeting", () => {
  const servers = useServers();

  /** Makes the call on a server that gives this answer, and notes each request as one line. */
  async function ask(call: Call, answer: string, status = 200) {
    const asked: string[] = [];
    const baseUrl = await servers.serve(async (request, response) => {
      const body = (await request.setEncoding("utf8").toArray()).join("");
      asked.push(`${request.method} ${request.url}${body && ` ${body}`}`);
      response.writeHead(status).end(answer);
    });
    const clock = recordingClock();
    const api = createClient({ connection: servers.connect(baseUrl), pacer: new Pacer(clock), clock });
    return { asked, result: await call(api, within(60_000, clock)).catch((error: unknown) => error) };
  }

  for (const [name, call, line, answer, returns] of ANSWERED) {
    it(`asks once for ${name}`, async () => {
      const { asked, result } = await ask(call, answer);
      assert.deepEqual(result, returns);
      assert.equal(asked.length, 1);
      assert.ok(asked[0]?.startsWith(line), asked[0]);
    });
  }

  const failure = (code: number) => JSON.stringify({ success: false, error: { code, message: "no" } });
  for (const [name, call, returns] of MISSING) {
    it(`takes a 404 for ${name}, and a 400 for an error`, async () => {
      assert.deepEqual((await ask(call, failure(404), 404)).result, returns);
      assert.ok((await ask(call, failure(400), 400)).result instanceof ApiError);
    });
  }

  it("is an error where an item of the list can't be read, for that may be the one that runs", async () => {
    const { result } = await ask(live, listOf(RECORDING, { status: "RECORDING" }));
    assert.match(
      String(result),
      /InvalidResponseError: GET \/accounts\/\w+\/realtime\/kit\/\w+\/recordings was .* an item that is no recording\. Check the base URL/,
    );
    assert.equal((result as { isPassing?: boolean }).isPassing, true);
  });

  it("tells that the meeting is being recorded already by a 409 alone", async () => {
    assert.ok(isConflict((await ask(start, failure(409), 409)).result));
    assert.ok(!isConflict((await ask(start, failure(400), 400)).result));
    assert.ok(!isConflict(new TypeError("x")));
  });
});
