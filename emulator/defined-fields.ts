/** Drops what was given as undefined, so that it does not overwrite what is there. */

/** A copy without the fields whose value is undefined. */
export function definedFields<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
