/** Many requests at once against an enforced limit: nearly none is refused, and all of the budget is used. */

import assert from "node:assert/strict";
import type { Dispatcher } from "undici";
import { type Emulator, startEmulator } from "../../emulator/index";
import { createClient } from "../../provider/api/client";
import { createDispatcher } from "../../provider/api/endpoint";
import { Pacer, type PacerOptions } from "../../provider/api/pacer";
import { APP } from "./coalescing-kit";
import { idleTime } from "./idle-time";
import { TOKEN, TOKEN_SOURCE } from "./kit";

interface Load {
  readonly parallel: number;
  readonly requests: number;
  /** What the API allows in a window. */
  readonly limit: number;
  readonly windowSeconds: number;
  readonly latencyMs: number;
}

const LOADS: Load[] = [8, 64].flatMap((parallel) => [
  { parallel, requests: 500, limit: 120, windowSeconds: 3, latencyMs: 0 },
  { parallel, requests: 500, limit: 120, windowSeconds: 3, latencyMs: 100 },
  { parallel, requests: 900, limit: 400, windowSeconds: 300, latencyMs: 100 },
]);

describe("many requests at once", function () {
  this.timeout(60_000);
  let emulator: Emulator;
  let dispatcher: Dispatcher;
  before(async () => {
    emulator = await startEmulator();
  });
  beforeEach(() => {
    emulator.reset();
    emulator.clock.freeze(true);
    dispatcher = createDispatcher(emulator.baseUrl);
  });
  afterEach(() => dispatcher.destroy());
  after(() => emulator.close());

  /** Sends them, so many at a time, and gives how long that took in milliseconds. */
  async function send({ parallel, requests, ...load }: Load, options: PacerOptions = {}): Promise<number> {
    const { id: recordingId } = emulator.createRecording();
    emulator.patchSettings({
      rateLimitEnforced: true,
      rateLimitRequests: load.limit,
      rateLimitWindowSeconds: load.windowSeconds,
    });
    const { clock, watch } = idleTime(emulator);
    const late = watch(dispatcher, load.latencyMs);
    const connection = { baseUrl: emulator.baseUrl, apiToken: TOKEN, tokenSource: TOKEN_SOURCE };
    const pacer = new Pacer(clock, options);
    const client = createClient({ connection: { ...connection, dispatcher: late }, pacer, clock });
    const startedAt = clock.now();
    let left = requests;
    const work = async () => {
      while (left-- > 0) {
        const deadline = { at: clock.now() + 3_600_000, totalMs: 3_600_000 };
        await client.getRecording({ ...APP, recordingId }, { deadline, notify: () => {} });
      }
    };
    await Promise.all(Array.from({ length: parallel }, work));
    return clock.now() - startedAt;
  }

  for (const load of LOADS) {
    const { parallel, requests, limit, windowSeconds, latencyMs } = load;
    it(`${requests} by ${parallel} at ${limit} per ${windowSeconds} s and ${latencyMs} ms are refused in less than a hundredth`, async () => {
      const tookMs = await send(load);
      const refused = emulator.requests({ status: 429 }).length;
      assert.ok(refused < requests / 100, `${refused} of ${requests} were refused`);
      // The windows that it takes at least, one for what the last requests of each may leave unused, and the latency.
      const windows = Math.ceil(requests / limit) + 1;
      const leastMs = (requests / parallel) * latencyMs;
      assert.ok(
        tookMs <= windows * windowSeconds * 1_000 * 1.1 + leastMs,
        `took ${tookMs} ms in windows of ${windowSeconds} s`,
      );
    });
  }

  it("keep to a configured limit, although the API allows more", async () => {
    const load = { parallel: 64, requests: 300, limit: 1_200, windowSeconds: 300, latencyMs: 10 };
    const tookMs = await send(load, { limit: 100 });
    // Fifty at once, and then fifty every five minutes.
    assert.ok(tookMs >= 5 * 300_000, `took ${tookMs} ms`);
    assert.equal(emulator.requests({ status: 429 }).length, 0);
  });
});
