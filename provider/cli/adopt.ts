/** Turns recordings that already run into declarations: configuration for this project's program, or a program. */

import type { AppIdentity } from "../api/client";
import type { ObservedRecording } from "../api/wire";
import { type DesiredState, observedState } from "../core/status";

/** A recording under the name that it will have in the stack. */
export interface Named {
  readonly name: string;
  readonly recordingId: string;
  readonly state: DesiredState;
}

/** The forms in which declarations can be printed. */
export const FORMATS = ["config", "program"] as const;
/** `config`: YAML for the stack's configuration file; `program`: TypeScript. */
export type Format = (typeof FORMATS)[number];

/** The program of this repository, whose configuration `config` is. */
const PROJECT = "realtimekit-recordings";

/** Names from file names, made unique; states as observed. A status that can't be declared is left out. */
export function nameRecordings(recordings: readonly ObservedRecording[]): Named[] {
  const taken = new Set<string>();
  return recordings.flatMap(({ recordingId, status, outputFileName }) => {
    const state = observedState(status);
    if (!state) return [];
    const name = unique(slug(outputFileName ?? "") || `recording-${recordingId.slice(0, 8)}`, taken);
    return [{ name, recordingId, state }];
  });
}

const MAX_NAME_LENGTH = 60;

function slug(fileName: string): string {
  const stem = fileName.replace(/\.[a-z0-9]{1,5}$/i, "");
  const plain = stem.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return plain.slice(0, MAX_NAME_LENGTH).replace(/^-+|-+$/g, "");
}

function unique(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let count = 2; taken.has(name); count++) name = `${wanted}-${count}`;
  taken.add(name);
  return name;
}

/** Writes the declarations. */
export function render(format: Format, app: AppIdentity, recordings: readonly Named[]): string {
  return format === "config" ? renderConfig(app, recordings) : renderProgram(app, recordings);
}

function renderConfig({ accountId, appId }: AppIdentity, recordings: readonly Named[]): string {
  const rows = recordings.flatMap(({ name, recordingId, state }) => [
    `    ${yamlKey(name)}:`,
    `      recordingId: ${recordingId}`,
    `      state: ${state}`,
  ]);
  return [
    "config:",
    `  realtimekit:accountId: ${JSON.stringify(accountId)}`,
    `  realtimekit:appId: ${JSON.stringify(appId)}`,
    `  ${PROJECT}:recordings:${rows.length === 0 ? " {}" : ""}`,
    ...rows,
    "",
  ].join("\n");
}

/** A name that YAML would read as a number or a truth value needs quotes. */
function yamlKey(name: string): string {
  return /^[a-z]/.test(name) && !/^(true|false|yes|no|on|off|null|y|n)$/.test(name)
    ? name
    : JSON.stringify(name);
}

function renderProgram({ accountId, appId }: AppIdentity, recordings: readonly Named[]): string {
  const common = `accountId: ${JSON.stringify(accountId)}, appId: ${JSON.stringify(appId)}`;
  const rows = recordings.map(
    ({ name, recordingId, state }) =>
      `new Recording(${JSON.stringify(name)}, { recordingId: ${JSON.stringify(recordingId)}, state: "${state}", ...app });`,
  );
  return [
    `import { Recording } from "pulumi-realtimekit";`,
    "",
    `const app = { ${common} };`,
    "",
    ...rows,
    "",
  ].join("\n");
}
