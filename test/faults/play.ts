/** Plays one run: a world, a stack in it, the commands, and what follows when the faults have ended. */

import * as fc from "fast-check";
import { declare, type Model, type RandomCommand } from "./command";
import type { Declaration } from "./declaration";
import type { Stack } from "./outcome";
import { settle } from "./settle";
import { Story } from "./story";
import type { Tally } from "./tally";
import { traitsOf } from "./traits";
import { World, type WorldPlan } from "./world";

/** A world, what is declared to begin with, and what happens then. */
export type Run = [WorldPlan, Declaration[], Iterable<RandomCommand>];

/** Plays it. Throws where something doesn't hold. */
export async function play(
  [plan, first, program]: Run,
  openStack: (world: World) => Promise<Stack>,
  tally: Tally,
): Promise<void> {
  const world = await World.create(plan);
  for (const trait of traitsOf(plan)) tally.count("service", trait);
  try {
    const stack = await openStack(world);
    const story = new Story(world, stack, tally);
    const model: Model = { program: new Map(), isDeployed: false };
    try {
      for (const declaration of first) await declare(declaration).run(model, story);
      await fc.asyncModelRun(() => ({ model, real: story }), program);
      await settle(story);
    } finally {
      await stack.close();
    }
  } finally {
    await world.emulator.close();
  }
}
