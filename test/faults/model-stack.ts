/** Plays the engine over the hooks: the same calls in the same order, and the same keeping of the state. */

import { type HookCalls, HookError } from "../support/hook-calls";
import type { Declaration, Name, Program } from "./declaration";
import { applyStep, type Kept, refreshStored, removeStored } from "./model-apply";
import { CheckFailure, planStep, type Step } from "./model-plan";
import type { ArgsOf, Call, Failure, Outcome, Stack, UpOptions } from "./outcome";
import type { Lease } from "./provider-pool";

/** A stack over a provider process. */
export function createModelStack(lease: Lease, argsOf: ArgsOf): Stack {
  const kept: Kept = new Map();
  const phase = () => new Phase(lease, kept, argsOf);
  return {
    isSlow: false,
    preview: (program) => phase().preview(program),
    up: (program, options = {}) => phase().up(program, options),
    refresh: () => phase().refresh(),
    state: async () => new Map(kept),
    close: () => lease.release(),
  };
}

/** One command: the process that the engine starts for it, and what came of it. */
class Phase {
  readonly #calls: Call[] = [];
  readonly #failures: Failure[] = [];
  readonly #changed: Name[] = [];

  readonly #hooks: HookCalls;

  constructor(
    private readonly lease: Lease,
    private readonly kept: Kept,
    private readonly argsOf: ArgsOf,
  ) {
    this.#hooks = lease.openPhase();
    // What came of an earlier phase too late is nobody's.
    lease.takeMessages();
  }

  async preview(program: Program): Promise<Outcome> {
    for (const declaration of program.values()) {
      const step = await this.#plan(declaration, program);
      if (!step) break;
      this.#note(declaration.name, step);
    }
    return this.#outcome();
  }

  async up(program: Program, { continueOnError = false, isParallel = false }: UpOptions): Promise<Outcome> {
    const isOver = () => this.#failures.length > 0 && !continueOnError;
    const running: Promise<unknown>[] = [];
    for (const declaration of program.values()) {
      if (isOver()) break;
      const { name } = declaration;
      const step = await this.#plan(declaration, program);
      if (!step) continue;
      this.#note(name, step);
      const applied = this.#try(name, (hooks) => applyStep(hooks, this.kept, { name, step }));
      running.push(applied);
      if (!isParallel) await applied;
    }
    await Promise.all(running);
    if (!isOver()) await this.#removeAllBut(program);
    return this.#outcome();
  }

  async refresh(): Promise<Outcome> {
    const stored = [...this.kept.values()].filter(({ isPendingReplacement }) => !isPendingReplacement);
    await Promise.all(
      stored.map(async (old) => {
        const isChanged = await this.#try(old.name, (hooks) => refreshStored(hooks, this.kept, old));
        if (isChanged) this.#changed.push(old.name);
      }),
    );
    return this.#outcome();
  }

  #plan(declaration: Declaration, { size: count }: Program): Promise<Step | undefined> {
    const { name } = declaration;
    const { stack } = this.lease;
    const planned = { declaration, args: this.argsOf(declaration), old: this.kept.get(name), stack, count };
    return this.#try(name, (hooks) => planStep(hooks, planned));
  }

  async #removeAllBut(program: Program): Promise<void> {
    const removed = [...this.kept.values()].filter(({ name }) => !program.has(name));
    this.#changed.push(...removed.map(({ name }) => name));
    await Promise.all(
      removed.map((old) => this.#try(old.name, (hooks) => removeStored(hooks, this.kept, old))),
    );
  }

  #note(name: Name, { op }: Step): void {
    if (op !== "same") this.#changed.push(name);
  }

  #outcome(): Outcome {
    const reached = [...new Set(this.#calls.map(({ name }) => name))];
    const messages = this.lease
      .takeMessages()
      .flatMap(({ urn, text }) => ({ name: urn.split("::").at(-1) as Name, text }));
    return { calls: this.#calls, failures: this.#failures, changed: this.#changed, messages, reached };
  }

  async #try<T>(name: Name, work: (hooks: HookCalls) => Promise<T>): Promise<T | undefined> {
    try {
      return await work(timed(this.#hooks, (hook, tookMs) => this.#calls.push({ name, hook, tookMs })));
    } catch (error) {
      if (!(error instanceof HookError || error instanceof CheckFailure)) throw error;
      this.#failures.push({ name, message: error.message });
      return undefined;
    }
  }
}

/** The same hooks, each call of which is noted with the time that it took. */
function timed(hooks: HookCalls, note: (hook: Call["hook"], tookMs: number) => void): HookCalls {
  const entries = Object.entries(hooks).map(([hook, call]) => [
    hook,
    async (...args: unknown[]) => {
      const startedAt = performance.now();
      try {
        return await (call as (...args: unknown[]) => Promise<unknown>)(...args);
      } finally {
        note(hook as Call["hook"], performance.now() - startedAt);
      }
    },
  ]);
  return Object.fromEntries(entries) as HookCalls;
}
