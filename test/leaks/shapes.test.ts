/** Inputs and answers of shapes that nobody means: nested without end, or with the names of a prototype's properties. */

import assert from "node:assert/strict";
import type { Props } from "../support/grpc";
import { type Declared, useHooks } from "../support/hooks-kit";
import { checkNested } from "./deep-struct";

const LEVELS = 10_000;
const DEEP = `${'{"a":'.repeat(LEVELS)}1${"}".repeat(LEVELS)}`;
const DEEP_LIST = `${"[".repeat(LEVELS)}${"]".repeat(LEVELS)}`;
const POLLUTION = '{"polluted":true,"status":"UPLOADED","toString":"x"}';
const PROTOTYPES = `"__proto__":${POLLUTION},"constructor":{"prototype":${POLLUTION}},"prototype":${POLLUTION}`;

describe("an input of 10,000 levels", function () {
  this.timeout(60_000);
  const kit = useHooks();

  for (const name of ["state", "timeouts", "start", "extra"]) {
    it(`in place of ${name} fails its check, and the next one is answered`, async () => {
      const { [name]: _, ...news } = kit.declare() as Props;
      // Pulumi's process gives up at 1,500 to 2,000 levels, before the hooks are called.
      await assert.rejects(
        checkNested(kit.hooks.address, news, { name, levels: LEVELS }),
        /INTERNAL: Error deserializing request/,
      );
      const named = await checkNested(kit.hooks.address, news, { name, levels: 1_000 });
      assert.deepEqual(named, [name === "timeouts" ? "timeouts.a" : name]);
      assert.deepEqual((await kit.hooks.check({}, kit.declare())).failures, []);
    });
  }
});

describe("an input with a prototype's names", () => {
  const kit = useHooks();
  const hostile = () => JSON.parse(`{${PROTOTYPES}}`);

  it("is refused by name where it has a rule, and changes nothing for those after it", async () => {
    const { failures } = await kit.hooks.check({}, kit.declare(hostile()));
    assert.deepEqual(failures.map(({ property }) => property).sort(), ["constructor", "prototype"]);
    const nested = await kit.hooks.check({}, kit.declare({ timeouts: hostile() }));
    assert.deepEqual(nested.failures.map(({ property }) => property).sort(), [
      "timeouts.constructor",
      "timeouts.prototype",
    ]);
    const { outs } = await kit.create();
    assert.deepEqual([outs.status, outs.polluted], ["RECORDING", undefined]);
  });

  it("doesn't count as given where it is inherited", async () => {
    const start = JSON.parse('{"storageConfig":{"__proto__":{"type":"gcs","bucket":"b"}}}');
    const __urn = "urn:pulumi:dev::event::pulumi-nodejs:dynamic/realtimekit:MeetingRecording::panel";
    const meetingId = kit.emulator.createMeeting().id;
    const { failures } = await kit.hooks.check({}, { meetingId, state: "recording", start, __urn });
    assert.deepEqual(failures.map(({ property }) => property).sort(), [
      "start.storageConfig.bucket",
      "start.storageConfig.type",
    ]);
  });
});

describe("an answer", function () {
  this.timeout(60_000);
  const kit = useHooks();
  let declared: Declared;

  beforeEach(async () => {
    declared = await kit.create();
  });

  /** What a refresh reads of an answer with `more` among the recording's fields. */
  async function readWith(more: string, envelope = ""): Promise<Props> {
    const data = `{"id":"${declared.recordingId}","status":"PAUSED",${more}}`;
    const body = `{"success":true,"data":${data}${envelope}}`;
    kit.emulator.addFault({ kind: "notJson", body });
    return (await kit.hooks.read(declared.id, declared.outs)).props;
  }

  it("of 10,000 levels is read where they stand in a field that nobody reads", async () => {
    const plain = await readWith('"file_size":1');
    assert.deepEqual(await readWith(`"file_size":1,"chapters":${DEEP},"x":${DEEP_LIST}`), plain);
    assert.deepEqual(await readWith('"file_size":1', `,"meta":${DEEP},"errors":${DEEP_LIST}`), plain);
  });

  it("of 10,000 levels is read without the fields that are made of them", async () => {
    const plain = await readWith('"session_id":null');
    const deep = ["output_file_name", "stop_reason", "storage_config", "file_size", "download_url"]
      .map((name) => `"${name}":${name === "file_size" ? DEEP_LIST : DEEP}`)
      .join(",");
    // Of these two, what is left is an object that says nothing.
    const { stopReason, storage, ...read } = await readWith(deep);
    assert.deepEqual(read, plain);
  });

  for (const [name, body] of [
    ["an object", DEEP],
    ["a list", DEEP_LIST],
    ["an end that is missing", "[".repeat(LEVELS)],
  ] as const) {
    it(`of 10,000 levels that is ${name} is named`, async () => {
      kit.emulator.addFault({ kind: "notJson", body, times: "always" });
      await assert.rejects(kit.hooks.read(declared.id, declared.outs), {
        message: /^InvalidResponseError: GET \S+ was answered with HTTP 200, but not in the API's format/,
      });
    });
  }

  it("with a prototype's names is read as if they weren't there", async () => {
    const plain = await readWith('"stop_reason":{"reason":"API_CALL"},"storage_config":{"type":"aws"}');
    const polluted = await readWith(
      `${PROTOTYPES},"stop_reason":{"reason":"API_CALL",${PROTOTYPES}},"storage_config":{"type":"aws",${PROTOTYPES}}`,
      `,${PROTOTYPES}`,
    );
    assert.deepEqual(polluted, plain);
    assert.equal((await kit.create()).outs.status, "RECORDING");
  });

  for (const word of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
    it(`with ${word} for a status or a reason is taken for one that isn't known`, async () => {
      const { status, stopReason } = await readWith(`"status":"${word}","stop_reason":{"reason":"${word}"}`);
      assert.deepEqual([status, stopReason], [word, { reason: word }]);
      const body = `{"success":true,"data":{"id":"${declared.recordingId}","status":"ERRORED","stop_reason":{"reason":"${word}"}}}`;
      kit.forget();
      kit.emulator.addFault({ kind: "notJson", body });
      const { urn: __urn } = declared;
      const news = { recordingId: declared.recordingId, state: "recording", __urn };
      const { failures } = await kit.hooks.check({}, news);
      assert.match(failures[0]?.reason ?? "", new RegExp(`with the reason ${word}`));
    });
  }
});
