/** Connections that break, stall or lead astray: one named error, after one request, within its time. */

import assert from "node:assert/strict";
import type { RequestListener, ServerResponse } from "node:http";
import { createServer, type Socket } from "node:net";
import { ConnectionError, InvalidResponseError, isTransient } from "../../provider/api/errors";
import { send } from "../../provider/api/transport";
import { answering, GET, RECORDING, useServers } from "./kit";

const WHOLE = JSON.stringify({ success: true, data: RECORDING });

/** Sends the headers for a whole answer and half of it. */
function sendHalf(response: ServerResponse): void {
  response.writeHead(200, { "content-length": WHOLE.length });
  response.write(WHOLE.slice(0, 20));
}

/** What a bad server does with a request. */
const BROKEN: [name: string, listener: RequestListener][] = [
  ["closes the connection", (request) => request.socket.destroy()],
  ["resets the connection", (request) => request.socket.resetAndDestroy()],
  [
    "closes it in the middle of the body",
    (_request, response) => {
      sendHalf(response);
      setImmediate(() => response.destroy());
    },
  ],
  [
    "ends the body too early",
    (_request, response) => {
      sendHalf(response);
      setImmediate(() => response.socket?.end());
    },
  ],
  [
    "ends a chunked body too early",
    (_request, response) => {
      response.write(WHOLE.slice(0, 20));
      setImmediate(() => response.socket?.end());
    },
  ],
];

const RAW: [name: string, answer: string][] = [
  ["no HTTP", "SSH-2.0-OpenSSH_9.6\r\n"],
  ["no valid header", "HTTP/1.1 200 OK\r\nbad header\r\n\r\n"],
  ["a length that is no number", `HTTP/1.1 200 OK\r\ncontent-length: x\r\n\r\n${WHOLE}`],
];

describe("a server that", () => {
  const servers = useServers();

  const failure = (baseUrl: string, timeoutMs = 5_000): Promise<Error> =>
    send(servers.connect(baseUrl), { ...GET, timeoutMs }).then(
      () => assert.fail("it was taken for an answer"),
      (error) => error,
    );

  for (const [name, listener] of BROKEN) {
    it(`${name} gave no answer, and isn't asked twice`, async () => {
      let asked = 0;
      const baseUrl = await servers.serve((request, response) => {
        asked++;
        listener(request, response);
      });
      const error = await failure(baseUrl);
      assert.ok(error instanceof ConnectionError, error.stack);
      assert.match(error.message, /^ConnectionError: GET \/accounts\/.* got no complete answer: \w+/);
      assert.ok(error.cause instanceof Error);
      assert.ok(isTransient(error));
      assert.equal(asked, 1);
    });
  }

  for (const [name, answer] of RAW) {
    it(`answers with ${name} gave no answer`, async () => {
      const answerRaw = (socket: Socket) =>
        void socket.on("error", () => {}).once("data", () => socket.end(answer));
      const error = await failure(`http://127.0.0.1:${await servers.listen(createServer(answerRaw))}`);
      assert.ok(error instanceof ConnectionError, error.stack);
    });
  }

  for (const host of ["127.0.0.1", "localhost"]) {
    it(`isn't there at ${host} gave no answer`, async () => {
      const gone = createServer();
      const port = await servers.listen(gone);
      await new Promise((resolve) => gone.close(resolve));
      const error = await failure(`http://${host}:${port}`);
      assert.match(
        error.message,
        /^ConnectionError: .* got no complete answer: (connect )?ECONNREFUSED\b.*\. Check the network/,
      );
    });
  }

  /** How a break is told: by the system's message, or by undici's with its code. */
  it("breaks is told with its code, once", async () => {
    const gone = createServer();
    const port = await servers.listen(gone);
    await new Promise((resolve) => gone.close(resolve));
    const refused = await failure(`http://127.0.0.1:${port}`);
    assert.match(refused.message, /answer: connect ECONNREFUSED 127\.0\.0\.1:\d+\. Check/);
    const closed = await failure(await servers.serve((request) => request.socket.destroy()));
    assert.match(closed.message, /answer: UND_ERR_SOCKET \(other side closed\)\. Check/);
  });

  it("takes the request and says nothing is left after the request's time", async () => {
    const baseUrl = await servers.serve(() => {});
    const error = await failure(baseUrl, 50);
    assert.ok(error instanceof ConnectionError);
    assert.equal((error.cause as Error).name, "TimeoutError");
    assert.match(
      error.message,
      /got no complete answer: nothing within 1s\. Check the network, and the proxies on the way to the API, and run it again\.$/,
    );
  });

  it("stalls in the middle of the body is left after the request's time", async () => {
    const baseUrl = await servers.serve((_request, response) => sendHalf(response));
    const error = await failure(baseUrl, 100);
    assert.ok(error instanceof ConnectionError, error.stack);
    assert.match(error.message, /nothing within 1s\. Check the network/);
  });

  it("takes a connection and says nothing at all is left after the request's time", async () => {
    const sockets: Socket[] = [];
    const port = await servers.listen(createServer((socket) => sockets.push(socket.on("error", () => {}))));
    const error = await failure(`http://127.0.0.1:${port}`, 50);
    for (const socket of sockets) socket.destroy();
    assert.match(error.message, /nothing within 1s\. Check the network/);
  });

  it("sends a body without an end is cut off, and not asked again", async () => {
    let sent = 0;
    const chunk = Buffer.alloc(1024 * 1024, "x");
    const baseUrl = await servers.serve((_request, response) => {
      const more = () => {
        while (!response.destroyed && response.write(chunk)) sent++;
      };
      response.on("drain", more);
      more();
    });
    const error = await failure(baseUrl, 20_000);
    assert.ok(error instanceof InvalidResponseError, error.stack);
    assert.match(
      error.message,
      /was answered with more than 16777216 bytes\. Check the base URL, and the proxies on the way to the API\.$/,
    );
    assert.ok(!isTransient(error));
    assert.ok(sent < 64, `${sent} MiB were sent`);
  });

  for (const status of [301, 302, 303, 307, 308]) {
    it(`redirects with ${status} is not followed, and the token goes nowhere else`, async () => {
      let followed = 0;
      const elsewhere = await servers.serve((_request, response) => {
        followed++;
        response.end(WHOLE);
      });
      const baseUrl = await servers.serve(answering(status, "", { location: `${elsewhere}/` }));
      const error = await failure(baseUrl);
      assert.match(
        error.message,
        new RegExp(`^InvalidResponseError: .* a redirect \\(HTTP ${status}\\), which is never followed`),
      );
      assert.equal(followed, 0);
    });
  }
});
