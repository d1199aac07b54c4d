/** What every installation has to get through: up, up again, refresh, destroy, on the real engine against the emulator. */

import assert from "node:assert/strict";
import { DEFAULT_ACCOUNT_ID, DEFAULT_APP_ID, type Emulator, startEmulator } from "../../emulator";
import type { InstallCase } from "./cases";
import { bounded } from "./command";
import { RECORDING_ID } from "./program";
import { type Context, createProject, type Project } from "./project";

/** The steps, and what each may ask of the API besides reading. */
const STEPS: readonly (readonly [args: readonly string[], actions: readonly string[]])[] = [
  [["up", "--skip-preview"], ["pause"]],
  [["up", "--skip-preview", "--expect-no-changes"], []],
  [["refresh", "--expect-no-changes"], []],
  [["destroy"], []],
];

/** Installs a case and plays it through; `say` hears what is being done. */
export async function playCase(
  row: InstallCase,
  context: Context,
  say: (text: string) => void,
): Promise<void> {
  const emulator = await startEmulator({ settings: { invokedMs: 0 } });
  let project: Project | undefined;
  try {
    emulator.createRecording({ id: RECORDING_ID });
    say("installing");
    project = await createProject(row, settingsFor(emulator), context);
    for (const [args, actions] of STEPS) {
      say(`pulumi ${args[0]}`);
      await playStep(args, actions, { ...context, emulator, project });
    }
  } finally {
    await project?.close();
    await emulator.close();
  }
}

type Scene = Context & { readonly emulator: Emulator; readonly project: Project };

async function playStep(
  args: readonly string[],
  actions: readonly string[],
  { emulator, project: { workspace }, signal }: Scene,
): Promise<void> {
  emulator.clearRequests();
  const printed = await workspace.succeed(args, { signal: bounded(signal) });
  const requests = emulator.requests();
  const asked = requests.filter(({ method }) => method !== "GET");
  assert.deepEqual(
    asked.map(({ method, body }) => `${method} ${(body as { action?: string }).action}`),
    actions.map((action) => `PUT ${action}`),
    `pulumi ${args.join(" ")}\n${printed}`,
  );
  assert.ok(requests.length > asked.length || args[0] === "destroy", `pulumi ${args[0]} reads nothing`);
  assert.equal(emulator.getRecording(RECORDING_ID).status, "PAUSED");
  const { resources = [] } = (await workspace.export()).deployment;
  const recordings = resources.filter(({ type }) => type === "pulumi-nodejs:dynamic/realtimekit:Recording");
  assert.deepEqual(
    recordings.map(({ outputs }) => outputs?.status),
    args[0] === "destroy" ? [] : ["PAUSED"],
  );
}

function settingsFor({ baseUrl }: Emulator): NodeJS.ProcessEnv {
  return {
    CLOUDFLARE_BASE_URL: baseUrl,
    CLOUDFLARE_API_TOKEN: "token-of-the-install-tests",
    CLOUDFLARE_ACCOUNT_ID: DEFAULT_ACCOUNT_ID,
    REALTIMEKIT_APP_ID: DEFAULT_APP_ID,
  };
}
