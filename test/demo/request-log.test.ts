/** What the demo reads from the emulator's log: the requests that change something, and whose they are. */

import assert from "node:assert/strict";
import { DEFAULT_ACCOUNT_ID, DEFAULT_APP_ID, type Emulator, startEmulator } from "../../emulator";
import { KEYNOTE_RECORDING_ID, PANEL_MEETING_ID } from "../../scripts/demo/acts";
import { readLog } from "../../scripts/demo/request-log";
import { openMeetings, recordingOf } from "../../scripts/demo/stage";

describe("the demo's reading of the log", () => {
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await startEmulator();
  });
  afterEach(() => emulator.close());

  it("names each start and action with its meeting and answer, and leaves reads out", async () => {
    const stage = { emulator, meetings: openMeetings(emulator) };
    assert.equal(recordingOf("panel", stage), undefined);
    await send("GET", `/${KEYNOTE_RECORDING_ID}`);
    await send("PUT", `/${KEYNOTE_RECORDING_ID}`, { action: "pause" });
    await send("POST", "", { meeting_id: PANEL_MEETING_ID });
    await send("POST", "", { meeting_id: PANEL_MEETING_ID });
    await send("PUT", `/${recordingOf("panel", stage)?.id}`, { action: "resume" });
    await send("PUT", `/${emulator.createRecording().id}`, { action: "stop" });
    assert.deepEqual(readLog(stage).sent, [
      { method: "PUT", action: "pause", about: "keynote", httpStatus: 200 },
      { method: "POST", action: "start", about: "panel", httpStatus: 200 },
      { method: "POST", action: "start", about: "panel", httpStatus: 409 },
      { method: "PUT", action: "resume", about: "panel", httpStatus: 400 },
      { method: "PUT", action: "stop", about: undefined, httpStatus: 200 },
    ]);
  });

  async function send(method: string, rest: string, body?: object): Promise<void> {
    const recordings = `accounts/${DEFAULT_ACCOUNT_ID}/realtime/kit/${DEFAULT_APP_ID}/recordings`;
    const response = await fetch(`${emulator.baseUrl}/${recordings}${rest}`, {
      method,
      headers: { authorization: "Bearer any", "content-type": "application/json" },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    await response.arrayBuffer();
  }
});
