/** Runs the reconciler against an emulator whose time passes as fast as the provider sleeps. */

import type { Dispatcher } from "undici";
import { type Emulator, startEmulator } from "../../emulator/index";
import { createClient, type RecordingsApi } from "../../provider/api/client";
import { type Clock, deadlineIn } from "../../provider/api/clock";
import { coalesceReads } from "../../provider/api/coalesced-reads";
import { createDispatcher } from "../../provider/api/endpoint";
import type { RealtimeKitError } from "../../provider/api/errors";
import { createInterruption, type Interruption, interruptibleClock } from "../../provider/api/interruption";
import { Pacer } from "../../provider/api/pacer";
import type { ObservedRecording } from "../../provider/api/wire";
import { type Goal, reconcile } from "../../provider/core/reconcile";
import type { Journal, Operation } from "../../provider/core/wait";
import { interruptAfter } from "./interrupting-clock";

export const TOKEN = "token-of-the-reconcile-tests";

/** What a run may take and who meddles with it. */
export interface RunOptions {
  /** In milliseconds of the emulator's time; default five minutes. */
  timeoutMs?: number;
  /** Called before the request with this number (from 0) is sent, with what it is. */
  beforeRequest?: (number: number) => void;
  /** Called when a read has been answered, before anything else is done. */
  afterRead?: () => void;
  /** Interrupts the operation when so much of the emulator's time, in milliseconds, has passed. */
  interruptAfterMs?: number;
}

/** How a run ended, and all that was said and sent. */
export interface Run {
  recording?: ObservedRecording;
  error?: RealtimeKitError;
  journal: Journal;
  progress: string[];
  warnings: string[];
  /** How much of the emulator's time passed, in milliseconds. */
  tookMs: number;
}

/** An emulator, and the way to reconcile recordings on it. */
export interface Kit {
  emulator: Emulator;
  /** Reconciles the recording; an error becomes part of the result. */
  run(recordingId: string, goal: Partial<Goal>, options?: RunOptions): Promise<Run>;
  /** The actions that were sent, in their order. */
  sent(): string[];
  /** Every request: `GET` or the action, with what it was answered. */
  trail(): string[];
}

/** Starts one emulator for the suite; each test finds it empty, with its clock standing still. */
export function useReconciler(): Kit {
  const kit: Kit = {
    emulator: undefined as unknown as Emulator,
    run: (recordingId, goal, options) => run(kit.emulator, dispatcher, { recordingId, goal, ...options }),
    sent: () => kit.emulator.requests({ method: "PUT" }).map(actionOf),
    trail: () => kit.emulator.requests().map((request) => `${actionOf(request)} ${request.status}`),
  };
  let dispatcher: Dispatcher;
  before(async () => {
    kit.emulator = await startEmulator();
    dispatcher = createDispatcher(kit.emulator.baseUrl);
  });
  beforeEach(() => {
    kit.emulator.reset();
    kit.emulator.clock.freeze(true);
  });
  after(async () => {
    await dispatcher.destroy();
    await kit.emulator.close();
  });
  return kit;
}

function actionOf({ method, body }: { method: string; body?: unknown }): string {
  return method === "PUT" ? (body as { action: string }).action : method;
}

/** Time that a sleep turns forward at once, the emulator's with it. */
export function fastClock({ clock }: Emulator): Clock {
  return {
    now: () => clock.now(),
    sleep: async (ms) => clock.advance(ms),
  };
}

type RunInput = RunOptions & { recordingId: string; goal: Partial<Goal> };

async function run(emulator: Emulator, dispatcher: Dispatcher, input: RunInput): Promise<Run> {
  const { recordingId, goal, ...options } = input;
  const { account_id: accountId, app_id: appId } = emulator.getRecording(recordingId);
  const { interrupt, ...interruption } = createInterruption();
  const turned = interruptAfter(input.interruptAfterMs, fastClock(emulator), interrupt);
  const clock = interruptibleClock(turned, interruption);
  const startedAt = clock.now();
  const said = { progress: [] as string[], warnings: [] as string[] };
  const operation: Operation = {
    identity: { accountId, appId, recordingId },
    api: coalesceReads(
      meddledApi(connect({ baseUrl: emulator.baseUrl, dispatcher, clock, interruption }), options),
      { clock, expected: () => 0 },
    ),
    clock,
    report: {
      progress: (text) => said.progress.push(text),
      warn: (text) => said.warnings.push(text),
      info: () => {},
    },
    deadline: deadlineIn(options.timeoutMs ?? 5 * 60_000, clock),
    journal: {},
    isLiveCheck: true,
  };
  const { journal } = operation;
  const full: Goal = { state: "recording", whenEnded: "fail", waitForUpload: false, ...goal };
  try {
    const recording = await reconcile(full, operation);
    return { recording, journal, ...said, tookMs: clock.now() - startedAt };
  } catch (error) {
    return { error: error as RealtimeKitError, journal, ...said, tookMs: clock.now() - startedAt };
  }
}

interface ClientInput {
  readonly baseUrl: string;
  readonly dispatcher: Dispatcher;
  readonly clock: Clock;
  readonly interruption: Interruption;
}

function connect({ baseUrl, dispatcher, clock, interruption }: ClientInput): RecordingsApi {
  const connection = { baseUrl, apiToken: TOKEN, tokenSource: "the tests", dispatcher };
  return createClient({ connection, pacer: new Pacer(clock), clock, interruption });
}

/** The same API over the same socket, with somebody else at work right before and after its calls. */
function meddledApi(api: RecordingsApi, { beforeRequest, afterRead }: RunOptions): RecordingsApi {
  let number = 0;
  return {
    ...api,
    getRecording: async (identity, options) => {
      beforeRequest?.(number++);
      const recording = await api.getRecording(identity, options);
      afterRead?.();
      return recording;
    },
    sendAction: (identity, action, options) => {
      beforeRequest?.(number++);
      return api.sendAction(identity, action, options);
    },
  };
}
