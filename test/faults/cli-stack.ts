/** A stack on the real engine: the CLI's commands, its log of events, and its state file. */

import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { StackResource, Workspace } from "../../scripts/engine";
import type { Props } from "../support/grpc";
import { MEETING, type Name, type Program } from "./declaration";
import { readEvents } from "./engine-events";
import type { ArgsOf, Outcome, Stack, State, Stored } from "./outcome";

/** Instantiates what stands in `resources.json`. */
export const CLI_PROGRAM = {
  "Pulumi.yaml": "name: event\nruntime: { name: nodejs, options: { typescript: false } }\n",
  "resources.json": "[]",
  "index.js": `
const { MeetingRecording, Recording } = require("pulumi-realtimekit");
for (const [name, args] of require("./resources.json"))
  name === "${MEETING}" ? new MeetingRecording(name, args) : new Recording(name, args);
`,
};

/** What a run's commands work with. */
export interface CliParts {
  readonly workspace: Workspace;
  readonly env: NodeJS.ProcessEnv;
  readonly argsOf: ArgsOf;
}

const QUIETLY = ["--non-interactive", "--color", "never"];

/** An empty stack in a workspace, whose earlier state is forgotten. */
export function createCliStack(parts: CliParts): Stack {
  const { workspace } = parts;
  const files = filesOf(workspace);
  const run = async (program: Program, ...args: string[]): Promise<Outcome> => {
    writeFileSync(
      path.join(workspace.folder, "resources.json"),
      JSON.stringify(listArgs(program, parts.argsOf)),
    );
    // The log of events is one of the commands for those who look into the engine.
    const env = { ...parts.env, PULUMI_DEBUG_COMMANDS: "true" };
    await workspace.run([...args, ...QUIETLY, "--event-log", files.events], { env });
    return readEvents(readFileSync(files.events, "utf8"));
  };
  forgetState(files.state);
  return {
    isSlow: true,
    preview: (program) => run(program, "preview"),
    up: (program, { continueOnError = false } = {}) =>
      run(program, "up", "--skip-preview", ...(continueOnError ? ["--continue-on-error"] : [])),
    refresh: (program) => run(program, "refresh", "--skip-preview"),
    state: async () => readState(files.state),
    close: async () => {},
  };
}

function filesOf({ folder }: Workspace) {
  const root = path.dirname(folder);
  return {
    state: path.join(root, "state", ".pulumi", "stacks", "event", "dev.json"),
    events: path.join(root, "events.json"),
  };
}

function listArgs(program: Program, argsOf: ArgsOf): [Name, Props][] {
  return [...program.values()].map((declaration) => [declaration.name, argsOf(declaration)]);
}

interface Checkpoint {
  readonly checkpoint: { readonly latest?: { resources?: StackResource[]; pending_operations?: unknown } };
}

const readCheckpoint = (file: string) => JSON.parse(readFileSync(file, "utf8")) as Checkpoint;

function readState(file: string): State {
  const { resources = [] } = readCheckpoint(file).checkpoint.latest ?? {};
  return new Map(
    resources.flatMap((resource): [Name, Stored][] => {
      const name = nameOf(resource.urn);
      return name ? [[name, toStored(name, resource)]] : [];
    }),
  );
}

/** The name of one of our resources. */
export function nameOf(urn: string): Name | undefined {
  return /:dynamic\/realtimekit:\w+::(\w+)$/.exec(urn)?.[1] as Name | undefined;
}

function toStored(name: Name, { id = "", inputs = {}, outputs = {}, ...rest }: StackResource): Stored {
  return {
    name,
    id,
    inputs,
    outputs,
    initErrors: (rest.initErrors as string[] | undefined) ?? [],
    isPendingReplacement: rest.pendingReplacement === true,
  };
}

/** Cheaper by two commands than another stack; an emulator of its own knows none of the earlier recordings. */
function forgetState(file: string): void {
  const checkpoint = readCheckpoint(file);
  const { latest } = checkpoint.checkpoint;
  if (!latest) return;
  delete latest.resources;
  delete latest.pending_operations;
  writeFileSync(file, JSON.stringify(checkpoint));
}
