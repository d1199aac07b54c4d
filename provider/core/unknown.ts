/** Values that a preview doesn't know yet: Pulumi sends a fixed text in their place, one for each type. */

/** The texts, as pulumi's `sdk/go/common/resource/plugin/rpc.go` defines them. */
const UNKNOWN_TEXTS: ReadonlySet<unknown> = new Set([
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9", // string, and what the Node SDK sends for every type
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // boolean
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // array
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
]);

/** True for a value that is not known yet, or that holds one, however deep. */
export function isUnknown(value: unknown): boolean {
  const toSee = new Set([value]);
  for (const seen of toSee) {
    if (UNKNOWN_TEXTS.has(seen)) return true;
    if (typeof seen !== "object" || seen === null) continue;
    for (const held of Object.values(seen)) toSee.add(held);
  }
  return false;
}
