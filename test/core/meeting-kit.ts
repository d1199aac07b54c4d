/** Runs what `MeetingRecording` does against an emulator whose time passes as fast as the provider sleeps. */

import type { Dispatcher } from "undici";
import {
  DEFAULT_ACCOUNT_ID,
  DEFAULT_APP_ID,
  type Emulator,
  type MeetingInput,
  type RecordingInput,
  startEmulator,
} from "../../emulator/index";
import { createClient, type RecordingsApi } from "../../provider/api/client";
import { deadlineIn } from "../../provider/api/clock";
import { coalesceReads } from "../../provider/api/coalesced-reads";
import { createDispatcher } from "../../provider/api/endpoint";
import type { RealtimeKitError } from "../../provider/api/errors";
import { Pacer } from "../../provider/api/pacer";
import type { Outputs } from "../../provider/core/kind";
import { MEETING_RULES, type MeetingInputs } from "../../provider/core/meeting-inputs";
import { meetingKind } from "../../provider/core/meeting-kind";
import type { StoredMeeting } from "../../provider/core/meeting-plan";
import { readOutputs } from "../../provider/core/outputs";
import type { Journal, OperationBase } from "../../provider/core/wait";
import { fastClock, TOKEN } from "./kit";

/** What an operation may take and who meddles with it. */
export interface BeginOptions {
  /** In milliseconds of the emulator's time; default five minutes. */
  timeoutMs?: number;
  /** Called before each call to the API, with its name and its number from 0. */
  before?: (call: keyof RecordingsApi, number: number) => void;
  /** Called when a call to the API has ended, however, before anything else is done. */
  after?: (call: keyof RecordingsApi) => void;
}

/** An operation and what it said. */
export interface Begun {
  operation: OperationBase;
  said: { progress: string[]; infos: string[]; warnings: string[] };
}

/** How a `bring` ended. */
export interface Brought {
  outs?: Outputs;
  error?: RealtimeKitError;
  journal: Journal;
  said: Begun["said"];
  /** How much of the emulator's time passed, in milliseconds. */
  tookMs: number;
}

/** An emulator, and the ways to work on its meetings. */
export interface MeetingKit {
  emulator: Emulator;
  /** A new meeting, with two people in it, and the inputs that declare it. */
  declare(args?: Partial<MeetingInputs>, meeting?: MeetingInput): MeetingInputs;
  /** A recording of the declared meeting. */
  record(inputs: MeetingInputs, recording?: RecordingInput): string;
  begin(options?: BeginOptions): Begun;
  /** Brings about what is declared; an error becomes part of the result. */
  bring(inputs: MeetingInputs, stored?: Outputs, options?: BeginOptions): Promise<Brought>;
  /** Every request that isn't a read: `POST` or the action, with what it was answered. */
  sent(): string[];
  /** Every request: what was asked for, with what it was answered. */
  trail(): string[];
}

/** Starts one emulator for the suite; each test finds it empty, with its clock standing still. */
export function useMeetings(): MeetingKit {
  const kit = {} as MeetingKit;
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
  return Object.assign(kit, meetingsOf(kit), logOf(kit), {
    begin: (options?: BeginOptions) => begin(kit.emulator, dispatcher, options),
    bring: (inputs: MeetingInputs, stored?: Outputs, options?: BeginOptions) =>
      bring(kit, { inputs, stored, options }),
  });
}

function meetingsOf(kit: MeetingKit): Pick<MeetingKit, "declare" | "record"> {
  return {
    declare: (args, meeting) => ({
      accountId: DEFAULT_ACCOUNT_ID,
      appId: DEFAULT_APP_ID,
      meetingId: kit.emulator.createMeeting(meeting).id,
      state: "recording",
      whenEnded: "fail",
      startWhenEmpty: false,
      waitForUpload: false,
      ...args,
    }),
    record: ({ meetingId }, recording) =>
      kit.emulator.createRecording({ meeting_id: meetingId, ...recording }).id,
  };
}

