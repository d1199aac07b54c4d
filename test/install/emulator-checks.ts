/** The emulator out of the packed package, as its README tells users to use it. */

import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { plainEnv, runCommand } from "./command";
import type { Check } from "./lanes";
import type { Context } from "./project";

const README = path.resolve(__dirname, "..", "..", "emulator", "README.md");

/** One check, since all of it needs the same installation. */
export function emulatorChecks(context: Context): Check[] {
  return [
    {
      name: "the emulator's README holds for an installed package: its command, its requests, its programs",
      run: (say) => playReadme(context, say),
    },
  ];
}

async function playReadme({ tarball, signal }: Context, say: (text: string) => void): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "installed-"));
  const options = { cwd: folder, env: plainEnv(), signal };
  let emulator: ChildProcess | undefined;
  try {
    say("installing");
    await writeFile(path.join(folder, "package.json"), '{ "private": true, "type": "module" }');
    const args = ["install", "--prefer-offline", "--no-audit", "--no-fund", tarball];
    await runCommand(["npm", ...args], options);
    say("doing what the README says");
    const readme = await readFile(README, "utf8");
    emulator = spawn("npx", ["pulumi-realtimekit", "emulator"], {
      ...options,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [line] = await once(createInterface({ input: emulator.stdout as NodeJS.ReadableStream }), "line");
    const { origin } = new URL(String(line).replace("CLOUDFLARE_BASE_URL=", ""));
    const run = { ...options, origin };
    assert.deepEqual(await playPrograms(readme, run), ["PAUSED 0\n", "RECORDING\n"]);
    await playRequests(readme, run);
  } finally {
    await end(emulator);
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

type Run = Parameters<typeof runCommand>[1] & { readonly origin: string };

/** The README's programs have no types in them, so Node runs them as they are. */
async function playPrograms(readme: string, run: Run): Promise<string[]> {
  const programs = blocks(readme, "typescript").map((text) =>
    text.replace("http://127.0.0.1:8787", run.origin),
  );
  const printed = [];
  for (const [index, text] of programs.entries()) {
    const file = `program-${index}.js`;
    await writeFile(path.join(run.cwd, file), text);
    printed.push(await runCommand(["node", file], run));
  }
  return printed;
}

/** The first block of requests: each is answered, and together they leave what the README says. */
async function playRequests(readme: string, run: Run): Promise<void> {
  const made = await fetch(`${run.origin}/__emulator/recordings`, { method: "POST" });
  const { id } = (await made.json()) as { id: string };
  const script = (blocks(readme, "sh")[0] ?? "")
    .replaceAll("curl ", "curl --silent --show-error --fail ")
    .replaceAll("http://127.0.0.1:8787", run.origin)
    .replaceAll("<id>", id);
  assert.match(script, /\/clock/);
  await runCommand(["sh", "-e", "-c", script], run);
  const found = await fetch(`${run.origin}/__emulator/recordings/${id}`);
  assert.equal(((await found.json()) as { status: string }).status, "PAUSED");
}

function blocks(readme: string, language: string): string[] {
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\``, "gm"))].map(([, text]) =>
    String(text),
  );
}

/** At a SIGTERM npx ends first, and the command, which holds the pipe, ends because of that. */
async function end(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined) return;
  const closed = once(child, "close", { signal: AbortSignal.timeout(10_000) });
  child.kill("SIGTERM");
  await closed;
}
