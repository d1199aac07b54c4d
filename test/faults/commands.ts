/** The commands of which random programs are made, each printed as one readable line. */

import * as fc from "fast-check";
import { type Declaration, type DesiredState, describe, MEETING, type Name, RECORDINGS } from "./declaration";
import { declarations } from "./declarations";
import { type Deed, deeds, describeDeed } from "./doings";
import { faultNames } from "./named-faults";
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

/** Declares a resource, or changes what it declares. */
export const declare = (declaration: Declaration) =>
  command(`declare ${describe(declaration)}`, {
    run: (story, model) => {
      for (const program of [model.program, story.program]) program.set(declaration.name, declaration);
    },
  });

const change = (name: Name, state: DesiredState) =>
  command(`change ${name} to ${state}`, {
    check: ({ program }) => program.has(name),
    run: (story, model) => {
      const old = model.program.get(name) as Declaration;
      const changed = { ...old, args: { ...old.args, state } };
      for (const program of [model.program, story.program]) program.set(name, changed);
    },
  });

const remove = (name: Name) =>
  command(`remove ${name}`, {
    check: ({ program }) => program.has(name),
    run: (story, model) => {
      for (const program of [model.program, story.program]) program.delete(name);
    },
  });

const stackCommand = (name: CommandName, isParallel = false) =>
  command(isParallel ? `${name}, side by side` : name, {
    check: isWorthRunning,
    run: (story, model) => {
      model.isDeployed ||= name === "up";
      return story.run(name, { isParallel });
    },
  });

const meddle = (deed: Deed, skip?: number) => {
  const when = skip === undefined ? "" : `, before request ${skip + 1}`;
  return command(`${describeDeed(deed)}${when}`, { run: (story) => story.meddle(deed, skip) });
};

const strike = ({ name, match = {}, skip, times }: Strike) => {
  const where = match.endpoint ?? match.method ?? "any request";
  return command(`fault: ${name}, at ${where}, skip ${skip}, times ${times}`, {
    run: (story) => story.arm({ name, match, skip, times }),
  });
};

const wait = (seconds: number) =>
  command(`${seconds} seconds pass`, { run: (story) => story.world.emulator.clock.advance(seconds * 1000) });

const name = fc.constantFrom<Name>("a", "a", ...RECORDINGS, MEETING, MEETING);
const state = fc.constantFrom<DesiredState>("recording", "paused", "recording", "paused", "stopped");
const ENDPOINTS = [
  "recordings.get",
  "recordings.list",
  "recordings.put",
  "recordings.put",
  "recordings.start",
] as const;
const match = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...ENDPOINTS).map((endpoint) => ({ endpoint })) },
  { weight: 1, arbitrary: fc.constantFrom({ method: "GET" }, {}) },
);
const strikes = fc.record({
  name: faultNames,
  match,
  skip: fc.nat(2),
  times: fc.constantFrom(1, 1, 1, 2, 3, 6),
});

const up = fc.constantFrom(stackCommand("up"), stackCommand("up"), stackCommand("up", true));

/** Drawn from with equal chances, so that what stands here several times comes more often. */
export const commands: fc.Arbitrary<RandomCommand>[] = [
  ...[1, 2].map(() => declarations.map(declare)),
  fc.tuple(name, state).map(([which, to]) => change(which, to)),
  fc.tuple(name, state).map(([which, to]) => change(which, to)),
  name.map(remove),
  ...[1, 2, 3, 4].map(() => up),
  fc.constant(stackCommand("preview")),
  fc.constant(stackCommand("refresh")),
  deeds.map((deed) => meddle(deed)),
  fc.tuple(deeds, fc.nat(5)).map(([deed, skip]) => meddle(deed, skip)),
  ...[1, 2, 3, 4, 5].map(() => strikes.map(strike)),
  fc.constantFrom(61, 90_000).map(wait),
];