function logOf(kit: MeetingKit): Pick<MeetingKit, "sent" | "trail"> {
  const nameOf = ({ method, endpoint, body }: { method: string; endpoint: string; body?: unknown }) =>
    method === "PUT" ? (body as { action: string }).action : method === "POST" ? method : endpoint;
  const trail = () => kit.emulator.requests().map((request) => `${nameOf(request)} ${request.status}`);
  return { trail, sent: () => trail().filter((line) => !line.includes(".")) };
}

function begin(emulator: Emulator, dispatcher: Dispatcher, options: BeginOptions = {}): Begun {
  const clock = fastClock(emulator);
  const { baseUrl } = emulator;
  const connection = { baseUrl, apiToken: TOKEN, tokenSource: "the tests", dispatcher };
  const said: Begun["said"] = { progress: [], infos: [], warnings: [] };
  const operation = {
    api: coalesceReads(meddledApi(createClient({ connection, pacer: new Pacer(clock), clock }), options), {
      clock,
      expected: () => 0,
    }),
    clock,
    report: {
      progress: (text: string) => said.progress.push(text),
      info: (text: string) => said.infos.push(text),
      warn: (text: string) => said.warnings.push(text),
    },
    deadline: deadlineIn(options.timeoutMs ?? 5 * 60_000, clock),
    journal: {},
    isLiveCheck: true,
  };
  return { operation, said };
}

/** The same API over the same socket, with somebody else at work right before and after its calls. */
function meddledApi(api: RecordingsApi, { before, after }: BeginOptions): RecordingsApi {
  let number = 0;
  const { listPages, ...calls } = api;
  const meddled = Object.entries(calls).map(([key, call]) => {
    const name = key as keyof RecordingsApi;
    return [
      name,
      async (...args: unknown[]) => {
        before?.(name, number++);
        try {
          return await (call as (...args: unknown[]) => Promise<unknown>)(...args);
        } finally {
          after?.(name);
        }
      },
    ];
  });
  const pages: RecordingsApi["listPages"] = (...args) => {
    before?.("listPages", number++);
    return listPages(...args);
  };
  return { ...Object.fromEntries(meddled), listPages: pages } as RecordingsApi;
}

/** What the hooks make of a state file's entry. */
export const readStored = (outs: Outputs) => readOutputs(outs, MEETING_RULES) as unknown as StoredMeeting;

interface Work {
  inputs: MeetingInputs;
  stored: Outputs | undefined;
  options: BeginOptions | undefined;
}

async function bring({ begin, emulator }: MeetingKit, { inputs, stored, options }: Work): Promise<Brought> {
  const { operation, said } = begin(options);
  const startedAt = emulator.clock.now();
  const ended = () => ({ journal: operation.journal, said, tookMs: emulator.clock.now() - startedAt });
  try {
    const outs = await meetingKind.bring(inputs, stored && readStored(stored), operation);
    return { outs, ...ended() };
  } catch (error) {
    return { error: error as RealtimeKitError, ...ended() };
  }
}

/** Brings the declaration about and gives what the state file then holds. */
export async function begun(kit: MeetingKit, args: Partial<MeetingInputs> = {}) {
  const inputs = kit.declare(args);
  const { outs, error } = await kit.bring(inputs);
  if (!outs) throw error;
  kit.emulator.clearRequests();
  return { inputs, outs, id: String(outs.recordingId) };
}

/** Ends it as the service does a minute after the last one left. */
export const everybodyLeft = (kit: MeetingKit, id: string) =>
  kit.emulator.patchRecording(id, { status: "UPLOADED", stop_reason: { reason: "ALL_PEERS_LEFT" } });

/** The answer to the next start gets lost, and so does every look for what it started, but not the one before it. */
export function loseStartAndLooks({ emulator }: MeetingKit): void {
  emulator.addFault({ kind: "dropAfter", match: { endpoint: "recordings.start" } });
  const match = { endpoint: "recordings.list" } as const;
  emulator.addFault({ kind: "status", status: 503, match, skip: 1, times: "always" });
}
