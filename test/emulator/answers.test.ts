/** What a test is told about the emulator's answers. */

import assert from "node:assert/strict";
import { type Emulator, type FaultInput, startEmulator } from "../../emulator/index";
import { eventually } from "../support/eventually";
import { KIT_PATH, sendRequest } from "./kit";

describe("the emulator's onAnswer", () => {
  let emulator: Emulator;
  let answers: [endpoint: string, body: string][];
  beforeEach(async () => {
    answers = [];
    emulator = await startEmulator({ onAnswer: ({ endpoint }, body) => answers.push([endpoint, body]) });
  });
  afterEach(() => emulator.close());
  const get = (id: string) => sendRequest(`${emulator.baseUrl}${KIT_PATH}/recordings/${id}`, "GET");

  it("is called with each answer, as it was sent", async () => {
    const { id } = emulator.createRecording();
    const plain = await get(id);
    emulator.addFault({ kind: "unknownStatus" });
    const distorted = await get(id);
    assert.deepEqual(answers, [
      ["recordings.get", plain.text],
      ["recordings.get", distorted.text],
    ]);
    assert.match(distorted.text, /FINALIZING/);
  });

  const CUT: FaultInput[] = [{ kind: "dropAfter" }, { kind: "truncated" }, { kind: "outage", forMs: 0 }];
  for (const fault of CUT) {
    it(`is not called for an answer that a fault "${fault.kind}" cut`, async () => {
      const { id } = emulator.createRecording();
      emulator.addFault(fault);
      await assert.rejects(get(id));
      assert.deepEqual(answers, []);
    });
  }

  it("is not called for one that came too late", async () => {
    const { id } = emulator.createRecording();
    emulator.addFault({ kind: "delay", when: "after", delayMs: 1_000 });
    const url = `${emulator.baseUrl}${KIT_PATH}/recordings/${id}`;
    await assert.rejects(sendRequest(url, "GET", { signal: AbortSignal.timeout(20) }));
    await eventually(() => emulator.requests()[0]?.status !== null);
    assert.deepEqual(answers, []);
  });

  it("is called for one that stalled and went on", async () => {
    const { id } = emulator.createRecording();
    emulator.addFault({ kind: "stallBody", resumeAfterMs: 1 });
    const { text } = await get(id);
    assert.deepEqual(answers, [["recordings.get", text]]);
  });
});
