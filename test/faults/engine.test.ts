/** The same programs on Pulumi's real engine: fewer and shorter ones, since each of its commands takes seconds. */

import * as fc from "fast-check";
import { DEFAULT_ACCOUNT_ID, DEFAULT_APP_ID } from "../../emulator";
import { createWorkspace, type Workspace } from "../../scripts/engine";
import { TOKEN } from "../support/hooks-kit";
import { CLI_PROGRAM, createCliStack } from "./cli-stack";
import { commandsWith } from "./commands";
import { declarations } from "./declarations";
import { runLanes } from "./lanes";
import { faultNames } from "./named-faults";
import { readFaultOptions } from "./options";
import { play, type Run } from "./play";
import { Tally } from "./tally";
import type { World } from "./world";
import { worlds } from "./worlds";

/** Each has a workspace of its own; the engine keeps a processor busy. */
const LANES = 2;

const options = readFaultOptions();
const commands = commandsWith(faultNames({ withSlow: false }));

describe("random programs on the real engine, under random faults", function () {
  if (options.suite === "hooks") return;
  this.timeout(0);
  const tally = new Tally();
  const free: Workspace[] = [];
  before(async () => {
    for (let lane = 0; lane < LANES; lane++) free.push(await createWorkspace({ program: CLI_PROGRAM }));
  });
  after(async () => {
    await Promise.all(free.map((workspace) => workspace.close()));
    console.log(tally.print(`seed ${options.seed}, ${options.engineRuns} runs on the engine`));
  });

  const playOn = async (workspace: Workspace, run: Run) => {
    const openStack = async (world: World) =>
      createCliStack({
        workspace,
        env: {
          CLOUDFLARE_API_TOKEN: TOKEN,
          CLOUDFLARE_ACCOUNT_ID: DEFAULT_ACCOUNT_ID,
          REALTIMEKIT_APP_ID: DEFAULT_APP_ID,
          CLOUDFLARE_BASE_URL: world.emulator.baseUrl,
        },
        argsOf: (declaration) => world.argsOf(declaration),
      });
    await play(run, openStack, tally);
  };

  it(`keep every promise in ${options.engineRuns} runs`, async () => {
    await runLanes<Run>({
      suite: "engine",
      runs: options.engineRuns,
      lanes: LANES,
      options,
      arbitrary: (replay) =>
        fc.tuple(
          worlds,
          fc.array(declarations, { minLength: 1, maxLength: 2 }),
          fc.noBias(fc.commands(commands, { maxCommands: 3, size: "max", ...replay })),
        ),
      run: async (run) => {
        const workspace = free.pop() as Workspace;
        try {
          await playOn(workspace, run);
        } finally {
          free.push(workspace);
        }
      },
    });
  });
});
