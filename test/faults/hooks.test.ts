/** Random programs under random faults, against the hooks in Pulumi's own provider process. */

import * as fc from "fast-check";
import { DEFAULT_ACCOUNT_ID, DEFAULT_APP_ID } from "../../emulator";
import { declare, type Model, type RandomCommand } from "./command";
import { commands } from "./commands";
import type { Declaration } from "./declaration";
import { declarations } from "./declarations";
import { runLanes } from "./lanes";
import { createModelStack } from "./model-stack";
import { readFaultOptions } from "./options";
import { createProviderPool, type ProviderPool } from "./provider-pool";
import { settle } from "./settle";
import { Story } from "./story";
import { Tally } from "./tally";
import { World, type WorldPlan } from "./world";
import { worlds } from "./worlds";

const LANES = 32;

/** A world, what is declared to begin with, and what happens then. */
type Run = [WorldPlan, Declaration[], Iterable<RandomCommand>];

const options = readFaultOptions();

describe("random programs against the hooks, under random faults", function () {
  if (options.suite === "engine") return;
  this.timeout(0);
  const tally = new Tally();
  let pool: ProviderPool;
  before(() => {
    pool = createProviderPool();
  });
  after(async () => {
    await pool.close();
    console.log(tally.print(`seed ${options.seed}, ${options.runs} runs against the hooks`));
  });

  async function play([plan, first, program]: Run): Promise<void> {
    const world = await World.create(plan);
    const lease = await pool.lease({
      "realtimekit:baseUrl": world.emulator.baseUrl,
      "realtimekit:accountId": DEFAULT_ACCOUNT_ID,
      "realtimekit:appId": DEFAULT_APP_ID,
    });
    const stack = createModelStack(lease, (declaration) => world.idOf(declaration));
    const story = new Story(world, stack, tally);
    try {
      const model: Model = { program: new Map(), isDeployed: false };
      for (const declaration of first) await declare(declaration).run(model, story);
      await fc.asyncModelRun(() => ({ model, real: story }), program);
      await settle(story);
    } finally {
      await stack.close();
      await world.emulator.close();
    }
  }

  it(`keep every promise in ${options.runs} runs`, async () => {
    await runLanes<Run>({
      suite: "hooks",
      runs: options.runs,
      lanes: LANES,
      options,
      arbitrary: (replay) =>
        fc.tuple(
          worlds,
          fc.array(declarations, { minLength: 1, maxLength: 4 }),
          fc.noBias(fc.commands(commands, { maxCommands: 12, size: "max", ...replay })),
        ),
      run: play,
    });
  });
});
