/** The documentation's checks find what is wrong: each is shown something that is. */

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { commandProblem } from "../../scripts/docs-check/commands";
import { checkDataBlocks } from "../../scripts/docs-check/data-blocks";
import { checkLinks } from "../../scripts/docs-check/links";
import { type Block, type Page, readPage } from "../../scripts/docs-check/page";
import { readCommands, typedLines } from "../../scripts/docs-check/shell-syntax";

const block = (language: string, text: string): Block => ({
  page: "docs/x.md",
  line: 1,
  language,
  text,
  heading: "",
});

describe("a page", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "docs-check-"));
  const file = path.join(folder, "page.md");
  after(() => rmSync(folder, { recursive: true }));

  it("is read with its blocks, links and anchors", async () => {
    writeFileSync(file, "# One `two`\n\nSee [there](a.md#b).\n\n- in a list:\n\n  ```sh\n  npm ci\n  ```\n");
    const page = await readPage(file);
    assert.deepEqual(page.blocks, [
      { page: file, line: 7, language: "sh", text: "npm ci\n", heading: "One two" },
    ]);
    assert.deepEqual(page.links, [{ page: file, line: 3, target: "a.md#b" }]);
    assert.deepEqual([...page.anchors], ["one-two"]);
  });
});

const LINKS: [target: string, problem: RegExp | undefined][] = [
  ["../README.md#drift", undefined],
  ["decisions/", undefined],
  ["https://example.com/nowhere", undefined],
  ["../README.md#no-such-heading", /has no such heading/],
  ["nowhere.md", /there is no docs\/nowhere\.md/],
  ["../../elsewhere.md", /leads out of the repository/],
];

describe("a link", () => {
  for (const [target, problem] of LINKS) {
    it(`to ${target} is ${problem ? "refused" : "let pass"}`, async () => {
      const link = { page: "docs/x.md", line: 1, target };
      const page: Page = { path: "docs/x.md", blocks: [], links: [link], anchors: new Set() };
      const [found] = await checkLinks([page]);
      assert.match(found?.problem ?? "", problem ?? /^$/);
    });
  }
});

const DATA: [language: string, right: string, wrong: string][] = [
  ["json", '{"a": 1}', '{"a": 1,}'],
  ["yaml", "a: [1, 2]\n", "a: [1, 2\n"],
  ["mermaid", "stateDiagram-v2\n  A --> B: go\n", "stateDiagram-v2\n  A -> B\n"],
];

describe("a block of data", () => {
  for (const [language, right, wrong] of DATA) {
    it(`in ${language} must be what the language allows`, async () => {
      const outcomes = await checkDataBlocks([block(language, right), block(language, wrong)]);
      assert.deepEqual(
        outcomes.map(({ problem }) => problem === undefined),
        [true, false],
      );
    });
  }
});

describe("a shell block", () => {
  it("is read into commands, without assignments, redirections and comments", () => {
    const text = "A=1 npm ci && npm run \\\n  build # all\nprintf 'a b' > file | cat <id>\n";
    assert.deepEqual(readCommands(text), [
      ["npm", "ci"],
      ["npm", "run", "build"],
      ["printf", "a b"],
      ["cat", "id"],
    ]);
  });

  it("of a session is what stands after a prompt", () => {
    assert.equal(typedLines("$ npm ci\nadded 2 packages\n", "console"), "npm ci\n");
  });
});

const COMMANDS: [command: string, problem: RegExp | undefined][] = [
  ["npm run -s build", undefined],
  ["npm run biuld", /no script biuld/],
  ["npm frobnicate", /npm frobnicate/],
  ["npm run emulator -- --port 1", undefined],
  ["npm run emulator -- --prot 1", /no option --prot/],
  ["npx pulumi-realtimekit adopt --app x", undefined],
  ["npx pulumi-realtimekit adopt --ap x", /no option --ap$/],
  ["npx mocha test/core/plan.test.ts", undefined],
  ["npx mocha test/core/plans.test.ts", /there is no test\/core\/plans\.test\.ts/],
  ["./deploy.sh", /there is no \.\/deploy\.sh beside README\.md/],
  ["wget x", /wget is not known/],
];

describe("a command", () => {
  for (const [command, problem] of COMMANDS) {
    it(`${command} is ${problem ? "refused" : "let pass"}`, async () => {
      assert.match((await commandProblem(command.split(" "))) ?? "", problem ?? /^$/);
    });
  }
});
