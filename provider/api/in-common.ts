/** What several readers have in common whose reads become one. */

import type { ReadOptions } from "./client";

/** The options of a read for several: as recent as any of them wants it, over when the first of them is over. */
export function inCommon(wanted: readonly { readonly options: ReadOptions }[]): ReadOptions {
  const reads = wanted.map(({ options }) => options);
  const [earliest] = [...reads].sort((a, b) => a.deadline.at - b.deadline.at) as [ReadOptions];
  return {
    deadline: earliest.deadline,
    maxAgeMs: Math.min(...reads.map(({ maxAgeMs = 0 }) => maxAgeMs)),
    notify: (text, until) => {
      for (const { notify } of reads) notify(text, until);
    },
  };
}
