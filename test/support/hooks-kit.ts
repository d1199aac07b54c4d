/** A provider process with an engine and an emulator around it, for the tests of one suite. */

import {
  DEFAULT_ACCOUNT_ID,
  DEFAULT_APP_ID,
  type Emulator,
  type RecordingInput,
  startEmulator,
} from "../../emulator";
import { type FakeEngine, startFakeEngine } from "./fake-engine";
import type { Props } from "./grpc";
import type { Checked } from "./hook-calls";
import { type ProviderProcess, startProviderProcess } from "./provider-process";

/** The token in the environment of every process that isn't given another one. */
export const TOKEN = "token-of-the-hook-tests";

/** What a suite's process starts with. */
export interface HooksKitOptions {
  /** Replaces or, with `undefined`, removes variables of the usual environment. */
  readonly env?: (emulator: Emulator) => NodeJS.ProcessEnv;
  /** Stack configuration; default none. */
  readonly config?: (emulator: Emulator) => Props;
}

/** A recording that was declared, checked and created. */
export interface Declared {
  readonly recordingId: string;
  readonly urn: string;
  readonly id: string;
  readonly inputs: Props;
  readonly outs: Props;
}

/** What a suite works with; each test begins with empty logs and without faults. */
export interface HooksKit {
  emulator: Emulator;
  engine: FakeEngine;
  hooks: ProviderProcess;
  /** A new recording's inputs as a program gives them, of a resource of its own. */
  declare(args?: Props, recording?: RecordingInput): Props & { recordingId: string; __urn: string };
  /** Checks and creates, and forgets what was logged by it. */
  create(args?: Props, recording?: RecordingInput): Promise<Declared>;
  /** Checks changed inputs against a declared resource's, as the engine does before it plans. */
  recheck(declared: Declared, changes?: Props): Promise<Checked>;
  /** The actions that the API was asked for. */
  actions(): unknown[];
  /** Empties the logs, and begins another phase. */
  forget(): void;
}

let declarations = 0;

/** Starts the three before the suite and ends them after it. */
export function useHooks(options: HooksKitOptions = {}): HooksKit {
  const kit = {} as HooksKit;
  before(async () => {
    kit.emulator = await startEmulator();
    kit.engine = await startFakeEngine();
    kit.hooks = await startProviderProcess({
      engineAddress: kit.engine.address,
      env: { ...usualEnv(kit.emulator), ...options.env?.(kit.emulator) },
    });
    await kit.hooks.configure(options.config?.(kit.emulator) ?? {});
  });
  after(async () => {
    await kit.hooks?.stop();
    kit.engine?.close();
    await kit.emulator?.close();
  });
  beforeEach(() => {
    kit.emulator.reset();
    kit.forget();
  });
  return Object.assign(kit, logsOf(kit), declarationsOf(kit));
}

function usualEnv(emulator: Emulator): NodeJS.ProcessEnv {
  return {
    CLOUDFLARE_API_TOKEN: TOKEN,
    CLOUDFLARE_ACCOUNT_ID: DEFAULT_ACCOUNT_ID,
    REALTIMEKIT_APP_ID: DEFAULT_APP_ID,
    CLOUDFLARE_BASE_URL: emulator.baseUrl,
  };
}

function logsOf(kit: HooksKit): Pick<HooksKit, "actions" | "forget"> {
  return {
    actions: () =>
      kit.emulator.requests({ method: "PUT" }).map(({ body }) => (body as { action?: unknown }).action),
    forget: () => {
      kit.hooks.nextPhase();
      kit.emulator.clearRequests();
      kit.engine.messages.length = 0;
    },
  };
}

function declarationsOf(kit: HooksKit): Pick<HooksKit, "declare" | "create" | "recheck"> {
  const declare: HooksKit["declare"] = (args = {}, recording = {}) => {
    const { id: recordingId } = kit.emulator.createRecording(recording);
    const __urn = `urn:pulumi:dev::event::pulumi-nodejs:dynamic/realtimekit:Recording::r${++declarations}`;
    return { recordingId, state: "recording", __urn, ...args };
  };
  return {
    declare,
    create: async (args, recording) => {
      const news = declare(args, recording);
      const { inputs, failures } = await kit.hooks.check({}, news);
      if (failures.length > 0) throw new Error(`check fails: ${JSON.stringify(failures)}`);
      const created = await kit.hooks.create(inputs);
      kit.forget();
      return { recordingId: news.recordingId, urn: news.__urn, inputs, ...created };
    },
    recheck: ({ urn, inputs }, changes = {}) =>
      kit.hooks.check(inputs, { ...inputs, __urn: urn, ...changes }),
  };
}

/** The name of a declared resource, with which messages about it begin. */
export function nameOf({ urn }: Pick<Declared, "urn">): string {
  return urn.split("::").at(-1) as string;
}
