/** An emulator in a process of its own, so that it can be killed, and started again with what it knew. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import type { LoggedRequest, SettingsPatch } from "../../emulator";
import { connectControlPlane, type RemoteControlPlane } from "../../emulator/control-client";

/** A running emulator, or one that was killed. */
export interface EmulatorProcess {
  readonly baseUrl: string;
  readonly control: RemoteControlPlane;
  /** All requests since the start, whichever process they met. */
  requests(): Promise<LoggedRequest[]>;
  /** Ends it; what this gives starts it again, at the same address, with the meetings and recordings that it had. */
  strike(signal: NodeJS.Signals): Promise<() => Promise<void>>;
  end(): Promise<void>;
}

const REPOSITORY = path.resolve(__dirname, "..", "..");

/** Starts one on a port that the system gives. */
export async function startEmulatorProcess(settings: SettingsPatch = {}): Promise<EmulatorProcess> {
  let child = spawnEmulator("0", settings);
  const baseUrl = await readBaseUrl(child);
  const control = connectControlPlane(baseUrl);
  const before: LoggedRequest[] = [];
  return {
    baseUrl,
    control,
    requests: async () => [...before, ...(await control.requests())],
    strike: async (signal) => {
      const known = await Promise.all([control.listMeetings(), control.listRecordings()]);
      before.push(...(await control.requests()));
      await endWith(child, signal);
      return async () => {
        child = spawnEmulator(new URL(baseUrl).port, settings);
        await readBaseUrl(child);
        await restore(control, ...known);
      };
    },
    end: () => endWith(child, "SIGKILL"),
  };
}

function spawnEmulator(port: string, settings: SettingsPatch): ChildProcess {
  const set = Object.entries(settings).flatMap(([name, value]) => ["--set", `${name}=${value}`]);
  return spawn(process.execPath, ["--import", "tsx", "emulator/cli.ts", "--port", port, ...set], {
    cwd: REPOSITORY,
    stdio: ["ignore", "pipe", "inherit"],
  });
}

async function readBaseUrl(child: ChildProcess): Promise<string> {
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  for await (const line of lines) {
    const baseUrl = /^CLOUDFLARE_BASE_URL=(.+)$/.exec(line)?.[1];
    if (baseUrl) return baseUrl;
  }
  throw new Error("the emulator ended before it said where it listens");
}

async function endWith(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
}

type Meetings = Awaited<ReturnType<RemoteControlPlane["listMeetings"]>>;
type Recordings = Awaited<ReturnType<RemoteControlPlane["listRecordings"]>>;

async function restore(
  control: RemoteControlPlane,
  meetings: Meetings,
  recordings: Recordings,
): Promise<void> {
  for (const { id, live_participants } of meetings) await control.createMeeting({ id, live_participants });
  for (const { id, meeting_id, status, invoked_time, started_time, held } of recordings) {
    const times = started_time ? { invoked_time, started_time } : { invoked_time };
    await control.createRecording({ id, meeting_id, status: status as never, held, ...times });
  }
}
