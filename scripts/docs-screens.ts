/** `npm run docs:screens`: draws what Pulumi really prints for the README's program, against the emulator. */

import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DEFAULT_ACCOUNT_ID, DEFAULT_APP_ID, type Emulator, startEmulator } from "../emulator";
import { readPage } from "./docs-check/page";
import { readAnsi } from "./docs-screens/ansi";
import { settle } from "./docs-screens/settle";
import { drawScreen } from "./docs-screens/svg";
import { createWorkspace } from "./engine";

const FOLDER = "docs/screens";
const RECORDING_ID = "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e";
const KEYNOTE_ID = "b1e43f60-2c0f-4b53-8a0c-6f5a4c2f8d11";
const MEETING_ID = "97440c6a-140b-40a9-9499-b23fd7a3868a";
/** The service's clock stands here, and moves by itself no more, so that file names are the same in each picture. */
const NOW = Date.parse("2026-11-25T09:00:00Z");

const COMMANDS = [
  { name: "preview", args: ["preview"], title: "pulumi preview: what an update would do" },
  { name: "up", args: ["up", "--skip-preview"], title: "pulumi up: what it did" },
] as const;

function fill(emulator: Emulator): void {
  const keynote = emulator.createMeeting({ title: "Keynote", id: KEYNOTE_ID });
  emulator.createRecording({ id: RECORDING_ID, meeting_id: keynote.id });
  emulator.createMeeting({ id: MEETING_ID, title: "Panel" });
}

/** The README's first program. */
async function readProgram(): Promise<string> {
  const { blocks } = await readPage("README.md");
  const program = blocks.find(({ language }) => language === "typescript");
  if (!program) throw new Error("README.md has no program");
  return program.text;
}

/** The command as it is typed, and what it leaves on the terminal. */
function toScreen(command: string, output: string): string {
  return [`$ pulumi ${command}`, ...settle(output)].join("\n");
}

async function main(): Promise<void> {
  const emulator = await startEmulator({ settings: { invokedMs: 0 }, realNow: () => NOW });
  const program = { "Pulumi.yaml": "name: event\nruntime: nodejs\n", "index.ts": await readProgram() };
  const workspace = await createWorkspace({
    program,
    env: {
      CLOUDFLARE_BASE_URL: emulator.baseUrl,
      CLOUDFLARE_API_TOKEN: "any-token-will-do",
      CLOUDFLARE_ACCOUNT_ID: DEFAULT_ACCOUNT_ID,
      REALTIMEKIT_APP_ID: DEFAULT_APP_ID,
    },
  });
  try {
    fill(emulator);
    mkdirSync(FOLDER, { recursive: true });
    for (const { name, args, title } of COMMANDS) {
      const output = await workspace.succeed([...args, "--color", "always"]);
      const file = path.join(FOLDER, `${name}.svg`);
      writeFileSync(file, drawScreen(readAnsi(toScreen(name, output)), title));
      console.log(`wrote ${file}`);
    }
  } finally {
    await workspace.close();
    await emulator.close();
  }
}

main().catch((error: Error) => {
  console.error(error.stack);
  process.exitCode = 1;
});
