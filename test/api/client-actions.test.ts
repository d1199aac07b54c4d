/** Actions are sent once, whatever becomes of them; and everybody waits where the API asks for a pause. */

import assert from "node:assert/strict";
import type { FaultInput } from "../../emulator/index";
import { NotSentError } from "../../provider/api/errors";
import { useEmulatedClient } from "./emulated-client";
import { IDENTITY, within } from "./kit";

const ONCE: [name: string, fault: FaultInput, error: string][] = [
  ["a connection dropped before the effect", { kind: "dropBefore" }, "ConnectionError"],
  ["a connection dropped after the effect", { kind: "dropAfter" }, "ConnectionError"],
  ["a connection reset", { kind: "dropAfter", reset: true }, "ConnectionError"],
  ["an answer cut in its middle", { kind: "truncated" }, "ConnectionError"],
  ["a 500", { kind: "status", status: 500 }, "ApiError"],
  ["a 503 after the effect", { kind: "status", status: 503, when: "after" }, "ApiError"],
  ["an HTML page", { kind: "html5xx" }, "ApiError"],
  ["no JSON", { kind: "notJson" }, "InvalidResponseError"],
  [
    "a success with other data",
    { kind: "status", status: 200, body: { success: true, data: {} } },
    "InvalidResponseError",
  ],
  ["a 400", { kind: "status", status: 400 }, "ApiError"],
  ["a 408", { kind: "status", status: 408 }, "ApiError"],
  ["a 409", { kind: "status", status: 409 }, "ApiError"],
  ["a 429", { kind: "status", status: 429 }, "TooManyRequests"],
  ["a failure under 200", { kind: "successFalse" }, "ApiError"],
  ["a redirect that keeps the method", { kind: "redirect", status: 307 }, "InvalidResponseError"],
];

const MINUTE_MS = 60_000;

describe("an action", () => {
  const kit = useEmulatedClient();
  const pause = (ms = 5 * MINUTE_MS) => kit.client.sendAction(IDENTITY, "pause", within(ms, kit.clock));

  it("is one PUT, answered with the recording", async () => {
    assert.equal((await pause()).status, "PAUSED");
    const [request, ...others] = kit.emulator.requests();
    assert.deepEqual([request?.method, request?.body, others], ["PUT", { action: "pause" }, []]);
  });

  for (const [name, fault, error] of ONCE) {
    it(`is sent once, also after ${name}: ${error}`, async () => {
      kit.emulator.addFault({ ...fault, times: "always" });
      await assert.rejects(pause(), { name: error });
      assert.equal(kit.trail().length, 1);
      assert.deepEqual(kit.clock.sleeps, []);
    });
  }

  it("is sent once, also where nothing is answered in time, nor within the five seconds after it", async () => {
    kit.emulator.addFault({ kind: "stallBody", bytes: 10, times: "always" });
    await assert.rejects(pause(100), /ConnectionError: PUT .* nothing within 6s\. Check the network/);
    assert.equal(kit.trail().length, 1);
  }).timeout(15_000);

  it("that is answered after the operation's time was answered", async () => {
    kit.emulator.addFault({ kind: "delay", delayMs: 100, when: "after" });
    assert.equal((await pause(1)).status, "PAUSED");
  });

  it("isn't sent when that time is over", async () => {
    await assert.rejects(pause(0), NotSentError);
    assert.deepEqual(kit.trail(), []);
  });

  it("is sent once over a connection that the server closes just then", async () => {
    await kit.client.getRecording(IDENTITY, within(MINUTE_MS, kit.clock));
    kit.emulator.addFault({ kind: "dropBefore", reset: true, times: "always" });
    await assert.rejects(pause(), { name: "ConnectionError" });
    assert.deepEqual(kit.trail(), ["GET 200", "PUT null"]);
  });
});

describe("a request that waits for a new window's first answer", () => {
  const kit = useEmulatedClient();

  it("until its time is over was not sent, for no limit stood in its way", async () => {
    await kit.client.getRecording(IDENTITY, within(MINUTE_MS, kit.clock));
    kit.clock.advance(5 * MINUTE_MS);
    const first = kit.client.getRecording(IDENTITY, within(MINUTE_MS, kit.clock));
    const late = within(999, kit.clock);
    await assert.rejects(kit.sibling.getRecording(IDENTITY, late), NotSentError);
    assert.equal((await first).status, "RECORDING");
    assert.deepEqual([kit.trail(), kit.clock.sleeps, late.said], [["GET 200", "GET 200"], [999], []]);
  });
});

