/** A RealtimeKit recordings API on loopback that keeps state, for demos and tests. */

import { setMaxListeners } from "node:events";
import { createApp } from "./app";
import type { VirtualClock } from "./clock";
import type { ControlPlane } from "./control/contract";
import { parseInput } from "./control/control-error";
import { createControlPlane } from "./control/control-plane";
import type { Store } from "./model/store";
import { closeServer, interruptListening, listen, originOf } from "./server";
import { type Settings, type SettingsPatch, settingsPatchSchema } from "./settings";
import { createState, type OnAnswer } from "./state";

export type { ClockView, ControlPlane } from "./control/contract";
export { ControlError } from "./control/control-error";
export {
  DEFAULT_ACCOUNT_ID,
  DEFAULT_APP_ID,
  type MeetingInput,
  type MeetingPatch,
  type RecordingInput,
  type RecordingPatch,
} from "./control/inputs";
export type { MeetingView } from "./control/meetings";
export type { RecordingView } from "./control/recordings";
export { connectControlPlane, RemoteControlError, type RemoteControlPlane } from "./control-client";
export type { DoingInput } from "./faults/doing";
export type { FaultInput, FaultKind } from "./faults/fault";
export type { AddedFault } from "./faults/fault-book";
export type { Endpoint } from "./front-door/endpoints";
export type { LoggedRequest, RequestFilter } from "./front-door/request-log";
export type { RecordingAction, RecordingStatus } from "./model/recording";
export { DEFAULT_SETTINGS, type Settings, type SettingsPatch } from "./settings";

/** How to start an emulator. */
export interface EmulatorOptions {
  /** TCP port on 127.0.0.1; default 0, one that the system gives. */
  port?: number;
  /** Settings that differ from {@link DEFAULT_SETTINGS}; `reset` returns to them. */
  settings?: SettingsPatch;
  /** Source of real time in milliseconds since 1970; default `Date.now`. */
  realNow?: () => number;
  /** For tests that compare what a program says with what it was told. */
  onAnswer?: OnAnswer;
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
  const { realNow, onAnswer } = options;
  const state = createState({ settings, realNow, onAnswer });
  // Every waiting request listens for the end; many may wait, and that is no leak.
  setMaxListeners(0, state.closing.signal);
  const control = createControlPlane(state);
  const server = await listen(createApp(state, control), options.port ?? 0);
  const origin = originOf(server);
  state.goAway = (ms) => void interruptListening(server, ms, state.closing.signal);
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
