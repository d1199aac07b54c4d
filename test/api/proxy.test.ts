/** Proxies from the environment are taken, but for the hosts that are to be reached directly. */

import assert from "node:assert/strict";
import { createDispatcher } from "../../provider/api/endpoint";
import { CertificateError, ConnectionError } from "../../provider/api/errors";
import { send } from "../../provider/api/transport";
import { selfSign } from "./certificate";
import { answering, GET, RECORDING, TOKEN, TOKEN_SOURCE, useServers } from "./kit";
import { readTrusting, serveProxy, serveSecurely } from "./secure-servers";

const API = "https://api.example.test/client/v4";

describe("a proxy", () => {
  const servers = useServers();

  /** Sends one read with this environment; the dispatcher is closed at once. */
  async function read(baseUrl: string, env: Record<string, string>) {
    const dispatcher = createDispatcher(baseUrl, env);
    try {
      return await send({ baseUrl, apiToken: TOKEN, tokenSource: TOKEN_SOURCE, dispatcher }, GET);
    } finally {
      await dispatcher.destroy();
    }
  }

  it("only passes on what is meant for the API, which alone sees the token", async () => {
    const certificate = selfSign("api.example.test");
    const server = await serveSecurely(servers, certificate);
    const proxy = await serveProxy(servers, { port: server.port });
    const env = { HTTPS_PROXY: proxy.url };
    const [recording] = await readTrusting([certificate], { baseUrls: [API], env });
    assert.deepEqual(recording, { recordingId: RECORDING.id, status: "RECORDING" });
    assert.deepEqual(server.tokens, [`Bearer ${TOKEN}`]);
    assert.equal(proxy.asked.length, 1);
    assert.ok(!JSON.stringify(proxy.asked).includes(TOKEN));
  });

  const TAKEN = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"];
  for (const variable of TAKEN) {
    it(`in ${variable} is asked for the API's host, with or without a scheme`, async () => {
      const server = await serveSecurely(servers, selfSign("api.example.test"));
      const proxy = await serveProxy(servers, { port: server.port });
      for (const text of [proxy.url, proxy.url.replace("http://", "")]) {
        // The certificate is refused on this side of the proxy: it was TLS from end to end.
        await assert.rejects(read(API, { [variable]: text }), CertificateError);
      }
      assert.deepEqual(
        proxy.asked.map(({ target }) => target),
        ["api.example.test:443", "api.example.test:443"],
      );
      assert.deepEqual(server.tokens, []);
    });
  }

  it("gets the user name and password of its address", async () => {
    const proxy = await serveProxy(servers, { status: 403 });
    const HTTPS_PROXY = proxy.url.replace("http://", "http://ada:hunter2@");
    await assert.rejects(read(API, { HTTPS_PROXY }), (error) => {
      assert.ok(error instanceof ConnectionError);
      assert.doesNotMatch(error.message, /hunter2/);
      return true;
    });
    const sent = `Basic ${Buffer.from("ada:hunter2").toString("base64")}`;
    assert.equal(proxy.asked[0]?.headers["proxy-authorization"], sent);
  });

  for (const status of [403, 407, 502]) {
    it(`that answers ${status} is told as no answer, with that status`, async () => {
      const proxy = await serveProxy(servers, { status });
      await assert.rejects(read(API, { HTTPS_PROXY: proxy.url }), (error) => {
        assert.ok(error instanceof ConnectionError);
        assert.match(error.message, new RegExp(`Proxy response \\(${status}\\)`));
        return true;
      });
    });
  }

  // 0.0.0.0 leads to this machine, but doesn't count as loopback.
  const DIRECT = ["0.0.0.0", "other.example,0.0.0.0", "*"];
  for (const exception of DIRECT) {
    for (const variable of ["NO_PROXY", "no_proxy"]) {
      it(`is left out for ${variable}=${exception}`, async () => {
        const server = await serveSecurely(servers, selfSign("0.0.0.0"));
        const proxy = await serveProxy(servers, { port: server.port });
        const env = { HTTPS_PROXY: proxy.url, [variable]: exception };
        await assert.rejects(read(`https://0.0.0.0:${server.port}`, env), CertificateError);
        assert.equal(proxy.asked.length, 0);
        assert.equal(server.connections(), 1);
      });
    }
  }

  it("is taken for a host that NO_PROXY doesn't name", async () => {
    const server = await serveSecurely(servers, selfSign("0.0.0.0"));
    const proxy = await serveProxy(servers, { port: server.port });
    const env = { HTTPS_PROXY: proxy.url, NO_PROXY: "other.example" };
    await assert.rejects(read(`https://0.0.0.0:${server.port}`, env), CertificateError);
    assert.deepEqual(
      proxy.asked.map(({ target }) => target),
      [`0.0.0.0:${server.port}`],
    );
  });

  it("is none where the environment names none", async () => {
    const server = await serveSecurely(servers, selfSign("0.0.0.0"));
    await assert.rejects(read(`https://0.0.0.0:${server.port}`, {}), CertificateError);
    assert.equal(server.connections(), 1);
  });

  it("is never asked for loopback", async () => {
    const baseUrl = await servers.serve(answering(200, { success: true, data: RECORDING }));
    const proxy = await serveProxy(servers, { status: 502 });
    const env = { HTTPS_PROXY: proxy.url, HTTP_PROXY: proxy.url };
    assert.deepEqual(await read(baseUrl, env), { success: true, data: RECORDING });
    assert.equal(proxy.asked.length, 0);
  });

  it("is never asked for loopback over TLS either", async () => {
    const server = await serveSecurely(servers, selfSign("localhost"));
    const proxy = await serveProxy(servers, { status: 502 });
    await assert.rejects(
      read(`https://localhost:${server.port}`, { HTTPS_PROXY: proxy.url }),
      CertificateError,
    );
    assert.equal(proxy.asked.length, 0);
  });
});
