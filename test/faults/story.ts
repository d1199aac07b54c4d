/** One run: a stack in a world, its commands one after the other, each held against every invariant. */

import { setTimeout as sleep } from "node:timers/promises";
import type { Declaration, Name } from "./declaration";
import { type Deed, describeDeed, doingOf } from "./doings";
import { INVARIANTS } from "./invariants";
import { FAULTS } from "./named-faults";
import type { Outcome, Stack, UpOptions } from "./outcome";
import { type CommandName, lookAfter, lookBefore, type Step } from "./step";
import type { Tally } from "./tally";
import type { World } from "./world";

/** A fault and the requests that it strikes. */
export interface Strike {
  readonly name: string;
  readonly match: Parameters<World["emulator"]["addFault"]>[0]["match"];
  readonly skip: number;
  readonly times: number;
}

/** No command takes that long, in milliseconds. */
const COMMAND_MS = 240_000;

/** Something that must not be. */
export class Broken extends Error {
  override readonly name = "Broken";
}

/** A run that goes on. */
export class Story {
  readonly program = new Map<Name, Declaration>();
  readonly #trail: string[] = [];
  readonly #labels = new Map<string, string>();

  constructor(
    readonly world: World,
    readonly stack: Stack,
    readonly tally: Tally,
  ) {}

  /** Runs a command and looks at what it did. */
  async run(command: CommandName, options: UpOptions = {}): Promise<Step> {
    const before = lookBefore(this.world, this.program, await this.stack.state());
    const outcome = await this.#perform(command, options);
    if (outcome === "endless") throw this.broken(`${command} doesn't end`);
    const after = await this.stack.state();
    const step = lookAfter(this.world, { command, before, after, outcome });
    this.#note(step);
    for (const [sentence, invariant] of Object.entries(INVARIANTS)) {
      const problem = invariant(step, this.world);
      if (problem !== undefined) throw this.broken(`not true: ${sentence} (${problem})`);
    }
    return step;
  }

  /** Lets a fault strike some later requests. */
  arm({ name, ...strike }: Strike): void {
    const fault = this.world.emulator.addFault({ ...(FAULTS[name] as object), ...strike } as never);
    this.#labels.set(fault.id, name);
  }

  /** Lets somebody do something at once, or at the time of a later request. */
  meddle(deed: Deed, skip?: number): void {
    const { emulator } = this.world;
    const doing = doingOf(deed, this.world);
    this.tally.count("doing", deed.name);
    if (skip === undefined) emulator.perform(doing);
    else this.#labels.set(emulator.addFault({ kind: "meanwhile", doing, skip }).id, describeDeed(deed));
  }

  /** Counts which faults struck; to be called before they are cleared. */
  countStrikes(): void {
    for (const { id, kind, hits } of this.world.emulator.faults())
      if (hits > 0 && kind !== "meanwhile") this.tally.count("fault", this.#labels.get(id) ?? kind, hits);
  }

  /** An error that tells all that went before it. */
  broken(problem: string): Broken {
    return new Broken(this.world.shorten([problem, ...this.#trail].join("\n  ")));
  }

  /** Adds a line to what an error tells. */
  tell(line: string): void {
    this.#trail.push(line);
  }

  async #perform(command: CommandName, options: UpOptions): Promise<Outcome | "endless"> {
    const { stack, program } = this;
    const outcome = command === "up" ? stack.up(program, options) : stack[command](program);
    // Its end comes with that of its process, when nobody waits for it any more.
    outcome.catch(() => undefined);
    const timer = new AbortController();
    const endless = sleep(COMMAND_MS, "endless" as const, { signal: timer.signal }).catch(() => outcome);
    try {
      return await Promise.race([outcome, endless]);
    } finally {
      timer.abort();
    }
  }

  #note({ command, requests, outcome: { failures, changed, calls, messages } }: Step): void {
    this.tally.count("command", command);
    if (failures.length === 0) this.tally.count("ending", `${command}: done`);
    for (const { message } of failures) this.tally.count("ending", `${command}: ${message.split(":")[0]}`);
    this.tell(`${command}: changed [${changed.join(", ")}]`);
    for (const { method, path, body, status, faultId } of requests) {
      const what = path.split("/kit/")[1]?.split("/").slice(1).join("/");
      const fault = faultId ? ` (${this.#labels.get(faultId)})` : "";
      this.tell(`  ${method} ${what} ${body ? JSON.stringify(body) : ""} → ${status}${fault}`);
    }
    for (const { name, hook, tookMs } of calls) this.tell(`  ${hook} ${name} ${Math.round(tookMs)} ms`);
    for (const { name, text } of messages) this.tell(`  ${name} says: ${text}`);
    for (const { name, message } of failures) this.tell(`  ${name} failed: ${message}`);
  }
}
