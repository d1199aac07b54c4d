/** `npm run docs:check`: compiles or runs every code block of the documentation, and follows every link. */

import { checkDataBlocks, DATA_LANGUAGES } from "./docs-check/data-blocks";
import { checkDecisions } from "./docs-check/decisions";
import { checkLinks } from "./docs-check/links";
import { checkMessages } from "./docs-check/messages";
import { type Outcome, outcome } from "./docs-check/outcome";
import { type Block, readPage } from "./docs-check/page";
import { listPages } from "./docs-check/pages";
import { checkPrograms, PROGRAM_LANGUAGES } from "./docs-check/programs";
import { checkReference } from "./docs-check/reference";
import { checkShellBlocks, SHELL_LANGUAGES } from "./docs-check/shell-blocks";
import { UNCHECKED } from "./docs-check/stories";

const LANGUAGES = [...DATA_LANGUAGES, ...PROGRAM_LANGUAGES, ...SHELL_LANGUAGES];

async function checkAll(): Promise<Outcome[]> {
  const pages = await Promise.all(listPages().map(readPage));
  const blocks = pages.flatMap((page) => page.blocks).filter((block) => !isExcused(block));
  return [
    ...blocks.filter(({ language }) => !LANGUAGES.includes(language)).map(strangeLanguage),
    ...(await checkLinks(pages)),
    ...checkMessages(),
    ...checkDecisions(),
    ...(await checkDataBlocks(blocks)),
    ...(await checkPrograms(blocks)),
    ...(await checkReference()),
    ...(await checkShellBlocks(blocks)),
  ];
}

function isExcused({ page, text }: Block): boolean {
  return UNCHECKED.some((entry) => entry.page === page && text.startsWith(entry.firstLine));
}

function strangeLanguage(block: Block): Outcome {
  return outcome(block, `no check knows the language "${block.language}"; there are ${LANGUAGES.join(", ")}`);
}

async function main(): Promise<number> {
  const outcomes = await checkAll();
  const failures = outcomes.filter(({ problem }) => problem !== undefined);
  for (const { where, problem } of failures) console.log(`${where}: ${problem}`);
  console.log(`${outcomes.length - failures.length} passed, ${failures.length} failed`);
  return failures.length === 0 ? 0 : 1;
}

main().then(
  (exitCode) => process.exit(exitCode),
  (error: Error) => {
    console.error(error.stack);
    process.exit(1);
  },
);
