/** Pulumi's own installer, run by the real Automation API with a stand-in for the script on Pulumi's site. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import { version as sdkVersion } from "@pulumi/pulumi/version.js";
import { locatePulumi } from "../../scripts/engine/index";
import { installOfficially } from "../../scripts/engine/official-installer";
import { quietProgress, removeFolders, temporaryFolder } from "./stand-ins";

// What Pulumi's script leaves, from the arguments it is given: executables in INSTALL_ROOT/bin.
const INSTALL_SCRIPT = `#!/bin/sh
[ "$1 $2 $4" = "--no-edit-path --install-root --version" ] || exit 9
mkdir -p "$3/bin"
for name in pulumi pulumi-language-nodejs pulumi-resource-pulumi-nodejs; do
  printf '#!/bin/sh\\necho v%s\\n' "$5" > "$3/bin/$name"
  chmod +x "$3/bin/$name"
done
`;
const CONTEXT = { env: {}, progress: quietProgress(), abortSignal: undefined };

describe("Pulumi's own installer", () => {
  const realFetch = globalThis.fetch;
  const requests: string[] = [];
  const answerWith = (answer: () => Promise<Response>) => {
    globalThis.fetch = (url, init) => {
      requests.push(`${init?.method ?? "GET"} ${url}`);
      return answer();
    };
  };

  afterEach(() => {
    globalThis.fetch = realFetch;
    requests.length = 0;
    removeFolders();
  });

  it("installs the CLI of the SDK's version into the cache", async () => {
    answerWith(async () => new Response(INSTALL_SCRIPT));
    const cache = temporaryFolder();
    const options = { cache, env: { PATH: "" }, progress: quietProgress() };
    const engine = await locatePulumi(options);
    assert.deepEqual([engine.source, engine.version], ["installer", sdkVersion]);
    assert.equal(path.relative(cache, engine.command).split(path.sep)[1], "bin");
    assert.deepEqual(requests, [
      "HEAD https://get.pulumi.com/install.sh",
      "GET https://get.pulumi.com/install.sh",
    ]);
  });

  it("gives up after one request where the site is not reached", async () => {
    const cause = new Error("getaddrinfo ENOTFOUND get.pulumi.com");
    answerWith(() => Promise.reject(new TypeError("fetch failed", { cause })));
    const root = temporaryFolder();
    await assert.rejects(installOfficially(root, CONTEXT), {
      message: "Pulumi's site cannot be reached: getaddrinfo ENOTFOUND get.pulumi.com",
    });
    assert.equal(requests.length, 1);
    assert.equal(existsSync(path.join(root, "bin")), false);
  });

  it("gives up where something else answers in the site's place", async () => {
    answerWith(async () => new Response("blocked", { status: 403 }));
    await assert.rejects(installOfficially(temporaryFolder(), CONTEXT), {
      message: "Pulumi's site answers 403",
    });
  });

  it("stops waiting when it is aborted", async () => {
    const abortion = new AbortController();
    let probed = false;
    answerWith(() => {
      if (probed) abortion.abort(new Error("interrupted"));
      const answer = probed ? new Promise<Response>(() => {}) : Promise.resolve(new Response(""));
      probed = true;
      return answer;
    });
    const context = { ...CONTEXT, abortSignal: abortion.signal };
    await assert.rejects(installOfficially(temporaryFolder(), context), { message: "interrupted" });
  });
});
