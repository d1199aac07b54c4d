/** Provider processes that serve many runs at once, each phase of a run with hooks of its own. */

import type { HookCalls } from "../support/hook-calls";
import { TOKEN } from "../support/hooks-kit";
import { type ProviderProcess, startProviderProcess } from "../support/provider-process";

/** A place in a process for one run. */
export interface Lease {
  /** Hooks that share nothing with any others, as in the process that the engine starts for each phase. */
  openPhase(): HookCalls;
  release(): Promise<void>;
}

/** What a phase's hooks are configured with: keys such as `realtimekit:baseUrl`. */
export type Config = Readonly<Record<string, string>>;

/** The processes. */
export interface ProviderPool {
  lease(config: Config): Promise<Lease>;
  close(): Promise<void>;
}

/** Pulumi keeps the hooks of every text that it ever saw, so that a process is replaced after so many runs. */
const RUNS_PER_PROCESS = 100;

interface Host {
  readonly process: Promise<ProviderProcess>;
  leases: number;
  active: number;
}

/** Starts processes as they are needed. */
export function createProviderPool(): ProviderPool {
  const hosts = new Set<Host>();
  let current: Host | undefined;
  const isUsedUp = (host: Host) => host.leases >= RUNS_PER_PROCESS;
  const retire = async (host: Host) => {
    hosts.delete(host);
    await (await host.process).stop();
  };
  return {
    lease: async (config) => {
      if (!current || isUsedUp(current)) {
        // Without an engine's address nothing is logged.
        const env = { CLOUDFLARE_API_TOKEN: TOKEN };
        current = { process: startProviderProcess({ engineAddress: "", env }), leases: 0, active: 0 };
        hosts.add(current);
      }
      const host = current;
      host.leases += 1;
      host.active += 1;
      const provider = await host.process;
      return {
        openPhase: () => provider.callsWith(phaseText(config)),
        release: async () => {
          host.active -= 1;
          if (host.active === 0 && isUsedUp(host)) await retire(host);
        },
      };
    },
    close: async () => {
      await Promise.all([...hosts].map(retire));
    },
  };
}

let phases = 0;

/**
 * A provider's text that loads the hooks anew and configures them by itself: Pulumi makes a provider of every new
 * text, which gives each phase what it has in a process of its own.
 */
function phaseText(config: Config): string {
  phases += 1;
  return `exports.handler = () => {
    const load = require("module").createRequire(process.cwd() + "/");
    const file = load.resolve("pulumi-realtimekit/hooks");
    const folder = require("path").dirname(file);
    for (const name of Object.keys(load.cache)) if (name.startsWith(folder)) delete load.cache[name];
    const { configure, ...hooks } = load(file);
    const config = ${JSON.stringify(config)};
    configure({ config: { get: (key) => config[key] } });
    return hooks;
  }; // phase ${phases}`;
}
