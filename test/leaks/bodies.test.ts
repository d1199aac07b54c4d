/** Answers of 100 MB: cut off, named, not asked for again, and the provider's process stays small. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { gzipSync } from "node:zlib";
import { pageSchema } from "../../provider/api/paging";
import { IDENTITY, RECORDING, useServers } from "../api/kit";
import { type FakeEngine, startFakeEngine } from "../support/fake-engine";
import { type ProviderProcess, startProviderProcess } from "../support/provider-process";

const MB = 1024 * 1024;
const BODY_BYTES = 100 * MB;
/** As many as an engine asks for at once on a machine of two cores. */
const AT_ONCE = 8;

/** What takes many times its size once it is parsed. */
const SWOLLEN: [name: string, body: () => string][] = [
  ["empty objects", () => `{"success":true,"data":[${"{},".repeat(5_000_000)}{}]}`],
  ["lists in lists", () => `{"success":true,"data":${"[".repeat(7_000_000)}${"]".repeat(7_000_000)}}`],
  ["lists without an end", () => "[".repeat(15_000_000)],
];

const ID = Object.values(IDENTITY).join("/");
const URN = "urn:pulumi:dev::event::pulumi-nodejs:dynamic/realtimekit:Recording::large";

describe("an answer of 100 MB", function () {
  this.timeout(120_000);
  const servers = useServers();
  let engine: FakeEngine;
  let hooks: ProviderProcess;
  let asked = 0;
  let sentBytes = 0;
  let head = "";

  /** Says how long the body is, or not, and sends it as fast as it is taken. */
  const flood: (hasLength: boolean) => RequestListener = (hasLength) => (_request, response) => {
    asked++;
    response.writeHead(200, {
      "content-type": "application/json",
      ...(hasLength ? { "content-length": BODY_BYTES } : {}),
    });
    response.write(head);
    const chunk = Buffer.alloc(64 * 1024, "x");
    let left = BODY_BYTES - head.length;
    const more = () => {
      while (left > 0 && !response.destroyed) {
        const part = chunk.subarray(0, left);
        left -= part.length;
        sentBytes += part.length;
        if (!response.write(part)) return;
      }
      if (left <= 0) response.end();
    };
    response.on("drain", more);
    more();
  };

  async function startAt(baseUrl: string): Promise<void> {
    hooks = await startProviderProcess({
      engineAddress: engine.address,
      env: { CLOUDFLARE_API_TOKEN: "token-of-the-large-answers", CLOUDFLARE_BASE_URL: baseUrl },
    });
    await hooks.configure({});
  }

  before(async () => {
    engine = await startFakeEngine();
  });
  beforeEach(() => {
    asked = 0;
    sentBytes = 0;
    head = `{"success":true,"data":{"id":"${RECORDING.id}","status":"`;
  });
  afterEach(() => hooks?.stop());
  after(() => engine.close());

  for (const hasLength of [true, false]) {
    it(`${hasLength ? "that says so" : "without a length"} is cut off, ${AT_ONCE} at once, within 400 MB`, async () => {
      await startAt(await servers.serve(flood(hasLength)));
      const before = peakBytes(hooks.pid);
      const reads = Array.from({ length: AT_ONCE }, () => hooks.read(ID, { __urn: URN }));
      for (const result of await Promise.allSettled(reads)) {
        assert.ok(result.status === "rejected");
        assert.match(
          String(result.reason),
          /InvalidResponseError: .* with more than 16777216 bytes\. Check the base URL/,
        );
      }
      const grownBytes = peakBytes(hooks.pid) - before;
      assert.equal(asked, AT_ONCE);
      assert.ok(sentBytes < AT_ONCE * 32 * MB, `${sentBytes / MB} MB were sent`);
      assert.ok(grownBytes < 400 * MB, `it grew by ${grownBytes / MB} MB`);
    });
  }

  it("that is packed into 100 kB isn't unpacked", async () => {
    const packed = gzipSync(Buffer.alloc(BODY_BYTES, "x"));
    const baseUrl = await servers.serve((_request, response) =>
      response.writeHead(400, { "content-encoding": "gzip" }).end(packed),
    );
    await startAt(baseUrl);
    const before = peakBytes(hooks.pid);
    await assert.rejects(hooks.read(ID, { __urn: URN }), /ApiError: .*HTTP 400: an answer that is not JSON/);
    assert.ok(peakBytes(hooks.pid) - before < 50 * MB);
  });

  for (const [name, body] of SWOLLEN) {
    it(`is no different where it is a body below the bound of ${name}`, async () => {
      await startAt(
        await servers.serve((_request, response) => {
          asked++;
          response.end(body());
        }),
      );
      const before = peakBytes(hooks.pid);
      await assert.rejects(
        hooks.read(ID, { __urn: URN }),
        /with more than 1000000 objects and lists\. Check the base URL/,
      );
      assert.equal(asked, 1);
      assert.ok(peakBytes(hooks.pid) - before < 100 * MB);
    });
  }
});

/** The most memory that a process ever held, in bytes; only Linux tells that of another process. */
function peakBytes(pid: number): number {
  if (process.platform !== "linux") return 0;
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kilobytes) * 1024;
}

describe("a page of more recordings than were asked for", () => {
  it("is read, but not one of more than a page can hold", () => {
    const page = (count: number) => ({ data: Array.from({ length: count }, () => ({})) });
    assert.equal(pageSchema.parse(page(25_000)).data.length, 25_000);
    assert.ok(!pageSchema.safeParse(page(25_001)).success);
  });
});
