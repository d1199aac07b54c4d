/** Checks blocks that are programs: each is compiled, strictly and by itself, against the built package. */

import { rm } from "node:fs/promises";
import path from "node:path";
import ts from "typescript";
import { createWorkspaceFolder, programFolder } from "../engine/workspace-folder";
import { type Outcome, outcome } from "./outcome";
import type { Block } from "./page";

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2022.d.ts"],
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  types: ["node"],
  strict: true,
  allowJs: true,
  checkJs: true,
  skipLibCheck: true,
  noEmit: true,
};

/** The languages of these blocks. */
export const PROGRAM_LANGUAGES: readonly string[] = ["typescript", "javascript"];

/** One outcome for each program. */
export async function checkPrograms(blocks: readonly Block[]): Promise<Outcome[]> {
  const programs = blocks.filter(({ language }) => PROGRAM_LANGUAGES.includes(language));
  const files = programs.map((block, index) => ({ block, name: nameOf(block, index) }));
  const root = await createWorkspaceFolder(
    Object.fromEntries(files.map(({ name, block }) => [name, block.text])),
  );
  try {
    const paths = files.map(({ name }) => path.join(programFolder(root), name));
    const typeRoots = [path.join(programFolder(root), "node_modules", "@types")];
    const program = ts.createProgram(paths, { ...OPTIONS, typeRoots });
    return files.map(({ block }, index) => outcome(block, problemOf(program, paths[index] as string)));
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** Modules of their own, so that they may wait at the top level and don't see each other's names. */
function nameOf({ language, text }: Block, index: number): string {
  if (language === "typescript") return `block-${index}.mts`;
  return /\brequire\(/.test(text) ? `block-${index}.cjs` : `block-${index}.mjs`;
}

function problemOf(program: ts.Program, file: string): string | undefined {
  const source = program.getSourceFile(file);
  const [first] = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  if (!first) return undefined;
  const line =
    source && first.start !== undefined ? source.getLineAndCharacterOfPosition(first.start).line + 1 : 1;
  return `line ${line} of the program: ${ts.flattenDiagnosticMessageText(first.messageText, " ")}`;
}
