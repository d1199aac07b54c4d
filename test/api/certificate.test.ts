/** A server that can't prove who it is gets nothing, least of all the token. */

import assert from "node:assert/strict";
import { createClient } from "../../provider/api/client";
import { CertificateError } from "../../provider/api/errors";
import { Pacer } from "../../provider/api/pacer";
import { selfSign } from "./certificate";
import { IDENTITY, recordingClock, TOKEN, useServers, within } from "./kit";
import { readTrusting, serveProxy, serveSecurely } from "./secure-servers";

const DAY_MS = 86_400_000;

describe("a server's certificate", () => {
  const servers = useServers();

  it("that nobody vouches for is refused at once, before anything is sent", async () => {
    const server = await serveSecurely(servers, selfSign("localhost"));
    const baseUrl = `https://localhost:${server.port}`;
    const clock = recordingClock();
    const client = createClient({ connection: servers.connect(baseUrl), pacer: new Pacer(clock), clock });
    await assert.rejects(client.getRecording(IDENTITY, within(60_000, clock)), (error) => {
      assert.ok(error instanceof CertificateError);
      assert.equal(error.name, "CertificateError");
      assert.match(
        error.message,
        new RegExp(
          `the certificate of localhost:${server.port} is not trusted \\(DEPTH_ZERO_SELF_SIGNED_CERT\\)`,
        ),
      );
      assert.match(error.message, /NODE_EXTRA_CA_CERTS/);
      assert.ok(error.cause instanceof Error);
      return true;
    });
    assert.deepEqual(clock.sleeps, [], "no second try");
    assert.deepEqual(server.tokens, []);
  });

  it("is accepted with NODE_EXTRA_CA_CERTS, refused for another name, use or time", async () => {
    const right = selfSign("localhost");
    const other = selfSign("other.example");
    const over = selfSign("localhost", {
      from: new Date(Date.now() - 2 * DAY_MS),
      until: new Date(Date.now() - DAY_MS),
    });
    const forClients = selfSign("localhost", { isForClients: true });
    const early = selfSign("localhost", { from: new Date(Date.now() + DAY_MS / 2) });
    const certificates = [right, other, over, forClients, early];
    const started = await Promise.all(certificates.map((certificate) => serveSecurely(servers, certificate)));
    const baseUrls = started.map(({ port }) => `https://localhost:${port}`);
    const [accepted, misnamed, expired, misused, tooEarly] = await readTrusting(certificates, { baseUrls });
    assert.deepEqual(accepted, { recordingId: IDENTITY.recordingId, status: "RECORDING" });
    assert.match(String(misnamed), /^CertificateError: .*ERR_TLS_CERT_ALTNAME_INVALID/);
    assert.match(String(expired), /^CertificateError: .*CERT_HAS_EXPIRED/);
    assert.match(String(misused), /^CertificateError: .*INVALID_PURPOSE/);
    assert.match(String(tooEarly), /^CertificateError: .*CERT_NOT_YET_VALID/);
    assert.deepEqual(
      started.map(({ tokens }) => tokens),
      [[`Bearer ${TOKEN}`], [], [], [], []],
    );
  });

  it("is verified also where NODE_TLS_REJECT_UNAUTHORIZED says not to, directly and behind a proxy", async () => {
    const NODE_TLS_REJECT_UNAUTHORIZED = "0";
    const direct = await serveSecurely(servers, selfSign("localhost"));
    const behind = await serveSecurely(servers, selfSign("api.example.test"));
    const proxy = await serveProxy(servers, { port: behind.port });
    const baseUrls = [`https://localhost:${direct.port}`, "https://api.example.test"];
    const env = { NODE_TLS_REJECT_UNAUTHORIZED, HTTPS_PROXY: proxy.url };
    for (const answer of await readTrusting([], { baseUrls, env })) {
      assert.match(String(answer), /^CertificateError: .*DEPTH_ZERO_SELF_SIGNED_CERT/);
    }
    assert.deepEqual([direct.connections(), behind.connections()], [1, 1]);
    assert.deepEqual([direct.tokens, behind.tokens], [[], []]);
  });

  it("of a proxy is verified too", async () => {
    const proxy = await serveSecurely(servers, selfSign("localhost"));
    const env = {
      NODE_TLS_REJECT_UNAUTHORIZED: "0",
      HTTPS_PROXY: `https://ada:hunter2@localhost:${proxy.port}`,
    };
    const [answer] = await readTrusting([], { baseUrls: ["https://api.example.test"], env });
    assert.match(String(answer), /^CertificateError: .*DEPTH_ZERO_SELF_SIGNED_CERT/);
    assert.doesNotMatch(String(answer), /hunter2/);
    assert.deepEqual(proxy.tokens, []);
  });
});
