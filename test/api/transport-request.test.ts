/** What is sent, and over how many connections. */

import assert from "node:assert/strict";
import { createServer as createHttpServer, type ServerResponse } from "node:http";
import { send } from "../../provider/api/transport";
import { GET, RECORDING, TOKEN, useServers } from "./kit";

const WHOLE = JSON.stringify({ success: true, data: RECORDING });

describe("a request", () => {
  const servers = useServers();

  it("carries the token, the version and its JSON, and nothing that it has no need of", async () => {
    const seen: unknown[] = [];
    const baseUrl = await servers.serve(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      seen.push({
        ...request.headers,
        method: request.method,
        url: request.url,
        body: Buffer.concat(chunks).toString(),
      });
      response.end(WHOLE);
    });
    const line = { ...GET, method: "PUT", body: { action: "pause" }, query: { a: 1 } };
    const envelope = await send(servers.connect(`${baseUrl}/client/v4`), line);
    assert.deepEqual(envelope, { success: true, data: RECORDING });
    const { version } = require("../../package.json");
    assert.deepEqual(seen, [
      {
        host: baseUrl.replace("http://", ""),
        connection: "keep-alive",
        authorization: `Bearer ${TOKEN}`,
        accept: "application/json",
        "user-agent": `pulumi-realtimekit/${version}`,
        "content-type": "application/json",
        "content-length": "18",
        method: "PUT",
        url: `/client/v4${GET.path}?a=1`,
        body: '{"action":"pause"}',
      },
    ]);
  });

  it("that only reads has no body, and says nothing of one", async () => {
    const seen: unknown[] = [];
    const baseUrl = await servers.serve(({ method, headers }, response) => {
      const { "content-type": type, "content-length": length, "transfer-encoding": encoding } = headers;
      seen.push([method, type, length, encoding]);
      response.end(WHOLE);
    });
    await send(servers.connect(baseUrl), GET);
    assert.deepEqual(seen, [["GET", undefined, undefined, undefined]]);
  });

  it("takes the connection of the one before, also after a refusal", async () => {
    let connections = 0;
    let requests = 0;
    const server = createHttpServer((request, response) => {
      const status = requests++ % 2 === 0 ? 200 : 400;
      request.resume();
      response.writeHead(status).end(WHOLE);
    });
    server.on("connection", () => connections++);
    const connection = servers.connect(`http://127.0.0.1:${await servers.listen(server)}`);
    for (let i = 0; i < 30; i++) await send(connection, GET).catch(() => undefined);
    assert.equal(requests, 30);
    // The pool may open a second one while the first is still putting its answer away.
    assert.ok(connections <= 2, `${connections} connections`);
  });

  it("waits for one of at most 32 connections", async () => {
    const waiting: ServerResponse[] = [];
    const baseUrl = await servers.serve((_request, response) => {
      waiting.push(response);
      if (waiting.length === 32) for (const held of waiting) held.end(WHOLE);
      if (waiting.length > 32) response.end(WHOLE);
    });
    const connection = servers.connect(baseUrl);
    const envelopes = await Promise.all(Array.from({ length: 80 }, () => send(connection, GET)));
    assert.equal(envelopes.length, 80);
  });
});
