/** Measures what recordings take in a stack's file, which the engine writes anew at every checkpoint. */

import { readFile } from "node:fs/promises";

interface Entry {
  readonly type: string;
  readonly inputs?: { readonly __provider?: string };
}

interface Checkpoint {
  readonly checkpoint: { readonly latest: { readonly resources?: readonly Entry[] } };
}

/** What a stack's file says about size. */
export interface StateSize {
  /** What the file is larger by than without its recordings, divided by their number. */
  readonly stateBytes: number;
  readonly providerCharacters?: number | undefined;
}

/** What the engine adds by itself. */
const OWN = /^pulumi:/;

/** Reads a stack's file; `undefined` where no resource is in it. */
export async function measureState(file: string): Promise<StateSize | undefined> {
  return measureText(await readFile(file, "utf8"));
}

/** The same of a file's text. */
export function measureText(text: string): StateSize | undefined {
  const parsed = JSON.parse(text) as Checkpoint;
  const { resources = [] } = parsed.checkpoint.latest;
  const counted = resources.filter(({ type }) => !OWN.test(type));
  if (counted.length === 0) return undefined;
  const latest = { ...parsed.checkpoint.latest, resources: resources.filter(({ type }) => OWN.test(type)) };
  const rest = JSON.stringify(
    { ...parsed, checkpoint: { ...parsed.checkpoint, latest } },
    null,
    indentOf(text),
  );
  const texts = counted.flatMap(({ inputs }) => inputs?.__provider ?? []);
  return {
    stateBytes: (Buffer.byteLength(text.trimEnd()) - Buffer.byteLength(rest)) / counted.length,
    providerCharacters: texts.length === 0 ? undefined : Math.max(...texts.map(({ length }) => length)),
  };
}

const indentOf = (text: string) => /^\{\n( +)/.exec(text)?.[1] ?? "";
