/** Provider processes that serve many runs at once, each phase of a run with hooks of its own. */

import { type FakeEngine, type LoggedMessage, startFakeEngine } from "../support/fake-engine";
import { FORGET_HOOKS, type HookCalls } from "../support/hook-calls";
import { TOKEN } from "../support/hooks-kit";
import { type ProviderProcess, startProviderProcess } from "../support/provider-process";

/** A place in a process for one run. */
export interface Lease {
  /** The stack's name, which no other run has. */
  readonly stack: string;
  /** Hooks that share nothing with any others, as in the process that the engine starts for each phase. */
  openPhase(): HookCalls;
  /** What was shown on the resources' rows since the last call. */
  takeMessages(): LoggedMessage[];
  release(): Promise<void>;
}

/** What a phase's hooks are configured with: keys such as `realtimekit:baseUrl`. */
export type Config = Readonly<Record<string, string>>;

/** Pulumi keeps the hooks of every text that it ever saw, so that a process is replaced after so many runs. */
const RUNS_PER_PROCESS = 100;

interface Host {
  readonly process: Promise<ProviderProcess>;
  leases: number;
  active: number;
}

/** The processes, started as they are needed, and the engine that all of them log to. */
export class ProviderPool {
  readonly #hosts = new Set<Host>();
  readonly #mailboxes = new Map<string, LoggedMessage[]>();
  #current: Host | undefined;
  #runs = 0;

  private constructor(private readonly engine: FakeEngine) {}

  static async start(): Promise<ProviderPool> {
    return new ProviderPool(await startFakeEngine());
  }

  async lease(config: Config): Promise<Lease> {
    const host = this.#nextHost();
    host.leases += 1;
    host.active += 1;
    const stack = `run${++this.#runs}`;
    const provider = await host.process;
    return {
      stack,
      openPhase: () => provider.callsWith(phaseText(config)),
      takeMessages: () => this.#takeMessages(stack),
      release: async () => {
        this.#mailboxes.delete(stack);
        host.active -= 1;
        if (host.active === 0 && isUsedUp(host)) await this.#retire(host);
      },
    };
  }

  async close(): Promise<void> {
    await Promise.all([...this.#hosts].map((host) => this.#retire(host)));
    this.engine.close();
  }

  #nextHost(): Host {
    if (this.#current && !isUsedUp(this.#current)) return this.#current;
    const env = { CLOUDFLARE_API_TOKEN: TOKEN };
    const process = startProviderProcess({ engineAddress: this.engine.address, env });
    this.#current = { process, leases: 0, active: 0 };
    this.#hosts.add(this.#current);
    return this.#current;
  }

  async #retire(host: Host): Promise<void> {
    this.#hosts.delete(host);
    await (await host.process).stop();
  }

  #takeMessages(stack: string): LoggedMessage[] {
    for (const message of this.engine.messages.splice(0)) {
      const of = message.urn.split(":")[2] ?? "";
      this.#mailboxes.set(of, [...(this.#mailboxes.get(of) ?? []), message]);
    }
    const taken = this.#mailboxes.get(stack) ?? [];
    this.#mailboxes.delete(stack);
    return taken;
  }
}

const isUsedUp = ({ leases }: Host) => leases >= RUNS_PER_PROCESS;

let phases = 0;

/**
 * A provider's text that loads the hooks anew and configures them by itself: Pulumi makes a provider of every new
 * text, which gives each phase what it has in a process of its own.
 */
function phaseText(config: Config): string {
  phases += 1;
  return `exports.handler = () => {
    ${FORGET_HOOKS}
    const load = require("module").createRequire(process.cwd() + "/");
    const { configure, ...hooks } = load("pulumi-realtimekit/hooks");
    const config = ${JSON.stringify(config)};
    configure({ config: { get: (key) => config[key] } });
    return hooks;
  }; // phase ${phases}`;
}
