/** Starting and ending an emulator in process. */

import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { Pool } from "undici";
import { startEmulator } from "../../emulator/index";
import { KIT_PATH } from "./kit";

describe("startEmulator", () => {
  it("serves on a free port of 127.0.0.1, and several at once", async () => {
    const emulators = await Promise.all([startEmulator(), startEmulator()]);
    const [first, second] = emulators.map(({ baseUrl }) => baseUrl);
    assert.match(String(first), /^http:\/\/127\.0\.0\.1:\d+\/client\/v4$/);
    assert.notEqual(first, second);
    for (const emulator of emulators) await emulator.close();
  });

  it("listens on one loopback address only", async () => {
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((address) => address && !address.internal && address.family === "IPv4");
    const emulator = await startEmulator();
    const socket = connect(Number(new URL(emulator.origin).port), outside?.address ?? "127.0.0.2");
    const outcome = await Promise.race([
      once(socket, "connect").then(() => "connected"),
      once(socket, "error"),
    ]);
    socket.destroy();
    await emulator.close();
    assert.notEqual(outcome, "connected");
  });

  it("fails when the port is taken", async () => {
    const emulator = await startEmulator();
    const port = Number(new URL(emulator.origin).port);
    await assert.rejects(startEmulator({ port }), { code: "EADDRINUSE" });
    await emulator.close();
  });

  it("refuses settings that are wrong, naming the property", async () => {
    await assert.rejects(startEmulator({ settings: { invokedMs: -1 } }), { property: "invokedMs" });
  });

  it("takes its time from the clock that it is given", async () => {
    const emulator = await startEmulator({ realNow: () => 0 });
    assert.equal(emulator.createRecording().started_time, "1970-01-01T00:00:00.000Z");
    await emulator.close();
  });

  it("ends at once although a connection is kept alive and a request waits for its answer", async () => {
    const emulator = await startEmulator();
    const pool = new Pool(emulator.origin);
    const headers = { authorization: "Bearer x" };
    const path = `/client/v4${KIT_PATH}/recordings`;
    await (await pool.request({ path, method: "GET", headers })).body.text();
    emulator.addFault({ kind: "delay", delayMs: 60_000 });
    const waiting = pool.request({ path, method: "GET", headers }).then(
      () => "answered",
      () => "cut",
    );
    while (emulator.faults()[0]?.hits === 0) await new Promise(setImmediate);
    const startedAtMs = performance.now();
    await emulator.close();
    assert.ok(performance.now() - startedAtMs < 500);
    assert.equal(await waiting, "cut");
    await pool.close();
  });
});
