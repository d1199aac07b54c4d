/** Holds the state against what the API said. */

import { isDeepStrictEqual } from "node:util";
import { recordingSchema } from "../../provider/api/wire";
import type { Props } from "../support/grpc";
import { toldBy } from "./outcome";
import type { Step } from "./step";
import type { World } from "./world";

/** Every field that the API can say something in, by the name that it has in the state. */
const FIELDS = Object.keys(recordingSchema.parse(everyField()));

/** A value in the state that no answer about its recording had, or no value at all; `undefined` where all is well. */
export function findUnsaid({ after }: Step, { said }: World): string | undefined {
  for (const stored of after.values()) {
    const told = toldBy(stored);
    const { recordingId, origin, status } = told;
    for (const props of [told, { recordingId, ...stored.inputs }]) {
      const unsaid = FIELDS.find((field) => !isSaid(props, field, said));
      if (unsaid) return `${stored.name}.${unsaid} is ${JSON.stringify(props[unsaid])}`;
    }
    if ((recordingId ?? null) !== null && (status ?? null) === null)
      return `${stored.name} has no status for ${recordingId}`;
    const isOurs = said.starts.some((start) => start.recordingId === recordingId);
    if (origin === "started" && !isOurs) return `${stored.name} says that it started ${recordingId}`;
  }
  return undefined;
}

function isSaid(props: Props, field: string, said: World["said"]): boolean {
  const value = props[field] ?? null;
  return value === null || isEncrypted(value) || said.has(String(props.recordingId), field, value);
}

/** The state file on disk holds a secret output as a cipher, which says nothing. */
function isEncrypted(value: unknown): boolean {
  return typeof value === "object" && value !== null && "ciphertext" in value;
}

/** A field in which outputs differ from what the API would answer; addresses are signed anew each time. */
export function findDifference(outputs: Props, recording: object): string | undefined {
  const actual = recordingSchema.parse(recording) as Props;
  return FIELDS.find(
    (field) => !/Url$/.test(field) && !isDeepStrictEqual(outputs[field] ?? null, actual[field] ?? null),
  );
}

/** An answer with every field, so that none is forgotten above. */
function everyField() {
  const reason = { reason: "r", caller: { name: "n" } };
  return {
    id: "i",
    status: "s",
    output_file_name: "f",
    invoked_time: "t",
    started_time: "t",
    stopped_time: "t",
    recording_duration: 1,
    file_size: 1,
    download_url: "u",
    audio_download_url: "u",
    download_url_expiry: "t",
    session_id: "s",
    start_reason: reason,
    stop_reason: reason,
    storage_config: { type: "t" },
  };
}
