/** The service in which a run takes place: an emulator with every resource's recordings and meetings. */

import { randomUUID } from "node:crypto";
import { type Emulator, type RecordingStatus, type SettingsPatch, startEmulator } from "../../emulator";
import type { Props } from "../support/grpc";
import { type Choice, type Declaration, MEETING, type Name, OPERATION_MS, RECORDINGS } from "./declaration";
import type { Stored } from "./outcome";
import { Said } from "./said";

/** How a world begins. */
export interface WorldPlan {
  readonly settings: SettingsPatch;
  /** How far the service's clock is ahead of ours, in milliseconds. */
  readonly skewMs: number;
  /** How long a create and an update may take, in milliseconds, until the faults have ended. */
  readonly patienceMs: number;
  /** The status of each resource's first and second recording. */
  readonly statuses: Readonly<
    Record<(typeof RECORDINGS)[number], readonly [RecordingStatus, RecordingStatus]>
  >;
  readonly meetings: readonly [MeetingPlan, MeetingPlan];
}

/** How a meeting begins: how many are in it, and the statuses of the recordings that it has. */
export interface MeetingPlan {
  readonly people: number;
  readonly statuses: readonly RecordingStatus[];
}

/** What a name such as `a1` stands for. */
export interface Place {
  readonly name: Name;
  readonly choice: Choice;
}

/** A recording that has not ended. */
export const isLive = (status: string) => ["INVOKED", "RECORDING", "PAUSED"].includes(status);

/** A running world. */
export class World {
  readonly #ids = new Map<string, string>();
  readonly #meetings = new Map<string, string>();
  /** Recordings that others started. */
  readonly foreign = new Set<string>();
  /** How long a create and an update may take now, in milliseconds. */
  patienceMs: number;

  private constructor(
    readonly emulator: Emulator,
    readonly said: Said,
    plan: WorldPlan,
  ) {
    this.patienceMs = plan.patienceMs;
  }

  static async create(plan: WorldPlan): Promise<World> {
    const said = new Said();
    const emulator = await startEmulator({
      settings: plan.settings,
      realNow: () => Date.now() + plan.skewMs,
      onAnswer: (request, body) => {
        said.hear(request, body);
        world.#learn();
      },
    });
    const world = new World(emulator, said, plan);
    for (const name of RECORDINGS)
      plan.statuses[name].forEach((status, index) => {
        world.#keep(name, index, emulator.createRecording({ status }).id);
      });
    plan.meetings.forEach(({ people, statuses }, index) => {
      const meeting = emulator.createMeeting({ live_participants: people });
      world.#keep(MEETING, index, meeting.id);
      for (const status of statuses) world.record(meeting.id, status);
    });
    return world;
  }

  /** The id of a recording, or for a `MeetingRecording` of a meeting. */
  idOf({ name, choice }: Place | Declaration): string {
    return this.#ids.get(`${name}${choice}`) as string;
  }

  /** The id of a recording that somebody else is about to start. */
  newForeign(): string {
    const id = randomUUID();
    this.foreign.add(id);
    return id;
  }

  /** A resource's inputs but the hidden ones, as its constructor is given them. */
  argsOf(declaration: Declaration): Props {
    const { name, args } = declaration;
    const [soon, surely] = [this.patienceMs, OPERATION_MS].map((ms) => `${ms / 1000}s`);
    const timeouts = { create: soon, update: soon, delete: surely };
    return { [name === MEETING ? "meetingId" : "recordingId"]: this.idOf(declaration), ...args, timeouts };
  }

  /** Somebody else starts a recording of a meeting. */
  record(meetingId: string, status: RecordingStatus): void {
    this.emulator.createRecording({ id: this.newForeign(), meeting_id: meetingId, status });
  }

  /** The recording of this place as it really is; of a meeting's, the one that has not ended, else the last. */
  recordingOf(place: Place) {
    const id = this.idOf(place);
    if (place.name !== MEETING) return this.emulator.listRecordings().find((one) => one.id === id);
    const recordings = this.recordingsOf(id);
    return recordings.find(({ status }) => isLive(status)) ?? recordings.at(-1);
  }

  /** The meeting of a recording, also of one that has vanished. */
  meetingOf(recordingId: string): string | undefined {
    this.#learn();
    return this.#meetings.get(recordingId);
  }

  /** Whether what a resource stands for exists. */
  isThere(stored: Stored | undefined): boolean {
    const id = stored?.id.split("/").at(-1);
    const { emulator } = this;
    return [...emulator.listRecordings(), ...emulator.listMeetings()].some((one) => one.id === id);
  }

  /** The recordings of a meeting, as they really are, oldest first. */
  recordingsOf(meetingId: string) {
    return this.emulator.listRecordings({ meeting_id: meetingId });
  }

  /** Ends every fault and every lag, and all hurry. */
  calm(): void {
    const { emulator } = this;
    this.patienceMs = OPERATION_MS;
    emulator.clearFaults();
    emulator.patchSettings({ staleReadsAfterPut: 0, staleMsAfterPut: 0, unlistedMsAfterStart: 0 });
    emulator.patchSettings({ rateLimitEnforced: false });
    // A recording that ends by itself, between one look and the next, contradicts nobody.
    emulator.patchSettings({ peersLeftMs: 3_600_000 });
    // A change that changes nothing ends what is left of an old view.
    for (const { id } of emulator.listRecordings()) emulator.patchRecording(id, {});
    // And what was started just before is listed from now on.
    for (const recording of emulator.store.allRecordings()) recording.listedFromMs = 0;
  }

  /** A text with the short names in place of the ids. */
  shorten(text: string): string {
    let short = text;
    for (const [name, id] of this.#ids) short = short.replaceAll(id, name);
    return short;
  }

  #learn(): void {
    for (const { id, meetingId } of this.emulator.store.allRecordings()) this.#meetings.set(id, meetingId);
  }

  #keep(name: Name, index: number, id: string): void {
    this.#ids.set(`${name}${index + 1}`, id);
  }
}
