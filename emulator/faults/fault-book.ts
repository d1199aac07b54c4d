/** The faults that wait for a request, and how often each has struck. */

import { randomUUID } from "node:crypto";
import { type Fault, type FaultTarget, faultMatches } from "./fault";

/** A fault that was added, with its id and what is left of it. */
export type AddedFault = Fault & {
  id: string;
  /** How many requests it struck. */
  hits: number;
  /** How many it will still strike; null for no end. */
  remaining: number | null;
};

interface Page {
  id: string;
  fault: Fault;
  toSkip: number;
  hits: number;
}

/** Hands each request at most one fault: the first one added that fits and is not used up. */
export class FaultBook {
  #pages: Page[] = [];

  add(fault: Fault): AddedFault {
    const page = { id: randomUUID(), fault, toSkip: fault.skip, hits: 0 };
    this.#pages.push(page);
    return show(page);
  }

  /** The fault that strikes this request, if any; counts as a strike. */
  take(request: FaultTarget): AddedFault | undefined {
    for (const page of this.#pages) {
      if (remaining(page) === 0 || !faultMatches(page.fault, request)) continue;
      if (page.toSkip > 0) {
        page.toSkip -= 1;
        continue;
      }
      page.hits += 1;
      return show(page);
    }
    return undefined;
  }

  /** All faults, those that are used up too. */
  list(): AddedFault[] {
    return this.#pages.map(show);
  }

  clear(): void {
    this.#pages = [];
  }
}

function remaining({ fault, hits }: Page): number | null {
  return fault.times === "always" ? null : fault.times - hits;
}

function show(page: Page): AddedFault {
  return { ...page.fault, id: page.id, hits: page.hits, remaining: remaining(page) };
}
