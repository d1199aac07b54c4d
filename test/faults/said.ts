/** Keeps what the API said, as it was sent, so that a state can be held against it. */

import type { LoggedRequest } from "../../emulator";
import { type ObservedRecording, recordingSchema } from "../../provider/api/wire";

/** A start that was answered with the new recording. */
export interface AnsweredStart {
  readonly meetingId: string;
  readonly recordingId: string;
}

/** Everything that was said so far. */
export class Said {
  readonly #values = new Map<string, Set<string>>();
  /** The starts whose answer came, oldest first. */
  readonly starts: AnsweredStart[] = [];

  /** Takes in one answer's body. */
  hear({ endpoint, body: asked }: Readonly<LoggedRequest>, body: string): void {
    const recordings = recordingsIn(body);
    for (const recording of recordings) this.#keep(recording);
    const [started] = recordings;
    if (endpoint !== "recordings.start" || !started) return;
    const { meeting_id } = asked as { meeting_id: string };
    this.starts.push({ meetingId: meeting_id, recordingId: started.recordingId });
  }

  /** Whether some answer about this recording had this value in this field. */
  has(recordingId: string, field: string, value: unknown): boolean {
    return this.#values.get(`${recordingId}.${field}`)?.has(canonical(value)) ?? false;
  }

  #keep(recording: ObservedRecording): void {
    for (const [field, value] of Object.entries(recording)) {
      const key = `${recording.recordingId}.${field}`;
      const values = this.#values.get(key) ?? new Set();
      this.#values.set(key, values.add(canonical(value)));
    }
  }
}

/** The same text for the same value: on its way through gRPC an object's fields get another order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, field: unknown) =>
    typeof field === "object" && field !== null && !Array.isArray(field)
      ? Object.fromEntries(Object.entries(field).sort(([one], [other]) => (one < other ? -1 : 1)))
      : field,
  );
}

function recordingsIn(body: string): ObservedRecording[] {
  const { success, data } = parse(body);
  if (success !== true) return [];
  const items: unknown[] = Array.isArray(data) ? data : [data];
  return items.flatMap((item) => recordingSchema.safeParse(item).data ?? []);
}

function parse(body: string): { success?: unknown; data?: unknown } {
  try {
    return (JSON.parse(body) as object | null) ?? {};
  } catch {
    return {};
  }
}
