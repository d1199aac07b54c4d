/** A service that can't be reached for a while. */

import assert from "node:assert/strict";
import { eventually } from "../support/eventually";
import { useEmulator } from "./kit";

describe(`the fault "outage"`, () => {
  const kit = useEmulator();
  const codeOf = async (answer: Promise<unknown>) => {
    const error = await answer.then(
      () => undefined,
      (reason: Error & { cause?: { code?: string } }) => reason,
    );
    return error?.cause?.code;
  };

  it("resets the connection, refuses others, and ends by itself at the same port", async () => {
    const { id } = kit.emulator.createRecording();
    kit.emulator.addFault({ kind: "outage", forMs: 1_000 });
    assert.match(String(await codeOf(kit.put(id, "pause"))), /^(ECONNRESET|UND_ERR_SOCKET)$/);
    assert.equal(await codeOf(kit.get(id)), "ECONNREFUSED");
    let isBack = false;
    const poll = async () => {
      while ((await codeOf(kit.get(id))) !== undefined);
      isBack = true;
    };
    await Promise.all([poll(), eventually(() => isBack)]);
    assert.equal((await kit.get(id)).body.data.status, "RECORDING");
  });

  it("cuts requests that wait for their answer", async () => {
    const { id } = kit.emulator.createRecording();
    kit.emulator.addFault({ kind: "delay", delayMs: 60_000 });
    kit.emulator.addFault({ kind: "outage", forMs: 0 });
    const waiting = codeOf(kit.get(id));
    await eventually(() => kit.emulator.requests().length === 1);
    await codeOf(kit.get(id));
    assert.match(String(await waiting), /^(ECONNRESET|UND_ERR_SOCKET)$/);
  });

  it("doesn't keep the emulator from being closed", async () => {
    const { id } = kit.emulator.createRecording();
    kit.emulator.addFault({ kind: "outage", forMs: 60_000 });
    await codeOf(kit.get(id));
    await kit.emulator.close();
    assert.equal(await codeOf(kit.get(id)), "ECONNREFUSED");
  });
});
