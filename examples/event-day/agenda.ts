/** Reads agendas: lists of entries such as "09:00 recording". */

type State = "recording" | "paused" | "stopped";

interface Day {
  /** Such as 2026-05-12. */
  date: string;
  /** Such as +02:00. */
  utcOffset: string;
}

const ENTRY = /^(\d\d:\d\d) (recording|paused|stopped)$/;

/** When a time of this day is, in milliseconds since 1970. */
export function instantOf(time: string, { date, utcOffset }: Day): number {
  const instant = Date.parse(`${date}T${time}:00${utcOffset}`);
  if (Number.isNaN(instant)) throw new Error(`there is no time "${time}" on ${date} at ${utcOffset}`);
  return instant;
}

/** The state of the last entry that has begun; undefined before the first one, and when the day is over. */
export function stateAt(now: number, agenda: string[], day: Day): State | undefined {
  if (now >= instantOf("24:00", day)) return undefined;
  const entries = agenda.map((text) => {
    const [, time, state] = ENTRY.exec(text) ?? [];
    if (!time) throw new Error(`"${text}" in an agenda isn't like "09:00 recording"`);
    return { begins: instantOf(time, day), state: state as State };
  });
  const begun = entries.filter(({ begins }) => begins <= now);
  return begun.sort((a, b) => a.begins - b.begins).at(-1)?.state;
}
