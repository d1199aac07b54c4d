/** Checks blocks that are data or a diagram: each must be what its language allows. */

import { parseAllDocuments } from "yaml";
import { type Outcome, outcome } from "./outcome";
import type { Block } from "./page";

type Parse = (text: string) => string | undefined | Promise<string | undefined>;

const PARSERS: Readonly<Record<string, Parse>> = {
  json: (text) => {
    try {
      JSON.parse(text);
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  },
  yaml: (text) => {
    const documents = parseAllDocuments(text);
    if (!Array.isArray(documents)) return "is empty";
    return documents.flatMap(({ errors }) => errors)[0]?.message;
  },
  mermaid: async (text) => {
    const { validate } = await import("@probelabs/maid");
    const [error] = validate(text).errors.filter(({ severity }) => severity === "error");
    return error && `line ${error.line} of the diagram: ${error.message}`;
  },
};

/** The languages of these blocks. */
export const DATA_LANGUAGES: readonly string[] = Object.keys(PARSERS);

/** One outcome for each block of one of these languages. */
export async function checkDataBlocks(blocks: readonly Block[]): Promise<Outcome[]> {
  const outcomes = blocks.map(async (block) => {
    const parse = PARSERS[block.language];
    return parse ? [outcome(block, await parse(block.text))] : [];
  });
  return (await Promise.all(outcomes)).flat();
}
