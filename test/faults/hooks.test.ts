/** Random programs under random faults, against the hooks in Pulumi's own provider process. */

import * as fc from "fast-check";
import { DEFAULT_ACCOUNT_ID, DEFAULT_APP_ID } from "../../emulator";
import { commandsWith } from "./commands";
import { declarations } from "./declarations";
import { runLanes } from "./lanes";
import { createModelStack } from "./model-stack";
import { faultNames } from "./named-faults";
import { readFaultOptions } from "./options";
import { play, type Run } from "./play";
import { ProviderPool } from "./provider-pool";
import { Tally } from "./tally";
import type { World } from "./world";
import { worlds } from "./worlds";

const options = readFaultOptions();

/** With a few runs only, the last of them would be waited for as long as all others take. */
const withSlow = options.runs >= 200;
const commands = commandsWith(faultNames({ withSlow }));

/** Runs at a time; they mostly wait. Beside other tests, more of them would wait for a processor, too. */
const LANES = withSlow ? 48 : 16;

describe("random programs against the hooks, under random faults", function () {
  if (options.suite === "engine") return;
  this.timeout(0);
  const tally = new Tally();
  let pool: ProviderPool;
  before(async () => {
    pool = await ProviderPool.start();
  });
  after(async () => {
    await pool.close();
    console.log(tally.print(`seed ${options.seed}, ${options.runs} runs against the hooks`));
  });

  const openStack = async (world: World) => {
    const lease = await pool.lease({
      "realtimekit:baseUrl": world.emulator.baseUrl,
      "realtimekit:accountId": DEFAULT_ACCOUNT_ID,
      "realtimekit:appId": DEFAULT_APP_ID,
    });
    return createModelStack(lease, (declaration) => world.argsOf(declaration));
  };

  it(`keep every promise in ${options.runs} runs`, async () => {
    await runLanes<Run>({
      suite: "hooks",
      runs: options.runs,
      lanes: LANES,
      options,
      arbitrary: (replay) =>
        fc.tuple(
          worlds,
          // With three and more, live recordings are read by lists.
          fc.oneof(
            fc.array(declarations, { minLength: 1, maxLength: 2 }),
            fc.array(declarations, { minLength: 5, maxLength: 8 }),
          ),
          fc.noBias(fc.commands(commands, { maxCommands: 12, size: "max", ...replay })),
        ),
      run: (run) => play(run, openStack, tally),
    });
  });
});
