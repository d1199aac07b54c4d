/** Checks shell blocks: what each command is, and, for those of a story, that they do what the page says. */

import { commandProblem } from "./commands";
import { type Outcome, outcome } from "./outcome";
import type { Block } from "./page";
import { runStory } from "./run-story";
import { readCommands, typedLines } from "./shell-syntax";
import { NOT_RUN, STORIES, type Story } from "./stories";

/** The languages of these blocks. */
export const SHELL_LANGUAGES: readonly string[] = ["sh", "console"];

/** One outcome for each command, and one for each block that is run. */
export async function checkShellBlocks(all: readonly Block[]): Promise<Outcome[]> {
  const blocks = all.filter(({ language }) => SHELL_LANGUAGES.includes(language));
  const outcomes: Outcome[] = blocks.filter((block) => !isAccountedFor(block)).map(unaccounted);
  for (const block of blocks) {
    for (const command of readCommands(typedLines(block.text, block.language)))
      outcomes.push(outcome(block, await commandProblem(command, block.page)));
  }
  // Each has a folder and an emulator of its own, and waits for the engine most of the time.
  const stories = await Promise.all(STORIES.map((story) => runStory(story, blocksOf(story, all))));
  return [...outcomes, ...stories.flat()];
}

function blocksOf({ page, headings, programOf }: Story, all: readonly Block[]) {
  const ofPage = all.filter((block) => block.page === page);
  const shell = headings.flatMap((heading) =>
    ofPage.filter((block) => block.heading === heading && SHELL_LANGUAGES.includes(block.language)),
  );
  const program = all.find(
    ({ page: at, heading, language }) =>
      at === programOf?.[0] && heading === programOf[1] && language === "typescript",
  );
  return { shell, program };
}

function isAccountedFor({ page, heading }: Block): boolean {
  const isRun = STORIES.some((story) => story.page === page && story.headings.includes(heading));
  return isRun || NOT_RUN.some((entry) => entry.page.test(page) && (entry.heading ?? heading) === heading);
}

function unaccounted(block: Block): Outcome {
  return outcome(block, "this block is neither run nor excused in scripts/docs-check/stories.ts");
}
