/** Which hosts count as this machine, which base URLs may carry the token, and which proxies a request may take. */

import assert from "node:assert/strict";
import { baseUrlProblem, isLoopback, proxyProblem } from "../../provider/api/endpoint";

const HOSTS: [hostname: string, isLoopback: boolean][] = [
  ["localhost", true],
  ["127.0.0.1", true],
  ["127.255.255.254", true],
  ["[::1]", true],
  ["api.cloudflare.com", false],
  ["localhost.example", false],
  ["notlocalhost", false],
  ["127.0.0.1.example", false],
  ["128.0.0.1", false],
  ["0.0.0.0", false],
  ["[::]", false],
  ["", false],
];

describe("a host name", () => {
  for (const [hostname, expected] of HOSTS) {
    it(`"${hostname}" ${expected ? "never leaves" : "may leave"} this machine`, () => {
      assert.equal(isLoopback(hostname), expected);
    });
  }
});

const NO_URL = "is no URL; it should look like https://api.cloudflare.com/client/v4";
const NO_HTTPS =
  "must use https:// (plain http:// is for loopback addresses only), so that the token can't be read on the way";
const NAMED = "must not hold a user name or password";
const QUERY = "must not have a query or a fragment";

/** Base URL, and what is said of it; `undefined` where it may carry the token. */
const BASE_URLS: [url: string, problem: string | undefined][] = [
  ["https://api.cloudflare.com/client/v4", undefined],
  ["https://gateway.example:8443/cloudflare", undefined],
  ["http://localhost:8787/client/v4", undefined],
  ["http://LOCALHOST:8787", undefined],
  ["http://127.0.0.1:8787/client/v4", undefined],
  ["http://127.8.9.10/client/v4", undefined],
  ["http://[::1]:8787/client/v4", undefined],
  ["api.cloudflare.com", NO_URL],
  ["http://api.cloudflare.com/client/v4", NO_HTTPS],
  ["http://127.0.0.1.evil.example/", NO_HTTPS],
  ["http://localhost.evil.example/", NO_HTTPS],
  ["http://10.0.0.1/", NO_HTTPS],
  ["http://[::2]/", NO_HTTPS],
  ["ftp://127.0.0.1/", NO_HTTPS],
  ["file:///etc/passwd", NO_HTTPS],
  ["https://ada:hunter2@api.example/", NAMED],
  ["https://hunter2@api.example/", NAMED],
  ["http://:hunter2@127.0.0.1/", NAMED],
  ["https://api.example/?key=hunter2", QUERY],
  ["https://api.example/#hunter2", QUERY],
];

describe("a base URL", () => {
  for (const [url, problem] of BASE_URLS) {
    it(`${url} ${problem ? "is refused, without showing it" : "is accepted"}`, () => {
      assert.equal(baseUrlProblem(url), problem);
    });
  }
});

const API = "https://api.example.test/client/v4";

/** Environment, and the variable that is named as wrong. */
const PROXIES: [env: Record<string, string>, wrong: string | undefined][] = [
  [{}, undefined],
  [{ HTTPS_PROXY: "" }, undefined],
  [{ HTTPS_PROXY: "http://proxy.example:3128" }, undefined],
  [{ HTTPS_PROXY: "https://ada:hunter2@proxy.example" }, undefined],
  [{ HTTPS_PROXY: "socks5://proxy.example:1080" }, undefined],
  [{ HTTPS_PROXY: "socks://proxy.example:1080" }, undefined],
  [{ HTTPS_PROXY: "proxy.example:3128" }, undefined],
  [{ HTTPS_PROXY: "10.0.0.1:3128/http://x" }, undefined],
  [{ HTTPS_PROXY: "10.0.0.1:3128" }, undefined],
  [{ HTTPS_PROXY: " 10.0.0.1:3128\n" }, undefined],
  [{ HTTPS_PROXY: "ftp://hunter2.example" }, "HTTPS_PROXY"],
  [{ HTTPS_PROXY: "http://" }, "HTTPS_PROXY"],
  [{ HTTPS_PROXY: "hunter2 hunter2" }, "HTTPS_PROXY"],
  [{ HTTPS_PROXY: "proxy.example:99999" }, "HTTPS_PROXY"],
  [{ HTTPS_PROXY: "http://ada:hunter%ZZ@proxy.example" }, "HTTPS_PROXY"],
  [{ https_proxy: "ftp://x", HTTPS_PROXY: "http://proxy.example" }, "https_proxy"],
  [{ https_proxy: "http://proxy.example", HTTPS_PROXY: "ftp://x" }, undefined],
  [{ HTTPS_PROXY: "http://proxy.example", HTTP_PROXY: "ftp://x" }, undefined],
  [{ HTTP_PROXY: "ftp://x" }, "HTTP_PROXY"],
  [{ http_proxy: "ftp://x" }, "http_proxy"],
];

describe("a proxy in the environment", () => {
  for (const [env, wrong] of PROXIES) {
    it(`${JSON.stringify(env)} is ${wrong ? "named as wrong, without showing it" : "taken as it is"}`, () => {
      const problem = proxyProblem(API, env);
      const text = `the proxy from the environment variable ${wrong} is no address such as http://proxy.example:3128`;
      assert.equal(problem, wrong && text);
    });
  }

  it("is not looked at for loopback", () => {
    assert.equal(proxyProblem("http://127.0.0.1:8787", { HTTPS_PROXY: "ftp://x" }), undefined);
  });
});
