/** Numbers as the tables have them. */

import { type Requests, totalOf } from "../results";

/** Stands for what was not measured. */
export const ABSENT = "–";

/** Two places where they say something. */
export function formatSeconds(seconds: number | undefined): string {
  if (seconds === undefined) return ABSENT;
  return seconds < 10 ? seconds.toFixed(2) : seconds.toFixed(1);
}

/** What was asked for, by kind. */
export function formatRequests(requests: Requests | undefined): string {
  if (!requests) return ABSENT;
  if (totalOf(requests) === 0) return "0";
  const { getOne, list, put, other, tooMany } = requests;
  const kinds = Object.entries({ one: getOne, list, PUT: put, other }).filter(([, count]) => count > 0);
  const text = kinds.map(([kind, count]) => `${count.toLocaleString("en")} ${kind}`).join(" + ");
  return tooMany > 0 ? `${text} (${tooMany} × 429)` : text;
}

/** How much of something there is. */
export function formatCount(value: number | undefined, unit: string): string {
  return value === undefined ? ABSENT : `${Math.round(value).toLocaleString("en")} ${unit}`;
}
