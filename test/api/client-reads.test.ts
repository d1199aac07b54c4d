/** Reads: what is asked for again, after which pauses, and when that ends. */

import assert from "node:assert/strict";
import type { FaultInput } from "../../emulator/index";
import { useEmulatedClient } from "./emulated-client";
import { IDENTITY, within } from "./kit";

/** Faults that pass, and what the log has of the request that was struck. */
const PASSING: [name: string, fault: FaultInput, answered: string][] = [
  ["a connection dropped before the request was handled", { kind: "dropBefore" }, "null"],
  ["a connection dropped after it", { kind: "dropAfter" }, "null"],
  ["a connection reset", { kind: "dropAfter", reset: true }, "null"],
  ["a 500", { kind: "status", status: 500 }, "500"],
  ["a 503 of the front door", { kind: "status", status: 503, envelope: "v4" }, "503"],
  ["a 408", { kind: "status", status: 408 }, "408"],
  ["an HTML page", { kind: "html5xx", status: 522 }, "522"],
  ["no JSON", { kind: "notJson" }, "200"],
  ["an answer cut in its middle", { kind: "truncated" }, "200"],
  ["an empty answer", { kind: "status", status: 200, envelope: "empty" }, "200"],
  ["a success without data", { kind: "status", status: 200, body: { success: true } }, "200"],
  ["a success with other data", { kind: "status", status: 200, body: { success: true, data: [] } }, "200"],
];

const FINAL: [name: string, fault: FaultInput, error: string][] = [
  ["a 400", { kind: "status", status: 400 }, "ApiError"],
  ["a 401", { kind: "status", status: 401 }, "AuthenticationError"],
  ["a 403", { kind: "status", status: 403, envelope: "v4", code: 10000 }, "AuthenticationError"],
  ["a 404", { kind: "status", status: 404 }, "NotFoundError"],
  ["a 404 that is no envelope", { kind: "status", status: 404, envelope: "empty" }, "InvalidResponseError"],
  ["a 422", { kind: "status", status: 422 }, "ApiError"],
  ["a failure under 200", { kind: "successFalse" }, "ApiError"],
  ["a redirect", { kind: "redirect" }, "InvalidResponseError"],
];

const MINUTE_MS = 60_000;

