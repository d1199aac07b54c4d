/** A server that repeats the request's headers in what it says can't bring the token into a message or an output. */

import assert from "node:assert/strict";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createClient, type RecordingsApi } from "../../provider/api/client";
import { Pacer } from "../../provider/api/pacer";
import { IDENTITY, RECORDING, recordingClock, TOKEN, useServers, within } from "../api/kit";

type Answer = (response: ServerResponse, said: string) => void;

const refuse =
  (status: number, body: (said: string) => unknown): Answer =>
  (response, said) => {
    const text = body(said);
    response.writeHead(status).end(typeof text === "string" ? text : JSON.stringify(text));
  };

/** Where the header stands in the answer. */
const REPEATED: [where: string, answer: Answer, shown: RegExp][] = [
  ["a refusal", refuse(400, (message) => ({ success: false, error: { code: 400, message } })), /hidden/],
  ["the front door's refusal", refuse(409, (message) => v4(message)), /hidden/],
  ["a refused token", refuse(403, (message) => v4(message)), /hidden/],
  ["a missing recording", refuse(404, (message) => v4(message)), /hidden/],
  ["a page of HTML", refuse(500, (said) => `<title>debug: ${said}</title>`), /hidden/],
  ["the Ray ID", (response, said) => response.writeHead(400, { "cf-ray": said }).end("{}"), /Ray ID.*hidden/],
  [
    "the reason phrase",
    (response, said) => response.writeHead(400, said).end("{}"),
    /HTTP 400: an answer that is not JSON/,
  ],
  [
    "the target of a redirect",
    (response, said) => response.writeHead(302, { location: `/?${encodeURIComponent(said)}` }).end(),
    /a redirect \(HTTP 302\)/,
  ],
];

const v4 = (message: string) => ({ success: false, errors: [{ code: 1000, message }], result: null });

describe("a server that repeats the token", () => {
  const servers = useServers();
  const clock = recordingClock();
  const options = within(60_000, clock);

  async function clientOf(answer: Answer): Promise<RecordingsApi> {
    const listener = (request: IncomingMessage, response: ServerResponse) =>
      answer(response, String(request.headers.authorization));
    const connection = servers.connect(await servers.serve(listener));
    return createClient({ connection, pacer: new Pacer(clock), clock });
  }

  for (const [where, answer, shown] of REPEATED) {
    it(`in ${where} doesn't bring it into the message`, async () => {
      const client = await clientOf(answer);
      for (const call of [
        () => client.getRecording(IDENTITY, options),
        () => client.sendAction(IDENTITY, "pause", options),
        () => client.startRecording(IDENTITY, { meeting_id: "m" }, options),
      ]) {
        await assert.rejects(call(), ({ message, cause }: Error) => {
          assert.match(message, shown);
          assert.ok(!`${message}${cause}`.includes(TOKEN), message);
          return true;
        });
      }
    });
  }

  it("in a recording's fields doesn't bring it into an output", async () => {
    const client = await clientOf((response, said) => {
      const more = { output_file_name: said, download_url: `https://files.example/?token=${said}` };
      const reason = { reason: said, caller: { name: said } };
      const data = { ...RECORDING, ...more, stop_reason: reason, storage_config: { path: said } };
      response.end(JSON.stringify({ success: true, data }));
    });
    const recording = await client.getRecording(IDENTITY, options);
    assert.equal(recording.outputFileName, "Bearer [hidden]");
    assert.ok(!JSON.stringify(recording).includes(TOKEN));
  });
});
