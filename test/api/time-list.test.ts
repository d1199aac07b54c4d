/** Recordings that ended are found by the time of their start, where that takes fewer requests. */

import assert from "node:assert/strict";
import type { ObservedRecording } from "../../provider/api/wire";
import { type Changes, useCoalescing } from "./coalescing-kit";

describe("recordings that ended", () => {
  const kit = useCoalescing();

  /** What the state file has of them. */
  const knownOf = (id: string): Partial<ObservedRecording> => {
    const { invoked_time: invokedTime } = kit.emulator.getRecording(id);
    return { status: "UPLOADED", invokedTime, startReason: { reason: "API_CALL" } };
  };
  const ended = (count: number) => kit.record(count, { status: "UPLOADED" });
  const readKnown = async (ids: readonly string[], known: (id: string) => object = knownOf) =>
    await Promise.allSettled(ids.map((id) => kit.read(id, { known: known(id) })));
  const readAll = async (ids: readonly string[], known?: (id: string) => object) =>
    (await readKnown(ids, known)).map((one) =>
      one.status === "fulfilled" ? one.value.recordingId : one.reason.name,
    );
  const others = (count: number, between: () => void) => {
    for (let index = 0; index < count; index++) between();
  };

  for (const [perPageMax, lists] of [
    [100, 1],
    [30, 1],
    [7, 5],
  ] as const) {
    it(`are found by ${lists} lists where 30 neighbours are wanted and a page holds ${perPageMax}`, async () => {
      kit.emulator.patchSettings({ perPageMax });
      kit.declared = 30;
      const ids = ended(30);
      assert.deepEqual(await readAll(ids), ids);
      assert.deepEqual(kit.counted(), { list: lists, get: 0 });
    });
  }

  it("are found whoever asks first, and whatever else the pages hold", async () => {
    kit.declared = 6;
    const ids = ended(3).concat(kit.record(5), ended(3));
    const wanted = [...ids.slice(0, 3), ...ids.slice(8)].reverse();
    assert.deepEqual(await readAll(wanted), wanted);
    assert.deepEqual(kit.counted(), { list: 1, get: 0 });
  });

  for (const [which, wantedOf] of [
    ["all", (ids: string[]) => ids],
    ["the last ten", (ids: string[]) => ids.slice(-10)],
    ["every seventh", (ids: string[]) => ids.filter((_, index) => index % 7 === 0)],
  ] as const) {
    it(`are found where 50 began in one second, a page holds 10, and ${which} are wanted`, async () => {
      kit.emulator.patchSettings({ perPageMax: 10 });
      const startMs = kit.emulator.clock.now() - 10_000;
      const begin = (index: number) => new Date(startMs + index * 15).toISOString();
      const ids = Array.from(
        { length: 50 },
        (_, index) => kit.emulator.createRecording({ status: "UPLOADED", invoked_time: begin(index) }).id,
      );
      const wanted = wantedOf(ids);
      kit.declared = wanted.length;
      assert.deepEqual(await readAll(wanted), wanted);
      const { list, get } = kit.counted();
      assert.ok(get === 0 && list <= 6, `${list} lists and ${get} single reads`);
    });
  }

  it("are asked for one by one where they lie far apart: three lists show it, and nothing is asked for twice", async () => {
    kit.emulator.patchSettings({ perPageMax: 5 });
    kit.declared = 12;
    const ids: string[] = [];
    others(12, () => {
      ids.push(...ended(1));
      ended(10);
    });
    assert.deepEqual(await readAll(ids), ids);
    assert.deepEqual(kit.counted(), { list: 3, get: 9 });
  });

  it("are asked for alone where nobody knows when they began", async () => {
    kit.declared = 3;
    const ids = ended(3);
    assert.deepEqual(await readAll(ids, () => ({ status: "UPLOADED" })), ids);
    assert.deepEqual(kit.counted(), { list: 0, get: 3 });
  });

  it("are asked for alone where the time that is known is none", async () => {
    kit.declared = 3;
    const ids = ended(3);
    assert.deepEqual(await readAll(ids, () => ({ status: "UPLOADED", invokedTime: "yesterday" })), ids);
    assert.deepEqual(kit.counted(), { list: 0, get: 3 });
  });

  it("are found by a list also where the time that is known of one is none", async () => {
    kit.declared = 4;
    const ids = ended(4);
    const known = (id: string) => ({
      ...knownOf(id),
      ...(id === ids[0] ? { invokedTime: "yesterday" } : {}),
    });
    assert.deepEqual(await readAll(ids, known), ids);
    assert.deepEqual(kit.counted(), { list: 1, get: 0 });
  });

  it("are found by a list the next time as well", async () => {
    kit.declared = 8;
    for (const round of ["first", "second"]) {
      const ids = ended(4);
      assert.deepEqual(await readAll(ids), ids, round);
      assert.deepEqual(kit.counted(), { list: 1, get: 0 }, round);
      kit.emulator.clock.advance(60_000);
    }
  });

  it("are found beside those that go on, each in the list that it is in", async () => {
    kit.declared = 6;
    const live = kit.record(3);
    const past = ended(3);
    const known = (id: string) => ({ ...knownOf(id), status: live.includes(id) ? "RECORDING" : "UPLOADED" });
    assert.deepEqual(await readAll([...live, ...past], known), [...live, ...past]);
    assert.deepEqual(kit.counted(), { list: 2, get: 0 });
  });

  it("are found although one among them is gone, which only its own reader learns", async () => {
    kit.emulator.patchSettings({ perPageMax: 7 });
    kit.declared = 20;
    const ids = ended(20);
    const known = new Map(ids.map((id) => [id, knownOf(id)]));
    const gone = [ids[0], ids[8], ids[19]] as string[];
    for (const id of gone) kit.emulator.deleteRecording(id);
    const found = await readAll(ids, (id) => known.get(id) ?? {});
    assert.deepEqual(
      found,
      ids.map((id) => (gone.includes(id) ? "NotFoundError" : id)),
    );
    const { list, get } = kit.counted();
    assert.ok(get === gone.length && list <= 4, `${list} lists and ${get} single reads`);
  });

  /** Servers on whose list nobody can rely. */
  const WRONG: [name: string, change: Changes][] = [
    ["ignores start_time", { before: ({ searchParams }) => searchParams.delete("start_time") }],
    ["ignores the order", { before: ({ searchParams }) => searchParams.delete("sort_order") }],
    [
      "takes start_time for an end",
      {
        before: ({ searchParams }) => {
          const from = searchParams.get("start_time");
          if (from) searchParams.set("end_time", from);
          searchParams.delete("start_time");
        },
      },
    ],
    [
      "takes start_time an hour later",
      {
        before: ({ searchParams }) => {
          const from = Date.parse(searchParams.get("start_time") ?? "");
          if (from) searchParams.set("start_time", new Date(from + 3_600_000).toISOString());
        },
      },
    ],
    [
      "answers lists with nothing",
      { answer: () => ({ success: true, data: [], paging: { total_count: 0 } }) },
    ],
    ["answers lists with garbage", { answer: () => ({ success: true, data: 7 }) }],
  ];

  for (const [name, change] of WRONG) {
    it(`are asked for alone where the server ${name}, and nothing is lost`, async () => {
      kit.emulator.patchSettings({ perPageMax: 5 });
      kit.declared = 8;
      ended(10);
      const ids = ended(8);
      ended(10);
      kit.api = kit.connect(await kit.serveInFront(change));
      assert.deepEqual(await readAll(ids), ids);
      const { list, get } = kit.counted();
      assert.ok(get <= 8 && list <= 6, `${list} lists and ${get} single reads`);
      kit.emulator.clock.advance(60_000);
      const again = await Promise.all(ids.map((id) => kit.read(id, { known: knownOf(id), maxAgeMs: 1_000 })));
      assert.equal(again.length, 8);
      assert.deepEqual(kit.counted().list, 0, "the list is asked for again");
    });
  }
});