describe("a read", () => {
  const kit = useEmulatedClient();
  const read = (ms = 5 * MINUTE_MS) => kit.client.getRecording(IDENTITY, within(ms, kit.clock));

  it("is one request where all is well", async () => {
    assert.equal((await read()).status, "RECORDING");
    assert.deepEqual([kit.trail(), kit.clock.sleeps], [["GET 200"], []]);
  });

  for (const [name, fault, answered] of PASSING) {
    it(`is repeated after ${name}`, async () => {
      kit.emulator.addFault({ ...fault, times: 2 });
      assert.equal((await read()).status, "RECORDING");
      assert.deepEqual(kit.trail(), [`GET ${answered}`, `GET ${answered}`, "GET 200"]);
      assertGrowing(kit.clock.sleeps, [250, 500]);
    });
  }

  for (const [name, fault, error] of FINAL) {
    it(`is not repeated after ${name}: ${error}`, async () => {
      kit.emulator.addFault({ ...fault, times: "always" });
      await assert.rejects(read(), { name: error });
      assert.equal(kit.trail().length, 1);
      assert.deepEqual(kit.clock.sleeps, []);
    });
  }

  it("is given up after five tries, with the last one's error", async () => {
    kit.emulator.addFault({ kind: "dropBefore", times: 4 });
    kit.emulator.addFault({ kind: "status", status: 503, message: "last", times: "always" });
    await assert.rejects(read(), /^ApiError: ApiError: GET .* HTTP 503: last/);
    assert.equal(kit.trail().length, 5);
    assertGrowing(kit.clock.sleeps, [250, 500, 1_000, 2_000]);
  });

  it("is given up where the next pause would outlast the operation", async () => {
    kit.emulator.addFault({ kind: "dropBefore", times: "always" });
    await assert.rejects(read(1_000), { name: "ConnectionError" });
    assert.ok(kit.trail().length >= 2 && kit.trail().length <= 3, `${kit.trail().length} requests`);
    assert.ok(kit.clock.now() < 1_000_000 + 1_000);
  });

  it("is not sent when the operation's time is over", async () => {
    await assert.rejects(read(0), /time was over before it could be sent/);
    assert.deepEqual(kit.trail(), []);
  });

  for (const fault of [
    { kind: "stallBody" },
    { kind: "stallBody", bytes: 0 },
    { kind: "delay", delayMs: 5_000 },
  ] as const) {
    it(`is repeated after ${JSON.stringify(fault)}, when its time was over`, async () => {
      kit.emulator.addFault(fault);
      assert.equal((await read(1_000)).status, "RECORDING");
      assertGrowing(kit.clock.sleeps, [250]);
    });
  }

  it("shows a status, and leaves out fields, that don't exist yet", async () => {
    const data = {
      id: IDENTITY.recordingId,
      status: "FINALIZING",
      chapters: [{ title: "x" }],
      file_size: "1",
    };
    kit.emulator.addFault({ kind: "status", status: 200, body: { success: true, data } });
    assert.deepEqual(await read(), { recordingId: IDENTITY.recordingId, status: "FINALIZING" });
  });

  for (const [wrong, fields] of [
    [{ status: null }, "data.status"],
    [{ status: null, id: 5 }, "data.id, data.status"],
  ] as const) {
    it(`says that ${fields} of an answer isn't as documented`, async () => {
      const data = { id: IDENTITY.recordingId, ...wrong };
      kit.emulator.addFault({ kind: "status", status: 200, body: { success: true, data }, times: "always" });
      await assert.rejects(read(), (error: Error) =>
        error.message.includes(
          ` a success whose ${fields} is not as the API documents it. Check the base URL`,
        ),
      );
    });
  }

  it("keeps each id within its own part of the path", async () => {
    const strange = { accountId: "a/b", appId: "c?d", recordingId: "e#f%2f" };
    await assert.rejects(kit.client.getRecording(strange, within(MINUTE_MS, kit.clock)));
    const [request] = kit.emulator.requests();
    assert.equal(request?.path, "/client/v4/accounts/a%2Fb/realtime/kit/c%3Fd/recordings/e%23f%252f");
    assert.equal(request?.query, "");
  });
});

describe("a request's time", () => {
  const kit = useEmulatedClient();
  const original = AbortSignal.timeout;
  afterEach(() => {
    AbortSignal.timeout = original;
  });

  for (const [leftMs, readMs, actionMs] of [
    [3_600_000, 30_000, 30_000],
    [30_001, 30_000, 30_000],
    [25_001, 25_001, 30_000],
    [1_234, 1_234, 6_234],
  ] as const) {
    it(`is ${readMs} ms for a read and ${actionMs} ms for an action where the operation has ${leftMs} ms left`, async () => {
      const given: number[] = [];
      AbortSignal.timeout = (ms) => {
        given.push(ms);
        return original.call(AbortSignal, ms);
      };
      await kit.client.getRecording(IDENTITY, within(leftMs, kit.clock));
      await kit.client.sendAction(IDENTITY, "pause", within(leftMs, kit.clock));
      assert.deepEqual(given, [readMs, actionMs]);
    });
  }
});

/** Each pause is 75 to 100 % of its nominal length. */
function assertGrowing(sleeps: readonly number[], nominal: readonly number[]): void {
  assert.equal(sleeps.length, nominal.length, sleeps.join());
  for (const [index, ms] of sleeps.entries()) {
    const longest = nominal[index] ?? 0;
    assert.ok(ms >= 0.75 * longest && ms <= longest, `${ms} ms is not within ${longest} ms`);
  }
}
