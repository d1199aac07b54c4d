/** What the hooks of one provider process share: configuration, the API's client, clock, messages. */

import type { RecordingsApi } from "../api/client";
import { type Clock, deadlineIn } from "../api/clock";
import { type Interruption, interruptibleClock } from "../api/interruption";
import { connect } from "../core/connect";
import { pulumiId, RECORDING_IDENTITY } from "../core/identity";
import type { Outputs } from "../core/kind";
import { withDefaults } from "../core/rules";
import { type Env, type ReadConfig, resolveConnection, resolveLiveCheck } from "../core/settings";
import type { OperationBase } from "../core/wait";
import type { EngineReporter } from "./engine-log";
import { type AnyKind, kindOf } from "./kinds";

/** What a session is made of; tests put their own in. */
export interface SessionParts {
  readonly clock: Clock;
  readonly env: Env;
  readonly reporterFor: (urn: string | undefined) => EngineReporter;
  /** Ends every operation before its time; default: nothing does. */
  readonly interruption?: Interruption;
}

/** An operation that can also wait for its messages to arrive. */
export type HookOperation = OperationBase & { readonly report: EngineReporter };

/** Pulumi goes on to show the last progress of a resource that is done: it shouldn't read as if it were under way. */
export function concludeProgress({ journal, report }: HookOperation): void {
  if (journal.recording) report.conclude(`now ${journal.recording.status}`);
}

/** The hooks' shared state; one a process. */
export class Session {
  readonly clock: Clock;
  readonly env: Env;
  readonly interruption: Interruption | undefined;
  readonly #reporterFor: SessionParts["reporterFor"];
  #readConfig: ReadConfig = () => undefined;
  #api: RecordingsApi | undefined;
  readonly #claims = new Map<string, string>();
  /** Which resource has a meeting's recording, by the recording's id. */
  readonly #held = new Map<string, string>();
  readonly #checked = new Set<unknown>();
  #declaredCount = 0;

  constructor({ clock, env, reporterFor, interruption }: SessionParts) {
    this.clock = interruption ? interruptibleClock(clock, interruption) : clock;
    this.interruption = interruption;
    this.env = env;
    this.#reporterFor = reporterFor;
  }

  /** Stores the configuration and nothing else: the engine's other calls don't wait for this one. */
  configure(readConfig: ReadConfig): void {
    this.#readConfig = readConfig;
    this.#api = undefined;
  }

  /** One configuration key's value. */
  readConfig(key: string): string | undefined {
    return this.#readConfig(key);
  }

  /** The API's client, made at first use: wrong settings are reported by the operation that needs them. */
  get api(): RecordingsApi {
    this.#api ??= connect(resolveConnection(this.#readConfig, this.env), {
      clock: this.clock,
      env: this.env,
      expected: () => this.#declaredCount,
      interruption: this.interruption,
    });
    return this.#api;
  }

  /** Whether plans look at what goes on. */
  get isLiveCheck(): boolean {
    return resolveLiveCheck(this.#readConfig, this.env);
  }

  /** Notes how many resources a program declares: that decides how they are read. */
  noteDeclaredCount(count: unknown): void {
    if (typeof count === "number") this.#declaredCount = Math.max(this.#declaredCount, count);
  }

  /** Starts one operation for the resource with this URN. */
  begin(urn: unknown, timeoutMs: number): HookOperation {
    // Only what asks the API needs a token: an ended recording's preview doesn't.
    const connect = () => this.api;
    return {
      get api() {
        return connect();
      },
      clock: this.clock,
      deadline: deadlineIn(timeoutMs, this.clock),
      report: this.#reporterFor(typeof urn === "string" ? urn : undefined),
      journal: {},
      isLiveCheck: this.isLiveCheck,
    };
  }

  /** Notes which resource declares a recording; returns the URN of another one that already does. */
  claim(id: string, urn: string): string | undefined {
    const holder = this.#claims.get(id) ?? urn;
    this.#claims.set(id, holder);
    return holder === urn ? undefined : holder;
  }

  /** Notes that a resource has this recording, whether its program names it or its meeting. */
  noteHeld(outs: Outputs, urn: unknown): void {
    if (outs.recordingId && typeof urn === "string") this.#held.set(pulumiId(RECORDING_IDENTITY, outs), urn);
  }

  /**
   * The URN of the resource that this run's program has for what a stored resource stands for, or for its recording.
   * While a stack is destroyed, there is none: nothing is checked then.
   */
  heirOf(kind: AnyKind, stored: Outputs): string | undefined {
    const recordingId = pulumiId(RECORDING_IDENTITY, stored);
    return (
      this.#claims.get(pulumiId(kind.identity, stored)) ??
      this.#claims.get(recordingId) ??
      this.#held.get(recordingId)
    );
  }

  /**
   * What is declared: the checked inputs with what their check doesn't pass on, since it would be stored for nothing.
   * That is the defaults, and the URN, which the outputs have. Without a check, and while the recording isn't known
   * yet, it is the stored one.
   */
  declaration(checked: Outputs, stored: Outputs = {}): { kind: AnyKind; news: Outputs } {
    const kind = kindOf({ ...stored, ...checked });
    const urn = this.#claims.get(pulumiId(kind.identity, checked)) ?? stored.__urn;
    const news = { ...withDefaults(kind.rules, checked), ...(urn === undefined ? {} : { __urn: urn }) };
    return { kind, news };
  }

  /**
   * Notes that a resource's declaration was checked, which the engine does before it plans a step for it. By its URN and
   * its id: what follows may know one of them only.
   */
  noteCheck(urn: unknown, id: string): void {
    this.#checked.add(urn).add(id);
  }

  /** Tells the comparison for a plan from the one that a refresh makes: there, nothing is about to be done. */
  takeCheck(urn: unknown, id: string): boolean {
    const isById = this.#checked.delete(id);
    return this.#checked.delete(urn) || isById;
  }
}

/** The time, in milliseconds, for looking at one recording: long enough to sit out a used-up request limit. */
export const OBSERVE_TIMEOUT_MS = 10 * 60_000;
