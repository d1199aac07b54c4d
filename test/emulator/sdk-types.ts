/** Holds what the emulator answers against the types of Cloudflare's official SDK, when it is compiled. */

import type Cloudflare from "cloudflare";
import type {
  presentFullRecording,
  presentListItem,
  presentMeeting,
  presentRecording,
  presentSession,
} from "../../emulator/wire/present";

type Recordings = Cloudflare["realtimeKit"]["recordings"];
type Meetings = Cloudflare["realtimeKit"]["meetings"];
type Sessions = Cloudflare["realtimeKit"]["activeSession"];

/** The `data` of what a method of the SDK answers. */
type DataOf<Method> = Method extends (...args: never[]) => PromiseLike<{ data?: infer Data }>
  ? NonNullable<Data>
  : never;

/** What is left of a type after its trip through JSON. */
type Json<T> = T extends object ? { [K in keyof T]: Json<Exclude<T[K], undefined>> } : T;

/**
 * Left out: the SDK's storage types ask for the credentials which it says are never read, and a
 * `download_url` that is an array is in Cloudflare's documentation but not in its specification.
 */
type Comparable<T> = Omit<
  Json<T>,
  "storage_config" | "download_url" | "recording_config" | "ai_config" | "meeting"
>;

type Fits<Ours extends Theirs, Theirs> = Ours;

/** Fails to compile when an answer of the emulator does not fit the SDK's type of it. */
export type AnswersFitTheSdk = [
  Fits<
    Comparable<ReturnType<typeof presentFullRecording>>,
    Comparable<DataOf<Recordings["getOneRecording"]>>
  >,
  Fits<
    Comparable<ReturnType<typeof presentFullRecording>>,
    Comparable<DataOf<Recordings["startRecordings"]>>
  >,
  Fits<
    Comparable<ReturnType<typeof presentFullRecording>>,
    Comparable<DataOf<Recordings["pauseResumeStopRecording"]>>
  >,
  Fits<
    Comparable<ReturnType<typeof presentListItem>>,
    Comparable<DataOf<Recordings["getRecordings"]>[number]>
  >,
  Fits<
    Comparable<ReturnType<typeof presentRecording>>,
    Comparable<DataOf<Recordings["getActiveRecordings"]>>
  >,
  Fits<
    Comparable<ReturnType<typeof presentRecording>>,
    Comparable<DataOf<Recordings["startTrackRecording"]>["recording"]>
  >,
  Fits<Comparable<ReturnType<typeof presentMeeting>>, Comparable<DataOf<Meetings["getMeetingByID"]>>>,
  Fits<
    Comparable<NonNullable<ReturnType<typeof presentSession>>>,
    Comparable<DataOf<Sessions["getActiveSession"]>>
  >,
];
