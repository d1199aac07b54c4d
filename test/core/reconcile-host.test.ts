/** A host meddles between the look and the action: the recording is looked at again. */

import assert from "node:assert/strict";
import type { RecordingStatus, SettingsPatch } from "../../emulator/index";
import type { DesiredState } from "../../provider/core/status";
import { useReconciler } from "./kit";

interface Meddled {
  from: RecordingStatus;
  state: DesiredState;
  /** What the host makes of it right before the action arrives. */
  host: RecordingStatus;
  trail: string[];
  ending: string;
}

/** What happens where the API refuses an action in the wrong status; `NO` stands for 400 or 409. */
const REFUSING: Meddled[] = [
  {
    from: "RECORDING",
    state: "paused",
    host: "PAUSED",
    trail: ["GET 200", "pause NO", "GET 200"],
    ending: "PAUSED",
  },
  {
    from: "PAUSED",
    state: "recording",
    host: "RECORDING",
    trail: ["GET 200", "resume NO", "GET 200"],
    ending: "RECORDING",
  },
  {
    from: "RECORDING",
    state: "stopped",
    host: "UPLOADING",
    trail: ["GET 200", "stop NO", "GET 200"],
    ending: "UPLOADING",
  },
  {
    from: "PAUSED",
    state: "stopped",
    host: "UPLOADED",
    trail: ["GET 200", "stop NO", "GET 200"],
    ending: "UPLOADED",
  },
  {
    from: "RECORDING",
    state: "stopped",
    host: "ERRORED",
    trail: ["GET 200", "stop NO", "GET 200"],
    ending: "ERRORED",
  },
  {
    from: "RECORDING",
    state: "paused",
    host: "UPLOADING",
    trail: ["GET 200", "pause NO", "GET 200"],
    ending: "RecordingEndedError",
  },
  {
    from: "PAUSED",
    state: "recording",
    host: "ERRORED",
    trail: ["GET 200", "resume NO", "GET 200"],
    ending: "RecordingEndedError",
  },
  {
    from: "RECORDING",
    state: "stopped",
    host: "PAUSED",
    trail: ["GET 200", "stop 200"],
    ending: "UPLOADING",
  },
  // The refused stop of an INVOKED recording doesn't mean stopped: it goes on to record.
  {
    from: "RECORDING",
    state: "stopped",
    host: "INVOKED",
    trail: ["GET 200", "stop NO", "GET 200", "GET 200", "GET 200", "stop 200"],
    ending: "UPLOADING",
  },
];

/** The same where the API says 200 to an action that it can't do. */
const ACCEPTING: Meddled[] = [
  { from: "RECORDING", state: "paused", host: "PAUSED", trail: ["GET 200", "pause 200"], ending: "PAUSED" },
  {
    from: "RECORDING",
    state: "stopped",
    host: "UPLOADED",
    trail: ["GET 200", "stop 200"],
    ending: "UPLOADED",
  },
  {
    from: "RECORDING",
    state: "paused",
    host: "UPLOADING",
    trail: ["GET 200", "pause 200"],
    ending: "RecordingEndedError",
  },
  {
    from: "PAUSED",
    state: "recording",
    host: "UPLOADED",
    trail: ["GET 200", "resume 200"],
    ending: "RecordingEndedError",
  },
];

const SETTINGS: [SettingsPatch, Meddled[], refusal: number][] = [
  [{ illegalAction: 400 }, REFUSING, 400],
  [{ illegalAction: 409 }, REFUSING, 409],
  [{ illegalAction: 400, errorEnvelope: "v4" }, REFUSING, 400],
  [{ illegalAction: "accept" }, ACCEPTING, 0],
];

describe("a host between the look and the action", () => {
  const kit = useReconciler();

  for (const [settings, rows, refusal] of SETTINGS) {
    for (const { from, state, host, trail, ending } of rows) {
      it(`makes ${from} ${host} on the way to "${state}", with ${JSON.stringify(settings)}`, async () => {
        kit.emulator.patchSettings(settings);
        const { id } = kit.emulator.createRecording({ status: from });
        const beforeRequest = (number: number) =>
          number === 1 && kit.emulator.patchRecording(id, { status: host });
        const run = await kit.run(id, { state }, { beforeRequest });
        assert.equal(run.error?.name ?? run.recording?.status, ending);
        const expected = trail.map((step) => step.replace("NO", String(refusal)));
        assert.deepEqual(withoutPolls(kit.trail()), withoutPolls(expected));
      });
    }
  }

  it("who undoes the action right after it makes the wait time out, not fight", async () => {
    kit.emulator.patchSettings({ putAnswer: "old" });
    const { id } = kit.emulator.createRecording();
    const beforeRequest = (number: number) =>
      number === 2 && kit.emulator.patchRecording(id, { status: "RECORDING" });
    const { error } = await kit.run(id, { state: "paused" }, { beforeRequest });
    assert.match(
      error?.message ?? "",
      /was not paused after 5m; its status was RECORDING .*accepted "pause"/,
    );
    assert.deepEqual(kit.sent(), ["pause"]);
  });
});

/** The requests with every row of equal reads written as one, since their number depends on jitter. */
function withoutPolls(trail: string[]): string[] {
  return trail.filter((step, index) => step !== "GET 200" || trail[index - 1] !== step);
}

describe("a stop while INVOKED that the API would accept", () => {
  const kit = useReconciler();

  it("is not sent either: what it leads to is not documented", async () => {
    kit.emulator.patchSettings({ stopWhileInvoked: "accept" });
    const { id } = kit.emulator.createRecording({ status: "INVOKED" });
    const seen: RecordingStatus[] = [];
    const beforeRequest = () => void seen.push(kit.emulator.getRecording(id).status);
    const { recording } = await kit.run(id, { state: "stopped" }, { beforeRequest });
    assert.equal(recording?.status, "UPLOADING");
    assert.equal(seen.at(-1), "RECORDING", "the status in which stop was sent");
    assert.deepEqual(kit.sent(), ["stop"]);
  });
});
