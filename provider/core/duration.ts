/** Durations as users write them ("90s", "5m", "1h30m") and as messages show them. */

const UNITS_MS = { h: 3_600_000, m: 60_000, s: 1_000 } as const;
const DURATION = /^(?:(?<h>\d+)h)?(?:(?<m>\d+)m)?(?:(?<s>\d+)s)?$/;

/** The longest duration that is accepted: a week, the time for which the service keeps a file. */
export const MAX_DURATION_MS = 7 * 24 * UNITS_MS.h;

/**
 * Reads a duration of whole hours, minutes and seconds, largest unit first.
 *
 * @returns milliseconds, or `undefined` where the text is no duration, is zero, or exceeds a week.
 */
export function parseDurationMs(text: string): number | undefined {
  const parts = DURATION.exec(text)?.groups;
  if (!parts) return undefined;
  const ms = Object.entries(UNITS_MS).reduce(
    (sum, [unit, unitMs]) => sum + Number(parts[unit] ?? 0) * unitMs,
    0,
  );
  return ms > 0 && ms <= MAX_DURATION_MS ? ms : undefined;
}

/** As `formatDuration`, but from a minute on to the minute: a text that a log needn't repeat all the time. */
export function formatRoughly(ms: number): string {
  return formatDuration(ms < UNITS_MS.m ? ms : ms - (ms % UNITS_MS.m));
}

/** Writes milliseconds as a person reads them, to the second: `45s`, `5m`, `1h30m`; under a second is `0s`. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / UNITS_MS.s));
  const parts = [
    [Math.floor(seconds / 3600), "h"],
    [Math.floor((seconds % 3600) / 60), "m"],
    [seconds % 60, "s"],
  ] as const;
  return parts.map(([count, unit]) => (count > 0 ? `${count}${unit}` : "")).join("") || "0s";
}
