/** The commands of which random programs are made, each printed as one readable line. */

import type * as fc from "fast-check";
import { type Declaration, type DesiredState, describe, type Name } from "./declaration";
import { type Deed, describeDeed } from "./doings";
import type { CommandName } from "./step";
import type { Story, Strike } from "./story";

/** What the program declares at the time of a command. */
export interface Model {
  readonly program: Map<Name, Declaration>;
  /** Whether there has been an `up`. */
  isDeployed: boolean;
}

/** A command of a random program. */
export type RandomCommand = fc.AsyncCommand<Model, Story>;

interface Parts {
  readonly check?: (model: Model) => boolean;
  readonly run: (story: Story, model: Model) => unknown;
}

function command(text: string, { check = () => true, run }: Parts): RandomCommand {
  return {
    check,
    run: async (model, story) => {
      story.tell(`> ${text}`);
      await run(story, model);
    },
    toString: () => text,
  };
}

const isWorthRunning = ({ program, isDeployed }: Model) => program.size > 0 || isDeployed;

/** Declares a resource, or changes all that it declares. */
export const declare = (declaration: Declaration) =>
  command(`declare ${describe(declaration)}`, { run: (story, model) => put(declaration, story, model) });

function put(declaration: Declaration, story: Story, model: Model): void {
  for (const program of [model.program, story.program]) program.set(declaration.name, declaration);
}

/** Declares another state of a resource. */
export const change = (name: Name, state: DesiredState) =>
  command(`change ${name} to ${state}`, {
    check: ({ program }) => program.has(name),
    run: (story, model) => changeState([name, state], story, model),
  });

function changeState([name, state]: readonly [Name, DesiredState], story: Story, model: Model): void {
  const old = model.program.get(name);
  if (old) put({ ...old, args: { ...old.args, state } }, story, model);
}

/** Takes a resource out of the program. */
export const remove = (name: Name) =>
  command(`remove ${name}`, {
    check: ({ program }) => program.has(name),
    run: (story, model) => {
      for (const program of [model.program, story.program]) program.delete(name);
    },
  });

/** Runs the stack. */
export const stackCommand = (name: CommandName, isParallel = false) =>
  command(isParallel ? `${name}, side by side` : name, {
    check: isWorthRunning,
    run: (story, model) => {
      model.isDeployed ||= name === "up";
      return story.run(name, { isParallel });
    },
  });

/** Others do something: at once, or at the time of a later request. */
export const meddle = (deed: Deed, skip?: number) =>
  command(describeMeddling(deed, skip), { run: (story) => story.meddle(deed, skip) });

function describeMeddling(deed: Deed, skip?: number): string {
  return skip === undefined ? describeDeed(deed) : `${describeDeed(deed)}, before request ${skip + 1}`;
}

/** Later requests suffer a fault. */
export const strike = (one: Strike) =>
  command(`fault: ${describeStrike(one)}`, { run: (story) => story.arm(one) });

function describeStrike({ name, match = {}, skip, times }: Strike): string {
  const count = times === 1 ? "" : ` ${times} times`;
  return `${name},${count} at ${match.endpoint ?? match.method ?? "any request"}${skip ? ` after ${skip}` : ""}`;
}

/** Time passes for the service. */
export const wait = (seconds: number) =>
  command(`${seconds} seconds pass`, { run: (story) => story.world.emulator.clock.advance(seconds * 1000) });

/** A change that is brought about while this and that goes wrong. */
export interface Turn {
  readonly change: readonly [Name, DesiredState];
  readonly strikes: readonly Strike[];
  readonly deeds: readonly (readonly [Deed, number])[];
  readonly isParallel: boolean;
}

/** Changes a state and runs an `up` in the midst of faults. */
export const turn = ({ change: to, strikes, deeds, isParallel }: Turn) => {
  const faults = strikes.map((one) => `  amid ${describeStrike(one)}`);
  const doings = deeds.map(([deed, skip]) => `  amid ${describeMeddling(deed, skip)}`);
  const up = isParallel ? "up, side by side" : "up";
  return command([`change ${to.join(" to ")} and ${up}`, ...faults, ...doings].join("\n  "), {
    check: isWorthRunning,
    run: (story, model) => {
      changeState(to, story, model);
      for (const one of strikes) story.arm(one);
      for (const [deed, skip] of deeds) story.meddle(deed, skip);
      model.isDeployed = true;
      return story.run("up", { isParallel });
    },
  });
};
