/** Hundreds of recordings that began within one second and are waited for at once: what it takes to see them uploaded. */

import assert from "node:assert/strict";
import type { SettingsPatch } from "../../emulator/index";
import type { ObservedRecording } from "../../provider/api/wire";
import { waitFor } from "../../provider/core/wait";
import { APP, useCoalescing } from "./coalescing-kit";

const PAGE_SIZE = 100;
const LATENCY_MS = 100;
/** Between the uploads of some and those of the next ones. */
const BETWEEN_WAVES_MS = 8_000;
const UPLOADED = {
  name: "UPLOADED",
  isReached: ({ status }: ObservedRecording) => status === "UPLOADED",
};

interface Crowd {
  readonly count: number;
  /** Between the first and the last of them. */
  readonly withinMs: number;
  /** In how many parts they are uploaded. */
  readonly waves: number;
  readonly settings?: SettingsPatch;
}

const CROWDS: Crowd[] = [
  { count: 300, withinMs: 0, waves: 1 },
  { count: 300, withinMs: 0, waves: 3 },
  { count: 300, withinMs: 999, waves: 3 },
  { count: 300, withinMs: 999, waves: 3, settings: { pageBase: 0 } },
  { count: 1_000, withinMs: 999, waves: 1 },
];

describe("a crowd", function () {
  this.timeout(60_000);
  const kit = useCoalescing();

  /** Recordings that began a while ago, in the order of their times. */
  const begin = ({ count, withinMs }: Crowd) => {
    const { emulator } = kit;
    const firstMs = emulator.clock.now() - 10_000;
    return Array.from({ length: count }, (_, index) => {
      const invokedMs = firstMs + Math.floor((index * withinMs) / count);
      const invoked_time = new Date(invokedMs).toISOString();
      return emulator.createRecording({ status: "RECORDING", held: true, invoked_time }).id;
    });
  };

  /** Stops them all and waits until they are uploaded. */
  const stopAll = async (ids: readonly string[], waves: number) => {
    const { clock, emulator } = kit;
    kit.declared = ids.length;
    const api = kit.connect(emulator.baseUrl, LATENCY_MS);
    const report = { progress: () => {}, warn: () => {}, info: () => {} };
    const stop = async (recordingId: string) => {
      const options = kit.options();
      const identity = { ...APP, recordingId };
      const answer = await api.sendAction(identity, "stop", options);
      const { deadline } = options;
      const operation = { identity, api, clock, report, deadline, journal: {}, isLiveCheck: true };
      return await waitFor(UPLOADED, answer, operation);
    };
    const upload = async () => {
      for (let wave = 0; wave < waves; wave++) {
        await clock.sleep(BETWEEN_WAVES_MS);
        for (let index = wave; index < ids.length; index += waves)
          emulator.patchRecording(ids[index] as string, { status: "UPLOADED" });
      }
    };
    const [found] = await Promise.all([Promise.all(ids.map(stop)), upload()]);
    return found;
  };

  for (const crowd of CROWDS) {
    const { count, withinMs, waves, settings = {} } = crowd;
    const counted = `${count} that began within ${withinMs} ms`;
    it(`of ${counted}, uploaded in ${waves} waves, takes few lists (${JSON.stringify(settings)})`, async () => {
      const { emulator } = kit;
      emulator.patchSettings({ perPageMax: PAGE_SIZE, ...settings });
      const found = await stopAll(begin(crowd), waves);
      assert.ok(found.every(({ status, startReason, stopReason }) => status && startReason && stopReason));
      const single = emulator.requests({ endpoint: "recordings.get" }).length;
      const lists = emulator.requests({ endpoint: "recordings.list" });
      const byTime = lists.filter(({ query }) => query.includes("start_time=")).length;
      const told = `${single} single reads, ${byTime} lists by time, ${lists.length - byTime} of uploads`;
      const pages = count / PAGE_SIZE;
      assert.ok(single <= count / 50 && byTime <= pages * (waves + 1) * 2, told);
      // That is a poll of all, with pauses that get longer, of a list that gets shorter.
      assert.ok(lists.length - byTime <= pages * (9 + waves) * 2, told);
    });
  }
});
