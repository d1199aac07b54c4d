/** What an interruption does to sleeps and to requests: nothing is begun, reads end at once, an action may be answered. */

import assert from "node:assert/strict";
import { createServer, type RequestListener } from "node:http";
import { type Clock, systemClock } from "../../provider/api/clock";
import { createInterruption, interruptibleClock } from "../../provider/api/interruption";
import { Pacer } from "../../provider/api/pacer";
import { type CallOptions, type Line, readAgain, sendOnce } from "../../provider/api/requests";
import { envelopeSchema } from "../../provider/api/wire";
import { answering, PATH, RECORDING, recordingClock, useServers, within } from "./kit";

const INTERRUPTED = {
  name: "InterruptedError",
  message: "InterruptedError: pulumi was interrupted before this was done. Run it again to go on from there.",
};
const GET: Line = { method: "GET", path: PATH };
const PUT: Line = { method: "PUT", path: PATH, body: { action: "stop" } };

describe("a clock that can be interrupted", () => {
  it("sleeps like any other", async () => {
    const clock = recordingClock();
    const interruptible = interruptibleClock(clock, createInterruption());
    await interruptible.sleep(700);
    assert.deepEqual([clock.sleeps, interruptible.now()], [[700], clock.now()]);
  });

  it("wakes who sleeps, at once and all of them", async () => {
    const { interrupt, ...interruption } = createInterruption();
    const clock = interruptibleClock(systemClock, interruption);
    const sleeping = Array.from({ length: 20 }, () => clock.sleep(3_600_000));
    interrupt();
    interrupt();
    for (const sleep of sleeping) await assert.rejects(sleep, INTERRUPTED);
  });

  it("lets nobody fall asleep after that", async () => {
    const { interrupt, ...interruption } = createInterruption();
    const clock = recordingClock();
    interrupt();
    await assert.rejects(interruptibleClock(clock, interruption).sleep(1), INTERRUPTED);
    assert.deepEqual(clock.sleeps, []);
  });

  it("keeps to a sleeper's own signal, and to the errors of its own", async () => {
    const clock = interruptibleClock(systemClock, createInterruption());
    await assert.rejects(clock.sleep(60_000, AbortSignal.abort()), { name: "AbortError" });
    const broken: Clock = { now: () => 0, sleep: () => Promise.reject(new Error("broken")) };
    await assert.rejects(interruptibleClock(broken, createInterruption()).sleep(1), /^Error: broken$/);
  });
});

describe("requests that are interrupted", () => {
  const servers = useServers();
  /** A client's parts, and what the server was asked for. */
  const partsFor = async (listener: RequestListener, graceMs?: number) => {
    const asked: string[] = [];
    const arrivals: (() => void)[] = [];
    const server = createServer((request, response) => {
      asked.push(String(request.method));
      for (const arrived of arrivals.splice(0)) arrived();
      listener(request, response);
    });
    const baseUrl = `http://127.0.0.1:${await servers.listen(server)}`;
    const { interrupt, ...interruption } = createInterruption(graceMs);
    const clock = interruptibleClock(systemClock, interruption);
    const parts = { connection: servers.connect(baseUrl), pacer: new Pacer(clock), clock, interruption };
    const arrival = new Promise<void>((resolve) => arrivals.push(resolve));
    return { parts, interrupt, asked, arrival, call: { ...within(20_000, clock), schema: envelopeSchema } };
  };
  const silence: RequestListener = () => {};

  it("end at once where they only read", async () => {
    // What may still be answered would be waited for until the test is over.
    const { parts, interrupt, arrival, call, asked } = await partsFor(silence, 60_000);
    const reading = readAgain(parts, GET, call);
    await arrival;
    interrupt();
    await assert.rejects(reading, INTERRUPTED);
    assert.deepEqual(asked, ["GET"]);
  });

  it("that were about to be repeated are not", async () => {
    const { parts, interrupt, arrival, call, asked } = await partsFor(answering(502, "<html>"));
    const reading = readAgain(parts, GET, call);
    await arrival;
    interrupt();
    await assert.rejects(reading, INTERRUPTED);
    assert.deepEqual(asked, ["GET"]);
  });

  it("may still be answered where they act: what was accepted is known then", async () => {
    let answer: (() => void) | undefined;
    const { parts, interrupt, arrival, call } = await partsFor((request, response) => {
      answer = () => answering(200, { success: true, data: RECORDING })(request, response);
    });
    const acting = sendOnce(parts, PUT, call);
    await arrival;
    interrupt();
    answer?.();
    assert.deepEqual((await acting).data, RECORDING);
  });

  it("that act are given up where no answer comes soon: nobody knows then what became of them", async () => {
    const { parts, interrupt, arrival, call } = await partsFor(silence, 20);
    const acting = sendOnce(parts, PUT, call);
    await arrival;
    interrupt();
    await assert.rejects(acting, { name: "ConnectionError", message: /PUT .* got no complete answer/ });
  });

  it("are not sent after it, whatever they are", async () => {
    const { parts, interrupt, call, asked } = await partsFor(silence);
    interrupt();
    for (const line of [GET, PUT]) await assert.rejects(sendOnce(parts, line, call), INTERRUPTED);
    assert.deepEqual(asked, []);
  });

  it("that wait for the API's budget wait no longer", async () => {
    const { parts, interrupt, call, asked } = await partsFor(silence);
    parts.pacer.hold(10_000);
    const waiting = whenTold(call);
    const reading = readAgain(parts, GET, { ...call, notify: waiting.notify });
    await waiting.told;
    interrupt();
    await assert.rejects(reading, INTERRUPTED);
    assert.deepEqual(asked, []);
  });
});

function whenTold({ notify }: CallOptions) {
  let resolve: () => void;
  const told = new Promise<void>((done) => {
    resolve = done;
  });
  return {
    told,
    notify: (text: string, until: number) => {
      notify(text, until);
      resolve();
    },
  };
}
