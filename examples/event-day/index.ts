/** Holds each room's recording in the state that the day's agenda says for this moment. */

import { Config } from "@pulumi/pulumi";
import { MeetingRecording } from "pulumi-realtimekit";
import { instantOf, stateAt } from "./agenda";

interface Room {
  meetingId: string;
  agenda: string[];
}

const config = new Config();
const day = { date: config.require("date"), utcOffset: config.require("utcOffset") };
const rooms = config.requireObject<Record<string, Room>>("rooms");

// EVENT_TIME=12:45 previews, or makes, another moment of the day.
const { EVENT_TIME } = process.env;
const now = EVENT_TIME ? instantOf(EVENT_TIME, day) : Date.now();

/** Each room's status, by the room's name. */
export const status = Object.fromEntries(
  Object.entries(rooms).flatMap(([name, { meetingId, agenda }]) => {
    const state = stateAt(now, agenda, day);
    // Nothing is declared about a room whose day hasn't begun, or is over: what runs there tomorrow is somebody else's.
    if (!state) return [];
    // A room may empty over lunch, which ends its recording: the afternoon starts another one.
    const args = { meetingId, state, whenEnded: "restart", onDelete: "leave" } as const;
    return [[name, new MeetingRecording(name, args).status]];
  }),
);
