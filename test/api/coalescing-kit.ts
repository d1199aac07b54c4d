/** The coalescing client on an emulator whose time passes as fast as the client sleeps. */

import type { RequestListener } from "node:http";
import { text } from "node:stream/consumers";
import type { Dispatcher } from "undici";
import {
  DEFAULT_ACCOUNT_ID,
  DEFAULT_APP_ID,
  type Emulator,
  type LoggedRequest,
  type RecordingInput,
  startEmulator,
} from "../../emulator/index";
import { createClient, type ReadOptions, type RecordingsApi } from "../../provider/api/client";
import type { Clock } from "../../provider/api/clock";
import { coalesceReads } from "../../provider/api/coalesced-reads";
import { createDispatcher } from "../../provider/api/endpoint";
import { Pacer } from "../../provider/api/pacer";
import type { ObservedRecording } from "../../provider/api/wire";
import { type IdleTime, idleTime } from "./idle-time";
import { TOKEN, TOKEN_SOURCE, useServers } from "./kit";

export const APP = { accountId: DEFAULT_ACCOUNT_ID, appId: DEFAULT_APP_ID };
export const MINUTE_MS = 60_000;

/** Everything about how recent an answer must be. */
export type Recency = Pick<ReadOptions, "maxAgeMs" | "noneMaxAgeMs" | "isWhole" | "known">;

/** What a server in front of the emulator does to requests, and to the answers to lists. */
export interface Changes {
  /** May change the URL. */
  before?: (url: URL) => void;
  answer?: (body: Record<string, unknown>) => unknown;
}

/** A coalescing client, and what it asked the emulator for. */
export interface CoalescingKit {
  emulator: Emulator;
  clock: Clock;
  api: RecordingsApi;
  /** How many recordings the program declares; 0 at the beginning of each test. */
  declared: number;
  /**
   * Another client without a memory; `baseUrl` may be that of a server in front of the emulator, and every answer may
   * take its time.
   */
  connect(baseUrl?: string, latencyMs?: number): RecordingsApi;
  /** A server in front of the emulator, which changes what passes; its base URL. It ends with the test. */
  serveInFront(change: Changes): Promise<string>;
  /** New recordings, each invoked a second after the one before. */
  record(count: number, input?: RecordingInput): string[];
  /** What a call takes besides ids. */
  options(recency?: Recency): ReadOptions;
  /** One answer, of at most two minutes' age unless told. */
  read(recordingId: string, recency?: Recency): Promise<ObservedRecording>;
  /** All at once. */
  readAll(ids: readonly string[], recency?: Recency): Promise<ObservedRecording[]>;
  /** The requests since it was asked last: `get`, `list`, or an action. */
  asked(): string[];
  /** How many of them were lists, and how many single reads. */
  counted(): { list: number; get: number };
}

/** Starts an emulator for the suite; each test finds it empty, with its clock standing still. */
export function useCoalescing(): CoalescingKit {
  const kit = { declared: 0 } as CoalescingKit;
  const dispatchers: Dispatcher[] = [];
  const { serve } = useServers();
  let time: IdleTime;
  before(async () => {
    kit.emulator = await startEmulator();
    time = idleTime(kit.emulator);
    kit.clock = time.clock;
  });
  beforeEach(() => {
    kit.emulator.reset();
    kit.emulator.clock.freeze(true);
    kit.declared = 0;
    kit.api = kit.connect();
  });
  afterEach(async () => {
    await Promise.all(dispatchers.splice(0).map((dispatcher) => dispatcher.destroy()));
  });
  after(() => kit.emulator.close());
  return Object.assign(kit, recordingsOf(kit), logOf(kit), {
    serveInFront: async (changes: Changes) => `${await serve(inFrontOf(kit.emulator, changes))}/client/v4`,
    connect: (baseUrl = kit.emulator.baseUrl, latencyMs = 0) => {
      const dispatcher = createDispatcher(baseUrl);
      dispatchers.push(dispatcher);
      const connection = { baseUrl, apiToken: TOKEN, tokenSource: TOKEN_SOURCE };
      const { clock, watch } = time;
      const pacer = new Pacer(clock);
      const client = createClient({
        connection: { ...connection, dispatcher: watch(dispatcher, latencyMs) },
        pacer,
        clock,
      });
      return coalesceReads(client, { clock, expected: () => kit.declared, pauseMs: () => pacer.waitMs });
    },
  });
}

function inFrontOf({ origin }: Emulator, { before, answer }: Changes): RequestListener {
  return async (request, response) => {
    const url = new URL(request.url ?? "", origin);
    before?.(url);
    const { method = "GET", headers } = request;
    const { authorization = "", "content-type": type = "" } = headers;
    const sent = method === "GET" ? {} : { body: await text(request) };
    const passed = await fetch(url, { method, headers: { authorization, "content-type": type }, ...sent });
    const body = (await passed.json()) as Record<string, unknown>;
    response.writeHead(passed.status, { "content-type": "application/json" });
    response.end(JSON.stringify(answer && Array.isArray(body.data) ? await answer(body) : body));
  };
}

function recordingsOf(kit: CoalescingKit): Pick<CoalescingKit, "record" | "options" | "read" | "readAll"> {
  const options = (recency: Recency = {}): ReadOptions => ({
    deadline: { at: kit.clock.now() + 10 * MINUTE_MS, totalMs: 10 * MINUTE_MS },
    notify: () => {},
    maxAgeMs: 2 * MINUTE_MS,
    ...recency,
  });
  const read: CoalescingKit["read"] = (recordingId, recency) =>
    kit.api.getRecording({ ...APP, recordingId }, options(recency));
  return {
    options,
    read,
    readAll: (ids, recency) => Promise.all(ids.map((id) => read(id, recency))),
    record: (count, input) =>
      Array.from({ length: count }, () => {
        kit.emulator.clock.advance(1_000);
        return kit.emulator.createRecording({ status: "RECORDING", held: true, ...input }).id;
      }),
  };
}

function logOf(kit: CoalescingKit): Pick<CoalescingKit, "asked" | "counted"> {
  const asked = () => {
    const names = kit.emulator.requests().map(nameOf);
    kit.emulator.clearRequests();
    return names;
  };
  return {
    asked,
    counted: () => {
      const names = asked();
      const count = (wanted: string) => names.filter((name) => name === wanted).length;
      return { list: count("list"), get: count("get") };
    },
  };
}

function nameOf({ endpoint, body }: LoggedRequest): string {
  return endpoint === "recordings.put" ? (body as { action: string }).action : endpoint.replace(/^.*\./, "");
}
