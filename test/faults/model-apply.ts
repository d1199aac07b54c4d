/** Carries out one resource's step as the engine does, and keeps in the state what the engine keeps. */

import type { Props } from "../support/grpc";
import { type HookCalls, HookError } from "../support/hook-calls";
import type { Name } from "./declaration";
import type { Step } from "./model-plan";
import type { Stored } from "./outcome";

/** The state, which is changed. */
export type Kept = Map<Name, Stored>;

/** Applies a step. A failure is thrown after the state holds what it left. */
export async function applyStep(hooks: HookCalls, kept: Kept, { name, step }: Named<Step>): Promise<void> {
  switch (step.op) {
    case "same":
      // The new inputs, and the outputs as they were.
      kept.set(name, { ...step.old, inputs: step.inputs });
      return;
    case "update":
      return await update(hooks, kept, step);
    case "replace":
      // Deleted before it is replaced; the deletion isn't repeated where only the creation failed.
      if (!step.old.isPendingReplacement) await hooks.delete(step.old.id, step.old.outputs);
      kept.set(name, { ...step.old, isPendingReplacement: true });
      return await create(hooks, kept, { name, step: step.inputs });
    case "create":
      return await create(hooks, kept, { name, step: step.inputs });
  }
}

interface Named<T> {
  readonly name: Name;
  readonly step: T;
}

async function create(hooks: HookCalls, kept: Kept, { name, step: inputs }: Named<Props>): Promise<void> {
  try {
    const { id, outs } = await hooks.create(inputs);
    kept.set(name, { name, id, inputs, outputs: outs, initErrors: [] });
  } catch (error) {
    const left = error instanceof HookError ? error.initFailed : undefined;
    if (left)
      kept.set(name, { name, id: left.id, inputs, outputs: left.properties, initErrors: left.reasons });
    throw error;
  }
}

async function update(
  hooks: HookCalls,
  kept: Kept,
  { old, inputs }: { readonly old: Stored; readonly inputs: Props },
): Promise<void> {
  try {
    const outputs = await hooks.update(old.id, old.outputs, inputs);
    kept.set(old.name, { ...old, inputs, outputs, initErrors: [] });
  } catch (error) {
    const left = error instanceof HookError ? error.initFailed : undefined;
    // The old inputs stay: the resource wasn't brought to the new ones.
    if (left) kept.set(old.name, { ...old, outputs: left.properties, initErrors: left.reasons });
    throw error;
  }
}

/** Deletes what the program doesn't have any more. */
export async function removeStored(hooks: HookCalls, kept: Kept, old: Stored): Promise<void> {
  if (!old.isPendingReplacement) await hooks.delete(old.id, old.outputs);
  kept.delete(old.name);
}

/** Refreshes one resource; gives whether anything declared looks different now. */
export async function refreshStored(hooks: HookCalls, kept: Kept, old: Stored): Promise<boolean> {
  const { id, props, inputs = old.inputs } = await hooks.read(old.id, old.outputs);
  if (id === "") {
    kept.delete(old.name);
    return true;
  }
  // The engine compares what was found with what was stored, the other way round; nothing may be sent for it.
  const { changes } = await hooks.diff(id, props, old.inputs);
  kept.set(old.name, { ...old, id, inputs, outputs: props, initErrors: [] });
  return changes === "some";
}
