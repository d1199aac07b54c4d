/** Reads from the emulator's log what the service was asked to do, and about which meeting. */

import type { LoggedRequest } from "../../emulator";
import type { SentAction } from "./judge";
import { type Service, subjectOf } from "./stage";

/** What the emulator was asked for since the log was cleared, and when that began. */
export function readLog(service: Service): { sent: SentAction[]; time: Date } {
  const requests = service.emulator.requests();
  const changes = requests.filter(({ method }) => method !== "GET");
  const first = changes[0] ?? requests[0];
  return {
    sent: changes.map((request) => toSentAction(request, service)),
    time: first ? new Date(first.time) : new Date(),
  };
}

function toSentAction({ method, endpoint, path, body, status }: LoggedRequest, service: Service): SentAction {
  const { action, meeting_id } = (body ?? {}) as { action?: unknown; meeting_id?: unknown };
  const isStart = endpoint === "recordings.start";
  const id = isStart ? { meetingId: String(meeting_id) } : { recordingId: path.split("/").at(-1) };
  const about = subjectOf(id, service);
  return { method, action: isStart ? "start" : String(action), about, httpStatus: status };
}
