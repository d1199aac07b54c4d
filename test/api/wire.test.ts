/** Answers are read tolerantly: what is new passes, what is wrong counts as absent, what is secret stays out. */

import assert from "node:assert/strict";
import * as fc from "fast-check";
import {
  compact,
  envelopeSchema,
  listItemSchema,
  recordingSchema,
  sessionSchema,
} from "../../provider/api/wire";

const LEAST = { id: "97440c6a-140b-40a9-9499-b23fd7a3868a", status: "RECORDING" };
const LONG = "y".repeat(10_000_000);
const READ_LEAST = { recordingId: LEAST.id, status: "RECORDING" };

/** What an answer has beyond the least, and what is read of it. */
const TABLE: [name: string, more: Record<string, unknown>, read: Record<string, unknown>][] = [
  ["nothing else", {}, {}],
  ["new fields", { chapters: [1], nested: { a: null } }, {}],
  ["a status that doesn't exist yet", { status: "FINALIZING" }, { status: "FINALIZING" }],
  ["an id in upper case", { id: LEAST.id.toUpperCase() }, {}],
  ["nulls everywhere", { started_time: null, file_size: null, stop_reason: null, storage_config: null }, {}],
  ["a size as text", { file_size: "900" }, {}],
  ["a size without end", JSON.parse('{"file_size": 1e999}'), {}],
  ["a size of zero", { file_size: 0 }, { fileSize: 0 }],
  ["a list of URLs, as tracks have", { download_url: ["https://files.example/1"] }, {}],
  ["an empty URL", { download_url: "" }, { downloadUrl: "" }],
  ["a time as a number", { started_time: 1_700_000_000 }, {}],
  ["a reason as text", { stop_reason: "API_CALL" }, {}],
  ["an empty reason", { stop_reason: {} }, { stopReason: {} }],
  [
    "a reason that is new",
    { stop_reason: { reason: "MAX_DURATION" } },
    { stopReason: { reason: "MAX_DURATION" } },
  ],
  [
    "a caller as text",
    { start_reason: { reason: "API_CALL", caller: "Ada" } },
    { startReason: { reason: "API_CALL" } },
  ],
  [
    "a caller with nulls",
    { start_reason: { caller: { name: null, type: "USER" } } },
    { startReason: { caller: { type: "USER" } } },
  ],
  ["a port as text", { storage_config: { type: "sftp", port: "22" } }, { storage: { type: "sftp" } }],
  [
    "the docs' own storage type",
    { storage_config: { type: "cloudflare" } },
    { storage: { type: "cloudflare" } },
  ],
  ["a storage that is a list", { storage_config: [] }, {}],
  [
    "terminal escapes",
    { status: "\u001b[31mX", stopped_time: "\u001b[2Jnow" },
    { status: "[31mX", stoppedTime: "[2Jnow" },
  ],
  [
    "terminal escapes and line breaks in what outputs hold",
    { output_file_name: "a\u001b[2K\r\nb.mp4", storage_config: { bucket: "x\u202ey\u2028" } },
    { outputFileName: "a\ufffd[2K\ufffdb.mp4", storage: { bucket: "x\ufffdy\ufffd" } },
  ],
  [
    "a name as long as an address",
    { output_file_name: "x".repeat(16_384) },
    { outputFileName: "x".repeat(16_384) },
  ],
  [
    "a name without an end",
    { output_file_name: "x".repeat(16_385), storage_config: { path: LONG } },
    { storage: {} },
  ],
];

