/** What is wrong with a request to the control plane. */

import type { z } from "zod";

/** A control-plane call that cannot be done; `property` names what is wrong, where something is. */
export class ControlError extends Error {
  override readonly name = "ControlError";
  /** HTTP status of the control plane's answer. */
  readonly status: 400 | 404 | 409;
  readonly property: string | undefined;

  constructor(status: 400 | 404 | 409, message: string, property?: string) {
    super(message);
    this.status = status;
    this.property = property;
  }
}

/** Checks what the control plane was given. */
export function parseInput<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const unknownKey = issue?.code === "unrecognized_keys" ? issue.keys[0] : undefined;
  const path = [...(issue?.path ?? []), ...(unknownKey === undefined ? [] : [unknownKey])];
  const property = path.join(".") || "body";
  const problem = unknownKey === undefined ? (issue?.message ?? "invalid") : "there is nothing of this name";
  throw new ControlError(400, `${property}: ${problem}`, property);
}
