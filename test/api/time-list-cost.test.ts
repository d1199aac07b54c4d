/** What searches by time cost at most, whatever the list holds and whatever the server makes of it. */

import assert from "node:assert/strict";
import * as fc from "fast-check";
import { Allowance } from "../../provider/api/allowance";
import type { RecordingFilter, RecordingsApi } from "../../provider/api/client";
import type { ListPart } from "../../provider/api/paging";
import { Sightings } from "../../provider/api/sightings";
import { findByTime } from "../../provider/api/time-list";
import { APP } from "./coalescing-kit";
import { recordingClock, within } from "./kit";

interface Recording {
  readonly recordingId: string;
  readonly invokedTime: string;
}

/** What a server makes of a list; most do as they are asked. */
type Order = (all: readonly Recording[], startMs: number) => readonly Recording[];

const START_MS = Date.parse("2026-01-01T10:00:00Z");
const timeOf = ({ invokedTime }: Recording) => Date.parse(invokedTime);
const ordered: Order = (all, startMs) => all.filter((recording) => timeOf(recording) >= startMs);
const ORDERS: Record<string, Order> = {
  ordered,
  "the latest first": (all, startMs) => [...ordered(all, startMs)].reverse(),
  "without a beginning": (all) => all,
  "in no order": (all) => [...all].sort((a, b) => a.recordingId.localeCompare(b.recordingId)),
  "with nothing": () => [],
};

/** Recordings that began so many milliseconds after the first of all, in the order of their times. */
const recordingsAt = (offsets: readonly number[]): Recording[] =>
  [...offsets]
    .sort((a, b) => a - b)
    .map((offset, index) => ({
      // Its order has nothing to do with that of the times.
      recordingId: `${(index * 7919) % 1009}-${index}`,
      invokedTime: new Date(START_MS + offset).toISOString(),
    }));

/** Searches in a list, one after another, and counts its pages, and the lists that were begun. */
class Searches {
  pages = 0;
  lists = 0;
  readonly #seen = new Sightings();
  readonly #clock = recordingClock();
  readonly #allowance = new Allowance();

  constructor(
    private readonly all: readonly Recording[],
    private readonly pageSize: number,
    private readonly order = ordered,
  ) {}

  /** How many of them are left to be read one by one. */
  async search(wanted: readonly Recording[]): Promise<number> {
    this.#clock.advance(1_000);
    const since = this.#clock.now();
    const api = { listPages: (_, filter) => this.#list(filter) } as Pick<RecordingsApi, "listPages">;
    const parts = { clock: this.#clock, seen: this.#seen, allowance: this.#allowance, wanted };
    await findByTime(api as RecordingsApi, APP, { ...parts, options: within(60_000, this.#clock) });
    const isSeen = ({ recordingId }: Recording) => this.#seen.find(recordingId, { notBefore: since });
    return wanted.filter((recording) => !isSeen(recording)).length;
  }

  async *#list({ startTime = "" }: RecordingFilter): AsyncGenerator<ListPart> {
    this.lists++;
    const found = this.order(this.all, Date.parse(startTime));
    const pageCount = Math.max(1, Math.ceil(found.length / this.pageSize));
    for (let page = 0; page < pageCount; page++) {
      this.pages++;
      const items = found
        .slice(page * this.pageSize, (page + 1) * this.pageSize)
        .map((recording) => ({ recording: { ...recording, status: "UPLOADED" }, meetingId: undefined }));
      yield { items, isReadable: true, pageCount, total: found.length };
    }
  }
}

describe("searches by time", () => {
  it("never take more than a quarter, and three, above reading one by one", async () => {
    const offset = fc.oneof(fc.nat(999), fc.nat(20_000), fc.nat(3_600_000));
    // Every so many of a stretch of them.
    const choice = fc.record({ from: fc.nat(300), to: fc.nat(300), step: fc.integer({ min: 1, max: 30 }) });
    const input = {
      offsets: fc.array(offset, { maxLength: 300, size: "max" }),
      gone: fc.array(offset, { maxLength: 20 }),
      pageSize: fc.integer({ min: 1, max: 40 }),
      order: fc.constantFrom(...Object.keys(ORDERS)),
      searches: fc.array(choice, { minLength: 1, maxLength: 6 }),
    };
    await fc.assert(
      fc.asyncProperty(fc.record(input), async ({ offsets, gone, pageSize, order, searches }) => {
        const all = recordingsAt([...offsets, ...gone]);
        const here = all.filter((_, index) => index % (gone.length + 1) !== 1);
        const server = new Searches(here, pageSize, ORDERS[order]);
        let oneByOne = 0;
        let single = 0;
        for (const { from, to, step } of searches) {
          const wanted = all.slice(from, to).filter((_, index) => index % step === 0);
          oneByOne += wanted.length;
          single += await server.search(wanted);
          assert.ok(
            server.pages + single <= oneByOne * 1.25 + 3,
            `${server.pages} pages and ${single} single reads for ${oneByOne}`,
          );
        }
      }),
      { numRuns: 500 },
    );
  });

  it("find a hundred at the end of a thousand that began at once, by one list", async () => {
    const all = recordingsAt(Array.from({ length: 1_000 }, (_, index) => index / 2));
    const server = new Searches(all, 100);
    assert.equal(await server.search(all.slice(-100)), 0);
    assert.deepEqual([server.lists, server.pages], [1, 10]);
  });

  it("find a thousand that began in the same millisecond by as many pages as they fill", async () => {
    const all = recordingsAt(Array(1_000).fill(0));
    const server = new Searches(all, 100);
    assert.equal(await server.search(all), 0);
    assert.deepEqual([server.lists, server.pages], [1, 10]);
  });

  it("jump over a gap by a new list", async () => {
    const crowd = Array.from({ length: 30 }, (_, index) => index);
    const between = Array.from({ length: 500 }, (_, index) => 10_000 + index * 1_000);
    const all = recordingsAt([...crowd, ...between, ...crowd.map((offset) => offset + 3_600_000)]);
    const server = new Searches(all, 20);
    assert.equal(await server.search([...all.slice(0, 30), ...all.slice(-30)]), 0);
    assert.deepEqual([server.lists, server.pages], [2, 4]);
  });

  for (const [name, apartMs] of [
    ["right behind the others", 10],
    ["long after the others", 60_000],
  ] as const) {
    it(`end with the list where those that are gone began ${name}`, async () => {
      const all = recordingsAt(
        Array.from({ length: 40 }, (_, index) => (index < 20 ? index : index * apartMs)),
      );
      const server = new Searches(all.slice(0, 20), 10);
      assert.equal(await server.search(all), 20);
      assert.deepEqual([server.lists, server.pages], [1, 2]);
    });
  }

  it("pass by those that are gone, and find what comes behind them", async () => {
    const all = recordingsAt(Array.from({ length: 60 }, (_, index) => index * 10));
    const isGone = (index: number) => index >= 20 && index < 30;
    const server = new Searches(
      all.filter((_, index) => !isGone(index)),
      10,
    );
    assert.equal(await server.search(all), 10);
    assert.deepEqual([server.lists, server.pages], [1, 5]);
  });
});