describe("an answer about a recording", () => {
  for (const [name, more, read] of TABLE) {
    it(`is read with ${name}`, () => {
      assert.deepEqual(recordingSchema.parse({ ...LEAST, ...more }), { ...READ_LEAST, ...read });
    });
  }

  const UNREADABLE: [string, unknown][] = [
    ["no id", { status: "RECORDING" }],
    ["no status", { id: LEAST.id }],
    ["an empty status", { ...LEAST, status: "" }],
    ["a status that is a number", { ...LEAST, status: 1 }],
    ["a null", null],
    ["a list", [LEAST]],
    ...["", "..", "../x", "a/b", "%2e%2e", "a\n", "a b", "a: b", "\u001b[2J", "x".repeat(65), LONG].map(
      (id): [string, unknown] => [`the id ${JSON.stringify(id.slice(0, 80))}`, { ...LEAST, id }],
    ),
  ];
  for (const [name, data] of UNREADABLE) {
    it(`can't be read with ${name}`, () => assert.ok(!recordingSchema.safeParse(data).success));
  }

  it("is read whatever stands in the fields that may be absent", () => {
    const fields = [
      "file_size",
      "download_url",
      "start_reason",
      "stop_reason",
      "storage_config",
      "started_time",
    ];
    const more = fc.record(Object.fromEntries(fields.map((field) => [field, fc.jsonValue()])));
    return fc.assert(
      fc.property(more, (given) => assert.ok(recordingSchema.safeParse({ ...given, ...LEAST }).success)),
    );
  });
});

const ENVELOPES: [name: string, body: unknown, isRead: boolean][] = [
  ["a success", { success: true, data: {} }, true],
  ["a success with paging", { success: true, data: [], paging: {} }, true],
  ["RealtimeKit's error", { success: false, error: { code: 400, message: "no" } }, true],
  [
    "the front door's error",
    { success: false, errors: [{ code: 10000, message: "no" }], result: null },
    true,
  ],
  ["an error without a message", { success: false, error: { code: 400 } }, true],
  ["an error as text", { success: false, error: "no" }, true],
  ["errors as text", { success: false, errors: "no" }, true],
  ["a code as text", { success: false, error: { code: "400", message: "no" } }, true],
  ["no success", { data: {} }, false],
  ["success as text", { success: "true" }, false],
  ["a null", null, false],
];

describe("an envelope", () => {
  for (const [name, body, isRead] of ENVELOPES) {
    it(`${isRead ? "is" : "is not"} ${name}`, () =>
      assert.equal(envelopeSchema.safeParse(body).success, isRead));
  }
});

describe("an error in an envelope", () => {
  for (const message of [undefined, null, 5, ["no"]]) {
    it(`says nothing where its message is ${JSON.stringify(message)}`, () => {
      const envelope = envelopeSchema.parse({ success: false, error: { code: 400, message } });
      assert.deepEqual(envelope.error, { code: 400, message: "" });
    });
  }
});

describe("an item of a list", () => {
  for (const [meeting, meetingId] of [
    [undefined, undefined],
    [null, undefined],
    [{}, undefined],
    [{ id: null }, undefined],
    [{ id: 5 }, undefined],
    [{ id: "M-1" }, "m-1"],
  ] as const) {
    it(`is of ${meetingId ? "its meeting" : "no meeting that is known"} with ${JSON.stringify(meeting)}`, () => {
      const item = listItemSchema.parse({ ...LEAST, meeting });
      assert.deepEqual(item, { recording: READ_LEAST, meetingId });
    });
  }
});

describe("compacting", () => {
  it("leaves out what is null or undefined and keeps every other value", () => {
    const kept = { zero: 0, no: false, empty: "", list: [], object: {} };
    assert.deepEqual(compact({ ...kept, nothing: null, absent: undefined }), kept);
  });
});

describe("a meeting's session", () => {
  const SESSIONS: [session: Record<string, unknown>, isSomebodyThere: boolean][] = [
    [{ status: "LIVE" }, true],
    [{ status: "LIVE", live_participants: 2 }, true],
    [{ status: "LIVE", live_participants: null }, true],
    [{ status: "LIVE", live_participants: 0 }, false],
    [{ status: "ENDED" }, false],
    [{ status: "ENDED", live_participants: 2 }, false],
    [{ status: "WARMING_UP", live_participants: 2 }, true],
    [{ status: "WARMING_UP", live_participants: 0 }, false],
    [{ status: "WARMING_UP" }, false],
  ];
  for (const [session, isSomebodyThere] of SESSIONS) {
    it(`has ${isSomebodyThere ? "somebody" : "nobody"} in it as ${JSON.stringify(session)}`, () => {
      assert.equal(sessionSchema.parse(session), isSomebodyThere);
    });
  }

  it("without a status is no answer", () => {
    assert.ok(!sessionSchema.safeParse({ live_participants: 2 }).success);
  });
});
