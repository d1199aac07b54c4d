/** Runs a page's shell blocks as they stand, with the real engine, in a folder of their own, against an emulator. */

import { symlinkSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import { type Emulator, startEmulator } from "../../emulator";
import { locatePulumi } from "../engine";
import { readChild } from "../engine/child";
import { pathKey } from "../engine/engine";
import { createWorkspaceFolder, programFolder, workspaceEnv } from "../engine/workspace-folder";
import { type Outcome, outcome } from "./outcome";
import type { Block } from "./page";
import { typedLines } from "./shell-syntax";
import { writeStandIns } from "./stand-ins";
import type { Story } from "./stories";

/** The ids that the pages show, and the emulator has. */
const SHOWN = {
  account_id: "023e105f4ecef8ad9ca31a8372d0c353",
  app_id: "2a95132c15732412d22c1476fa83f27a",
} as const;
const RECORDING_ID = "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e";
const MEETING_ID = "97440c6a-140b-40a9-9499-b23fd7a3868a";
const SHOWN_ORIGIN = "http://127.0.0.1:8787";
const TOKEN = "any-token-will-do";

/** Lines that later blocks of the same terminal rely on. */
const ASSIGNMENT = /^(export )?\w+=\S+.*$/gm;

/** What a page's story is made of. */
export interface StoryBlocks {
  readonly shell: readonly Block[];
  readonly program: Block | undefined;
}

/** One outcome for each block; after one that fails, the others aren't run. */
export async function runStory(story: Story, { shell, program }: StoryBlocks): Promise<Outcome[]> {
  const files = { ...story.program, ...(program && { "index.ts": program.text }) };
  const root = await createWorkspaceFolder(files);
  const emulator = await startEmulator();
  try {
    if (!story.isEmpty) fill(emulator);
    const folder = programFolder(root);
    if (story.link) symlinkSync(path.resolve(story.link), path.join(folder, story.link), "junction");
    const env = await envFor(root, emulator);
    return await runBlocks(shell, (text) =>
      runText(text.replaceAll(SHOWN_ORIGIN, emulator.origin), folder, env),
    );
  } finally {
    await emulator.close();
    await rm(root, { recursive: true, force: true, maxRetries: 3 });
  }
}

type RunText = (text: string) => Promise<string | undefined>;

async function runBlocks(blocks: readonly Block[], run: RunText): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  let assigned = "";
  for (const block of blocks) {
    const text = typedLines(block.text, block.language);
    const problem = await run(assigned + text);
    outcomes.push(outcome(block, problem));
    if (problem !== undefined) break;
    assigned += (text.match(ASSIGNMENT) ?? []).map((line) => `${line}\n`).join("");
  }
  return outcomes;
}

async function runText(text: string, cwd: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const script = text.replaceAll("<id>", RECORDING_ID);
  const { exitCode, stdout, stderr } = await readChild("bash", ["-euo", "pipefail", "-c", script], {
    cwd,
    env,
    // What a command asks for is typed in; most ask for nothing, and may have ended before.
    onStart: (child) => child.stdin?.on("error", () => {}).end(TOKEN),
    stdio: ["pipe", "pipe", "pipe"],
  });
  return exitCode === 0 ? undefined : `exits with ${exitCode}\n${stdout}${stderr}`;
}

function fill(emulator: Emulator): void {
  const meeting = emulator.createMeeting({ ...SHOWN, title: "Keynote" });
  emulator.createRecording({ ...SHOWN, id: RECORDING_ID, meeting_id: meeting.id });
  emulator.createMeeting({ ...SHOWN, id: MEETING_ID, title: "Panel" });
}

async function envFor(root: string, emulator: Emulator): Promise<NodeJS.ProcessEnv> {
  const env = workspaceEnv(root, (await locatePulumi()).env);
  const key = pathKey(env);
  return {
    ...env,
    [key]: [await writeStandIns(root), env[key]].join(path.delimiter),
    CLOUDFLARE_BASE_URL: emulator.baseUrl,
    CLOUDFLARE_API_TOKEN: TOKEN,
    CLOUDFLARE_ACCOUNT_ID: SHOWN.account_id,
    REALTIMEKIT_APP_ID: SHOWN.app_id,
  };
}
