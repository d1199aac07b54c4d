/** What an engine reports about one command, and what it keeps of each resource. */

import { identityOf, MEETING_IDENTITY, RECORDING_IDENTITY } from "../../provider/core/identity";
import type { Props } from "../support/grpc";
import { type Declaration, MEETING, type Name, type Program } from "./declaration";

/** Gives a declaration's inputs but the hidden ones. */
export type ArgsOf = (declaration: Declaration) => Props;

/** A resource in the state. */
export interface Stored {
  readonly name: Name;
  readonly id: string;
  readonly inputs: Props;
  readonly outputs: Props;
  readonly initErrors: readonly string[];
  /** Deleted in a replacement whose other half failed. */
  readonly isPendingReplacement?: boolean;
}

/** The outputs with what the id says, which isn't stored among them. */
export function toldBy({ name, id, outputs }: Stored): Props {
  return { ...identityOf(name === MEETING ? MEETING_IDENTITY : RECORDING_IDENTITY, id), ...outputs };
}

/** The stack's resources. */
export type State = ReadonlyMap<Name, Stored>;

/** One call of a hook. */
export interface Call {
  readonly name: Name;
  readonly hook: "check" | "diff" | "create" | "read" | "update" | "delete";
  readonly tookMs: number;
}

/** What a resource's row says. */
export interface Message {
  readonly name: Name;
  readonly text: string;
}

/** What failed. */
export interface Failure {
  /** `undefined` where the engine's output doesn't tell. */
  readonly name: Name | undefined;
  readonly message: string;
}

/** A finished command. */
export interface Outcome {
  readonly failures: readonly Failure[];
  /** The resources that were created, updated, replaced or deleted, or in a preview will be. */
  readonly changed: readonly Name[];
  /** The resources that the command came to, also in vain. */
  readonly reached: readonly Name[];
  readonly messages: readonly Message[];
  /** Empty where the engine doesn't tell. */
  readonly calls: readonly Call[];
}

/** How an `up` is run. */
export interface UpOptions {
  /** Goes on with the other resources after a failure. */
  readonly continueOnError?: boolean;
  /** Begins with the next resource while one is being created or updated. */
  readonly isParallel?: boolean;
}

/** A stack. */
export interface Stack {
  /** A command takes seconds. */
  readonly isSlow: boolean;
  preview(program: Program): Promise<Outcome>;
  up(program: Program, options?: UpOptions): Promise<Outcome>;
  refresh(program: Program): Promise<Outcome>;
  state(): Promise<State>;
  close(): Promise<void>;
}
