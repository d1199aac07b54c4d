/** Holds the provider's types to those of Cloudflare's own SDK: what the API has, the provider knows. */

import assert from "node:assert/strict";
import type {
  RecordingGetOneRecordingResponse,
  RecordingPauseResumeStopRecordingParams,
  RecordingPauseResumeStopRecordingResponse,
} from "cloudflare/resources/realtime-kit/recordings";
import type { z } from "zod";
import type { Action } from "../../provider/api/client";
import { recordingSchema } from "../../provider/api/wire";
import { RULES } from "../../provider/core/inputs";
import { toOutputs } from "../../provider/core/outputs";
import type { Status } from "../../provider/core/status";
import { INPUTS } from "../core/fixtures";

type Sdk = NonNullable<RecordingPauseResumeStopRecordingResponse["data"]>;
type Wire = z.input<typeof recordingSchema>;

/** `true` where both types are the same, else a type that nothing can be assigned to. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
/** The keys of every member of a union. */
type KeysOf<T> = T extends unknown ? keyof NonNullable<T> : never;
type StorageOf<T extends { storage_config?: unknown }> = NonNullable<T["storage_config"]>;

/** How to get at the storage: it never is read, and so never stored. */
type Credentials = "access_key" | "auth_method" | "username";

/** Compiled, never looked at: a release of the SDK that knows more makes one of these lines fail. */
const AGREED: {
  actions: Same<Action, RecordingPauseResumeStopRecordingParams["action"]>;
  statuses: Same<Status, Sdk["status"]>;
  fields: Same<keyof Wire, keyof Sdk>;
  fieldsOfGet: Same<keyof Sdk, keyof NonNullable<RecordingGetOneRecordingResponse["data"]>>;
  startReason: Same<KeysOf<Wire["start_reason"]>, KeysOf<Sdk["start_reason"]>>;
  stopReason: Same<KeysOf<Wire["stop_reason"]>, KeysOf<Sdk["stop_reason"]>>;
  caller: Same<
    KeysOf<NonNullable<Wire["stop_reason"]>["caller"]>,
    KeysOf<NonNullable<Sdk["stop_reason"]>["caller"]>
  >;
  storage: Same<KeysOf<StorageOf<Wire>> | Credentials, KeysOf<StorageOf<Sdk>>>;
} = {
  actions: true,
  statuses: true,
  fields: true,
  fieldsOfGet: true,
  startReason: true,
  stopReason: true,
  caller: true,
  storage: true,
};

/** An answer with every field that the SDK knows; a new one makes this fail to compile. */
const ANSWER: Required<Sdk> = {
  id: INPUTS.recordingId,
  audio_download_url: "https://files.example/audio",
  download_url: "https://files.example/video",
  download_url_expiry: "2026-11-27T10:00:00.000Z",
  file_size: 1,
  invoked_time: "2026-11-20T09:00:00.000Z",
  output_file_name: "keynote.mp4",
  recording_duration: 2,
  session_id: "5ecbe0a7-8a4b-4a3a-8a51-8e5bcd8a4c8f",
  start_reason: { reason: "RECORD_ON_START", caller: { name: "Ada", type: "USER", user_Id: "u-1" } },
  started_time: "2026-11-20T09:00:02.000Z",
  status: "UPLOADED",
  stop_reason: { reason: "ALL_PEERS_LEFT", caller: { name: "Eve", type: "ORGANIZATION", user_Id: "u-2" } },
  stopped_time: "2026-11-20T10:00:02.000Z",
  storage_config: {
    type: "sftp",
    auth_method: "PASSWORD",
    bucket: "bucket-1",
    host: "files.example",
    path: "path-1",
    port: 22,
    region: "region-1",
    username: "secret-user",
  },
};

describe("the official SDK's types", () => {
  it("agree with the provider's", () => assert.ok(Object.values(AGREED).every(Boolean)));

  it("name no value that gets lost on the way into the outputs, but for credentials", () => {
    const kept = new Set(leavesOf(toOutputs(INPUTS, recordingSchema.parse(ANSWER), RULES)));
    const lost = leavesOf(ANSWER).filter((value) => !kept.has(value));
    assert.deepEqual(lost.sort(), ["PASSWORD", "secret-user"]);
  });
});

function leavesOf(value: unknown): unknown[] {
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(leavesOf) : [value];
}
