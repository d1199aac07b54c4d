/** A RealtimeKit recordings API on loopback that keeps state, for demos and tests. */

import { setMaxListeners } from "node:events";
import { createApp } from "./app.js";
import type { VirtualClock } from "./clock.js";
import type { ControlPlane } from "./control/contract.js";
import { parseInput } from "./control/control-error.js";
import { createControlPlane } from "./control/control-plane.js";
import type { Store } from "./model/store.js";
import { closeServer, listen, originOf } from "./server.js";
import { type Settings, type SettingsPatch, settingsPatchSchema } from "./settings.js";
import { createState } from "./state.js";

export type { ClockView, ControlPlane } from "./control/contract.js";
export { ControlError } from "./control/control-error.js";
export {
  DEFAULT_ACCOUNT_ID,
  DEFAULT_APP_ID,
  type MeetingInput,
  type MeetingPatch,
  type RecordingInput,
  type RecordingPatch,
} from "./control/inputs.js";
export type { MeetingView } from "./control/meetings.js";
export type { RecordingView } from "./control/recordings.js";
export type { FaultInput, FaultKind } from "./faults/fault.js";
export type { AddedFault } from "./faults/fault-book.js";
export type { Endpoint } from "./front-door/endpoints.js";
export type { LoggedRequest, RequestFilter } from "./front-door/request-log.js";
export type { RecordingAction, RecordingStatus } from "./model/recording.js";
export { DEFAULT_SETTINGS, type Settings, type SettingsPatch } from "./settings.js";

/** How to start an emulator. */
export interface EmulatorOptions {
  /** TCP port on 127.0.0.1; default 0, one that the system gives. */
  port?: number;
  /** Settings that differ from {@link DEFAULT_SETTINGS}; `reset` returns to them. */
  settings?: SettingsPatch;
  /** Source of real time in milliseconds since 1970; default `Date.now`. */
  realNow?: () => number;
}

/** A running emulator; its methods are those of the control plane. */
export interface Emulator extends ControlPlane {
  /** What `CLOUDFLARE_BASE_URL` is to be set to. */
  readonly baseUrl: string;
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** The time it goes by; `clock.advance(ms)` turns it forward. */
  readonly clock: VirtualClock;
  /** All it remembers, as it is inside; tests are better served by the methods. */
  readonly store: Store;
  /** Ends it at once, cutting open connections. */
  close(): Promise<void>;
}

/** Starts an emulator. Wrong settings throw a {@link ControlError}; a port in use throws Node's `EADDRINUSE`. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const settings = parseInput(settingsPatchSchema, options.settings ?? {}) as Partial<Settings>;
  const state = createState(settings, options.realNow);
  // Every waiting request listens for the end; many may wait, and that is no leak.
  setMaxListeners(0, state.closing.signal);
  const control = createControlPlane(state);
  const server = await listen(createApp(state, control), options.port ?? 0);
  const origin = originOf(server);
  return {
    ...control,
    baseUrl: `${origin}/client/v4`,
    origin,
    clock: state.clock,
    store: state.store,
    close: async () => {
      state.closing.abort();
      await closeServer(server);
    },
  };
}
