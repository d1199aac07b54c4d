/** Decides as the engine does what is to be done about one resource, asking `check` and `diff`. */

import type { Props } from "../support/grpc";
import type { HookCalls } from "../support/hook-calls";
import { type Declaration, urnOf } from "./declaration";
import type { Stored } from "./outcome";

/** What is to be done about one resource. */
export type Step =
  | { readonly op: "same" | "update" | "replace"; readonly old: Stored; readonly inputs: Props }
  | { readonly op: "create"; readonly inputs: Props };

/** What a declaration is compared with. */
export interface Planned {
  readonly declaration: Declaration;
  /** Its inputs but the hidden ones. */
  readonly args: Props;
  readonly old: Stored | undefined;
  /** The stack's name. */
  readonly stack: string;
  /** How many resources the program declares. */
  readonly count: number;
}

/** `check` said no. */
export class CheckFailure extends Error {
  override readonly name = "CheckFailure";
}

/** The engine's step generator, as far as these resources need it: `pkg/resource/deploy/step_generator.go`. */
export async function planStep(
  hooks: HookCalls,
  { declaration, args, old, stack, count }: Planned,
): Promise<Step> {
  const news = { ...args, __urn: urnOf(declaration.name, stack), __count: count };
  const inputs = await check(hooks, old?.inputs ?? {}, news);
  if (!old) return { op: "create", inputs };
  const { changes, replaces } = await hooks.diff(old.id, old.outputs, inputs);
  const isReplaced = old.isPendingReplacement || (changes === "some" && replaces.length > 0);
  // Defaults are found anew for what replaces it.
  if (isReplaced) return { op: "replace", old, inputs: await check(hooks, {}, news) };
  // What failed halfway is gone on with, although nothing changed.
  const isUpdated = changes === "some" || old.initErrors.length > 0;
  return { op: isUpdated ? "update" : "same", old, inputs };
}

async function check(hooks: HookCalls, olds: Props, news: Props): Promise<Props> {
  const { inputs, failures } = await hooks.check(olds, news);
  const [first] = failures;
  if (first) throw new CheckFailure(first.reason);
  return inputs;
}
