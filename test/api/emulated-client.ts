/** The provider's client on an emulator, with a clock that only records how long it was to sleep. */

import type { Dispatcher } from "undici";
import { type Emulator, startEmulator } from "../../emulator/index";
import { createClient, type RecordingsApi } from "../../provider/api/client";
import { createDispatcher } from "../../provider/api/endpoint";
import { Pacer } from "../../provider/api/pacer";
import { IDENTITY, type RecordingClock, recordingClock, TOKEN, TOKEN_SOURCE } from "./kit";

/** A client, its clock, and the emulator that it speaks to. */
export interface EmulatedClient {
  emulator: Emulator;
  clock: RecordingClock;
  client: RecordingsApi;
  /** Another client of the same process: it has the same gate and the same connections. */
  sibling: RecordingsApi;
  /** What the log has: `GET` or `PUT`, and the status of the answer. */
  trail(): string[];
}

/** Starts an emulator for the suite; each test finds in it one recording, in RECORDING. */
export function useEmulatedClient(): EmulatedClient {
  const kit = {
    trail: () => kit.emulator.requests().map(({ method, status }) => `${method} ${status}`),
  } as EmulatedClient;
  let dispatcher: Dispatcher;
  before(async () => {
    kit.emulator = await startEmulator();
    dispatcher = createDispatcher(kit.emulator.baseUrl);
  });
  beforeEach(() => {
    kit.emulator.reset();
    kit.emulator.clock.freeze(true);
    const { accountId: account_id, appId: app_id, recordingId: id } = IDENTITY;
    kit.emulator.createRecording({ account_id, app_id, id });
    kit.clock = recordingClock();
    const { baseUrl } = kit.emulator;
    const connection = { baseUrl, apiToken: TOKEN, tokenSource: TOKEN_SOURCE, dispatcher };
    const parts = { connection, pacer: new Pacer(kit.clock), clock: kit.clock };
    kit.client = createClient(parts);
    kit.sibling = createClient(parts);
  });
  after(async () => {
    await dispatcher.destroy();
    await kit.emulator.close();
  });
  return kit;
}
