/** What is stored: complete, clean for Pulumi's protocol, without a credential, and readable by later versions. */

import assert from "node:assert/strict";
import * as fc from "fast-check";
import { recordingSchema } from "../../provider/api/wire";
import { ConfigurationError } from "../../provider/core/errors";
import { RULES } from "../../provider/core/inputs";
import { readOutputs, SCHEMA_VERSION } from "../../provider/core/outputs";
import { IDENTITY, INPUTS, observed, pickInputs, toOutputs } from "./fixtures";

/** What is stored even where the API said nothing. */
const ALWAYS = [...Object.keys(INPUTS), "status", "schemaVersion"].sort();

const WIRE = {
  id: IDENTITY.recordingId,
  status: "UPLOADED",
  output_file_name: "keynote.mp4",
  invoked_time: "2026-11-20T09:00:00.000Z",
  started_time: "2026-11-20T09:00:02.000Z",
  stopped_time: "2026-11-20T10:00:02.000Z",
  recording_duration: 3600,
  file_size: 900_000_000,
  download_url: "https://files.example/keynote.mp4?signature=1",
  audio_download_url: "https://files.example/keynote.mp3?signature=1",
  download_url_expiry: "2026-11-27T10:00:02.000Z",
  session_id: "5ecbe0a7-8a4b-4a3a-8a51-8e5bcd8a4c8f",
  start_reason: { reason: "RECORD_ON_START" },
  stop_reason: { reason: "API_CALL", caller: { type: "USER", name: "Ada", user_Id: "u-1" } },
  storage_config: { type: "aws", bucket: "b", path: "p", region: "eu-west-1", host: "h", port: 22 },
};

describe("the outputs", () => {
  it("leave out what the API didn't say, except which recording and which status", () => {
    assert.deepEqual(Object.keys(toOutputs(INPUTS, observed("RECORDING"))).sort(), ALWAYS);
    const { recordingId, ...meeting } = INPUTS;
    const none: Record<string, unknown> = { ...toOutputs(meeting as typeof INPUTS, undefined) };
    assert.deepEqual([none.recordingId, none.status], [null, null]);
    assert.deepEqual(Object.keys(none).sort(), ALWAYS);
  });

  it("hold everything that the API says, in the resource's names", () => {
    assert.deepEqual(toOutputs({ ...INPUTS, timeouts: { create: "5m" } }, recordingSchema.parse(WIRE)), {
      ...INPUTS,
      timeouts: { create: "5m" },
      schemaVersion: 1,
      status: "UPLOADED",
      outputFileName: "keynote.mp4",
      invokedTime: "2026-11-20T09:00:00.000Z",
      startedTime: "2026-11-20T09:00:02.000Z",
      stoppedTime: "2026-11-20T10:00:02.000Z",
      recordingDuration: 3600,
      fileSize: 900_000_000,
      downloadUrl: "https://files.example/keynote.mp4?signature=1",
      audioDownloadUrl: "https://files.example/keynote.mp3?signature=1",
      downloadUrlExpiry: "2026-11-27T10:00:02.000Z",
      sessionId: "5ecbe0a7-8a4b-4a3a-8a51-8e5bcd8a4c8f",
      startReason: { reason: "RECORD_ON_START" },
      stopReason: { reason: "API_CALL", caller: { type: "USER", name: "Ada", userId: "u-1" } },
      storage: { type: "aws", bucket: "b", path: "p", region: "eu-west-1", host: "h", port: 22 },
    });
  });

  it("keep the declared state and the ids as declared, whatever the API answers", () => {
    const answer = { ...observed("PAUSED"), recordingId: "another", state: "x", accountId: "y" };
    const outputs = toOutputs(INPUTS, answer);
    assert.equal(outputs.state, "recording");
    assert.equal(outputs.recordingId, IDENTITY.recordingId);
    assert.equal(outputs.accountId, IDENTITY.accountId);
  });

  it("keep what Pulumi hides, which a partial failure must hand back", () => {
    const outputs: Record<string, unknown> = { ...toOutputs({ ...INPUTS, ...HIDDEN }, observed("PAUSED")) };
    assert.equal(outputs.__provider, HIDDEN.__provider);
    assert.equal(outputs.__urn, HIDDEN.__urn);
  });

  it("survive the way through JSON unchanged, whatever the API says", () => {
    const wire = fc.record(
      Object.fromEntries(Object.keys(WIRE).map((name) => [name, fc.option(fc.jsonValue())])) as never,
      { requiredKeys: [] },
    );
    return fc.assert(
      fc.property(wire, (answer) => {
        const recording = recordingSchema.parse({ ...asSent(answer), id: WIRE.id, status: "PAUSED" });
        const outputs = toOutputs(INPUTS, recording);
        assert.deepEqual(JSON.parse(JSON.stringify(outputs)), outputs);
        assert.deepEqual(
          ALWAYS.filter((name) => !(name in outputs)),
          [],
        );
      }),
    );
  });
});

/** As it comes over the wire, which knows no negative zero. */
const asSent = (value: unknown) => JSON.parse(JSON.stringify(value));

const HIDDEN = {
  __provider: "exports.handler = …",
  __urn: "urn:pulumi:…",
  __secretOutputs: ["downloadUrl"],
};
const CREDENTIALS = [
  "access_key",
  "secret",
  "secret_key",
  "password",
  "private_key",
  "username",
  "auth_method",
  "token",
  "accessKey",
  "connection_string",
];

describe("credentials of the storage", () => {
  for (const name of CREDENTIALS) {
    it(`called ${name} are not stored`, () => {
      const storage_config = { ...WIRE.storage_config, [name]: "hunter2", nested: { [name]: "hunter2" } };
      const recording = recordingSchema.parse({ ...WIRE, storage_config, [name]: "hunter2" });
      assert.doesNotMatch(JSON.stringify(toOutputs(INPUTS, recording)), /hunter2/);
    });
  }
});

describe("the inputs among stored outputs", () => {
  it("are those that were declared, with what Pulumi hides and no output", () => {
    const declared = { ...INPUTS, timeouts: { update: "10m" }, ...HIDDEN };
    assert.deepEqual(pickInputs(toOutputs(declared, recordingSchema.parse(WIRE))), declared);
  });
});

describe("stored outputs", () => {
  it("are read back as what they were made of, nulls left out", () => {
    const stored = readOutputs({ ...toOutputs(INPUTS, observed("PAUSED")) }, RULES);
    assert.deepEqual(stored, { ...INPUTS, status: "PAUSED", schemaVersion: SCHEMA_VERSION });
  });

  for (const schemaVersion of [undefined, null, 0, SCHEMA_VERSION]) {
    it(`of shape ${schemaVersion} are read`, () => {
      const stored = readOutputs({ ...INPUTS, status: "PAUSED", schemaVersion }, RULES);
      assert.equal(stored.status, "PAUSED");
    });
  }

  it("of a newer shape are refused, with what to install", () => {
    assert.throws(
      () => readOutputs({ ...INPUTS, schemaVersion: SCHEMA_VERSION + 1 }, RULES),
      (error) =>
        error instanceof ConfigurationError &&
        /^ConfigurationError: .*newer pulumi-realtimekit \(shape 2, this one reads up to 1\)\. Install/.test(
          error.message,
        ),
    );
  });
});