/** What a 429 says, and how long the next request then waits. */
const PAUSES: [name: string, headers: Record<string, string>, waitMs: number][] = [
  ["Retry-After in seconds", { "Retry-After": "17" }, 17_000],
  ["Retry-After of no seconds", { "Retry-After": "0" }, 1_000],
  ["the Ratelimit header", { Ratelimit: '"default";r=0;t=9' }, 9_000],
  ["nothing", { Ratelimit: "" }, 5_000],
];

describe("a 429", () => {
  const kit = useEmulatedClient();
  const refuse = (headers: Record<string, string>, more: Partial<FaultInput> = {}) =>
    kit.emulator.addFault({ kind: "status", status: 429, envelope: "empty", headers, ...more } as FaultInput);

  for (const [name, headers, waitMs] of PAUSES) {
    it(`with ${name} makes a read wait ${waitMs} ms, and says so`, async () => {
      refuse(headers);
      const options = within(MINUTE_MS, kit.clock);
      assert.equal((await kit.client.getRecording(IDENTITY, options)).status, "RECORDING");
      assert.deepEqual(kit.clock.sleeps, [waitMs]);
      assert.deepEqual(options.said, [
        `Cloudflare's request limit is used up; going on in ${waitMs / 1000}s`,
      ]);
    });
  }

  it("with Retry-After as a date makes a read wait until then", async () => {
    refuse({ "Retry-After": new Date(Date.now() + 30_000).toUTCString() });
    await kit.client.getRecording(IDENTITY, within(MINUTE_MS, kit.clock));
    const [waitMs = 0] = kit.clock.sleeps;
    assert.ok(waitMs > 25_000 && waitMs <= 30_000, `${waitMs} ms`);
  });

  it("for longer than the operation may take is an error at once", async () => {
    refuse({ "Retry-After": "300" });
    const reading = kit.client.getRecording(IDENTITY, within(MINUTE_MS, kit.clock));
    await assert.rejects(reading, /RateLimitedError: .* used up for another 300s/);
    assert.deepEqual([kit.trail(), kit.clock.sleeps], [["GET 429"], []]);
  });

  it("again and again is waited for until the operation's time is over, and not only five times", async () => {
    refuse({ "Retry-After": "5" }, { times: "always" });
    const reading = kit.client.getRecording(IDENTITY, within(MINUTE_MS, kit.clock));
    await assert.rejects(reading, { name: "RateLimitedError" });
    assert.equal(kit.trail().length, 12);
  });

  it("to one makes everybody in the process wait, actions too, without another request", async () => {
    refuse({ "Retry-After": "20" });
    await assert.rejects(kit.client.sendAction(IDENTITY, "pause", within(MINUTE_MS, kit.clock)));
    const reading = kit.sibling.getRecording(IDENTITY, within(10_000, kit.clock));
    await assert.rejects(reading, { name: "RateLimitedError" });
    assert.deepEqual(kit.trail(), ["PUT 429"]);
    await kit.sibling.sendAction(IDENTITY, "pause", within(MINUTE_MS, kit.clock));
    assert.deepEqual([kit.trail(), kit.clock.sleeps], [["PUT 429", "PUT 200"], [20_000]]);
  });

  it("never comes from a limit of which the answers tell what is left", async () => {
    kit.emulator.patchSettings({ rateLimitEnforced: true, rateLimitRequests: 3, rateLimitWindowSeconds: 10 });
    const sleep = kit.clock.sleep;
    kit.clock.sleep = async (ms) => {
      kit.emulator.clock.advance(ms);
      await sleep(ms);
    };
    const options = within(5 * MINUTE_MS, kit.clock);
    for (let i = 0; i < 9; i++) await kit.client.getRecording(IDENTITY, options);
    assert.deepEqual(kit.clock.sleeps, [10_000, 10_000]);
    assert.equal(kit.emulator.requests({ status: 429 }).length, 0);
  });
});
