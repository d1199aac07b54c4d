/** What differs between the resources: the hooks are the same for all, and call one of these. */

import type { CommonInputs } from "./inputs";
import type { KnownAhead } from "./known-ahead";
import type { Declarable } from "./rules";
import type { OperationBase } from "./wait";

/** Stored outputs, whatever the resource. */
export type Outputs = Readonly<Record<string, unknown>>;

/** What an update is about to do. */
export interface Coming {
  /** A sentence for the user; without one there is nothing to tell. */
  readonly text?: string;
  /** True where the sentence is one to look at before going on. */
  readonly isWarning?: boolean;
  /** True when the update has something to send, to wait for or to take note of. */
  readonly willAct: boolean;
}

/** What a refresh found. */
export interface Found<I> {
  /** The inputs as they would be declared for what is going on right now. */
  readonly inputs: I;
  readonly outs: Outputs;
}

/** One resource type; `I` are its inputs, `S` what its state holds. */
export interface ResourceKind<I extends CommonInputs, S extends I> extends Declarable {
  /** The inputs that name what the resource stands for; a change of one is a replacement. */
  readonly identity: readonly [keyof I & string, ...(keyof I & string)[]];
  /** The inputs that must be known before anything can be foretold. */
  readonly decisive: readonly (keyof I & string)[];
  /** The outputs that can't change any more, and from which status on. */
  readonly knownAhead: KnownAhead;
  /** True when `check` should look at the live recording, so that a dead end is told at the property. */
  isWorthLooking(olds: Outputs, inputs: I): boolean;
  /** Looks, and says what an update would do. Throws what the update would end with. */
  foresee(inputs: I, stored: S | undefined, operation: OperationBase): Promise<Coming>;
  /** Brings what the inputs declare about, and gives the outputs. */
  bring(inputs: I, stored: S | undefined, operation: OperationBase): Promise<Outputs>;
  /** The outputs for what a failed `bring` had already done. */
  outputsSoFar(inputs: I, operation: OperationBase): Outputs;
  /** Looks for a refresh; `undefined` when it is gone. `stored` has no `schemaVersion` for a `get`. */
  find(stored: S, operation: OperationBase): Promise<Found<I> | undefined>;
  /** The error for what a `get` didn't find. */
  missing(stored: S): Error;
  /** Does what deleting the resource does to the recording. */
  release(stored: S, operation: OperationBase): Promise<void>;
  /** True when the outputs say that nothing can happen any more to what the resource stands for. */
  isOver(outs: Outputs): boolean;
  /** True when {@link release} has nothing to do, so that no credentials are needed. */
  isReleased(stored: S): boolean;
}
