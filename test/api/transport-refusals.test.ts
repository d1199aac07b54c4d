/** Each way in which the API says no becomes the error that its caller needs, in the words of its answer. */

import assert from "node:assert/strict";
import {
  ApiError,
  AuthenticationError,
  InvalidResponseError,
  isRefusedAction,
  isTransient,
  NotFoundError,
  TooManyRequests,
} from "../../provider/api/errors";
import { send } from "../../provider/api/transport";
import { answering, GET, PATH, TOKEN, TOKEN_SOURCE, useServers } from "./kit";

type ErrorClass = new (...args: never[]) => Error;

const rtk = (code: number, message = "no") => ({ success: false, error: { code, message } });
const v4 = (code: number, message = "no") => ({
  success: false,
  errors: [{ code, message }],
  messages: [],
  result: null,
});
const HTML = "<html><head><title>Error 1033</title></head><body>…</body></html>";

/** HTTP status, body, the error's class and what the message must hold. */
const TABLE: [status: number, body: unknown, error: ErrorClass, text: RegExp][] = [
  [
    400,
    rtk(400, "Recording is not in progress"),
    ApiError,
    /HTTP 400: Recording is not in progress \(Ray ID/,
  ],
  [400, v4(10005, "bad"), ApiError, /HTTP 400: bad \(code 10005, Ray ID/],
  [409, rtk(409), ApiError, /HTTP 409: no \(/],
  [422, rtk(422), ApiError, /HTTP 422/],
  [405, v4(10405), ApiError, /code 10405/],
  [400, HTML, ApiError, /HTTP 400: Error 1033 \(Ray ID/],
  [400, "", ApiError, /HTTP 400: an empty answer/],
  [400, "  \n", ApiError, /HTTP 400: an empty answer/],
  [400, `${" ".repeat(4_096)}${HTML}`, ApiError, /HTTP 400: an answer that is not JSON/],
  [400, "no", ApiError, /HTTP 400: an answer that is not JSON/],
  [400, { success: false }, ApiError, /HTTP 400: no message/],
  [400, { success: false, errors: [] }, ApiError, /HTTP 400: no message/],
  [400, { success: true }, ApiError, /HTTP 400: no message/],
  [500, rtk(500, "oops"), ApiError, /HTTP 500: oops/],
  [503, v4(1000), ApiError, /HTTP 503: no \(code 1000/],
  [502, HTML, ApiError, /HTTP 502: Error 1033/],
  [401, rtk(401), AuthenticationError, /HTTP 401: no/],
  [401, "", AuthenticationError, /HTTP 401: an empty answer/],
  [
    403,
    v4(10000, "Authentication error"),
    AuthenticationError,
    /HTTP 403: Authentication error \(code 10000, Ray ID/,
  ],
  [403, HTML, AuthenticationError, /HTTP 403: Error 1033/],
  [
    400,
    v4(6003, "Invalid request headers"),
    AuthenticationError,
    /HTTP 400: Invalid request headers \(code 6003/,
  ],
  [400, v4(9106), AuthenticationError, /code 9106/],
  [404, rtk(404, "Recording not found"), NotFoundError, /HTTP 404: Recording not found \(Ray ID/],
  [404, v4(10007), NotFoundError, /code 10007/],
  [404, v4(7003, "Could not route"), ApiError, /HTTP 404: Could not route \(code 7003/],
  [404, v4(7000), ApiError, /code 7000/],
  [404, HTML, InvalidResponseError, /HTTP 404, but not in the API's format/],
  [404, "", InvalidResponseError, /HTTP 404, but not in the API's format/],
  [404, { error: "Not Found" }, InvalidResponseError, /HTTP 404, but not in the API's format/],
  [429, "", TooManyRequests, /HTTP 429/],
  [429, v4(971), TooManyRequests, /HTTP 429/],
  [400, v4(971), TooManyRequests, /GET/],
  [403, v4(971), TooManyRequests, /GET/],
  [200, rtk(429), TooManyRequests, /GET/],
  [200, rtk(400, "no"), ApiError, /HTTP 400: no/],
  [200, rtk(404), NotFoundError, /HTTP 404/],
  [200, rtk(401), AuthenticationError, /HTTP 401/],
  [200, rtk(399), ApiError, /HTTP 200: no \(code 399/],
  [200, rtk(599), ApiError, /HTTP 599: no/],
  [200, rtk(600), ApiError, /HTTP 200: no \(code 600/],
  [500, rtk(404), ApiError, /HTTP 500: no \(code 404/],
  [200, v4(10000), ApiError, /HTTP 200: no \(code 10000/],
  [200, HTML, InvalidResponseError, /HTTP 200, but not in the API's format/],
  [200, "", InvalidResponseError, /HTTP 200, but not in the API's format/],
  [200, { data: {} }, InvalidResponseError, /HTTP 200, but not in the API's format/],
  [300, { success: true, data: {} }, InvalidResponseError, /a redirect \(HTTP 300\)/],
  [301, "", InvalidResponseError, /a redirect \(HTTP 301\), which is never followed/],
  [307, rtk(307), InvalidResponseError, /a redirect \(HTTP 307\)/],
];

describe("an answer", () => {
  const servers = useServers();

  async function refusal(
    status: number,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<Error> {
    const baseUrl = await servers.serve(answering(status, body, { "cf-ray": "8f1e-FRA", ...headers }));
    const answer = send(servers.connect(baseUrl), GET);
    return await answer.then(
      () => assert.fail("it was taken for a success"),
      (error) => error,
    );
  }

  for (const [status, body, expected, text] of TABLE) {
    it(`${status} ${JSON.stringify(body).slice(0, 60)} is ${expected.name}`, async () => {
      const error = await refusal(status, body);
      assert.equal(error.constructor, expected, error.message);
      assert.match(error.message, text);
      assert.ok(!error.message.includes(TOKEN));
    });
  }

  it("that refuses says what was asked for and the Ray ID, as fields too", async () => {
    const error = await refusal(409, rtk(409, "busy"));
    assert.ok(error instanceof ApiError);
    assert.equal(error.message, `ApiError: GET ${PATH} was answered with HTTP 409: busy (Ray ID 8f1e-FRA)`);
    assert.deepEqual(error.refusal, { status: 409, code: 409, message: "busy", rayId: "8f1e-FRA" });
  });

  it("that refuses the token says where it came from and which permission it needs", async () => {
    const { message } = await refusal(403, v4(10000, "Authentication error"));
    assert.ok(message.includes(`refused the API token from ${TOKEN_SOURCE} (HTTP 403`));
    assert.match(message, /"Realtime" or "Realtime Admin" on this account/);
    assert.match(message, /--run-program/);
  });

  it("with terminal escapes and line breaks is told on one harmless line", async () => {
    const { message } = await refusal(400, rtk(400, "\u001b[2Jgone\r\nRecordingEndedError: forged"));
    assert.match(message, /^[\x20-\x7e]+$/);
    assert.match(await titleOf("\u001b[31m\n title"), /HTTP 400: \[31m +title/);
  });

  const titleOf = async (title: string) => (await refusal(400, `<title>${title}</title>`)).message;

  it("429 says how long to wait, in the headers", async () => {
    const error = await refusal(429, "", { "retry-after": "12" });
    assert.ok(error instanceof TooManyRequests);
    assert.equal(error.retryAfterMs, 12_000);
    const other = await refusal(429, "", { ratelimit: '"default";r=0;t=30' });
    assert.equal((other as TooManyRequests).retryAfterMs, 30_000);
    assert.equal(((await refusal(429, "")) as TooManyRequests).retryAfterMs, undefined);
  });
});

/** HTTP status and body; may the same read succeed later, and did the API surely do nothing? */
const JUDGED: [status: number, body: unknown, transient: boolean, refused: boolean][] = [
  [400, rtk(400), false, true],
  [409, rtk(409), false, true],
  [408, rtk(408), true, false],
  [425, "", true, false],
  [500, rtk(500), true, false],
  [502, HTML, true, false],
  [200, HTML, true, false],
  [200, "", true, false],
  [200, v4(10000), false, true],
  [200, rtk(500), true, false],
  [404, rtk(404), false, false],
  [404, HTML, false, false],
  [401, "", false, false],
  [403, v4(10000), false, false],
  [302, "", false, false],
];

describe("the judgement on an answer", () => {
  const servers = useServers();

  for (const [status, body, transient, refused] of JUDGED) {
    it(`${status} ${JSON.stringify(body).slice(0, 40)}: transient ${transient}, refused ${refused}`, async () => {
      const baseUrl = await servers.serve(answering(status, body));
      const error = await send(servers.connect(baseUrl), GET).catch((reason) => reason);
      assert.equal(isTransient(error), transient);
      assert.equal(isRefusedAction(error), refused);
    });
  }
});

describe("a refusal's message", () => {
  const LINE = { method: "GET", path: "/x" };
  for (const [more, text] of [
    [{}, "HTTP 400: no"],
    [{ code: 400 }, "HTTP 400: no"],
    [{ code: 7003 }, "HTTP 400: no (code 7003)"],
    [{ rayId: "r" }, "HTTP 400: no (Ray ID r)"],
    [{ code: 7003, rayId: "r" }, "HTTP 400: no (code 7003, Ray ID r)"],
  ] as const) {
    it(`says "${text}" where the API gave ${JSON.stringify(more)}`, () => {
      const { message } = new ApiError(LINE, { status: 400, message: "no", ...more });
      assert.equal(message, `ApiError: GET /x was answered with ${text}`);
    });
  }
});
