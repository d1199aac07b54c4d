/** A host meddles between the look and the action, or the API declines: the recording is looked at again. */

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

describe("an action that the API declines", () => {
  const kit = useReconciler();

  for (const status of [400, 405, 409, 422]) {
    it(`with ${status} again and again is given up after five times, each after a new look`, async () => {
      kit.emulator.addFault({ kind: "status", status, match: { method: "PUT" }, times: "always" });
      const { id } = kit.emulator.createRecording();
      const { error, journal, tookMs } = await kit.run(id, { state: "paused" });
      assert.match(
        error?.message ?? "",
        /^ActionRefusedError: the API refused to pause .* its status is RECORDING/,
      );
      assert.match(
        error?.message ?? "",
        new RegExp(`HTTP ${status}: Injected by the emulator \\(Ray ID .+-EMU\\)`),
      );
      const round = ["GET 200", `pause ${status}`];
      assert.deepEqual(kit.trail(), [...round, ...round, ...round, ...round, ...round]);
      assert.ok(tookMs > 3_000 && tookMs < 10_000, `took ${tookMs} ms`);
      assert.equal(journal.accepted, undefined);
    });
  }

  it("twice is sent a third time", async () => {
    kit.emulator.addFault({ kind: "status", status: 400, match: { method: "PUT" }, times: 2 });
    const { id } = kit.emulator.createRecording();
    assert.equal((await kit.run(id, { state: "paused" })).recording?.status, "PAUSED");
    assert.deepEqual(kit.sent(), ["pause", "pause", "pause"]);
  });

  for (const [status, name] of [
    [401, "AuthenticationError"],
    [403, "AuthenticationError"],
    [404, "RecordingNotFoundError"],
  ] as const) {
    it(`with ${status} is not sent again: ${name}`, async () => {
      kit.emulator.addFault({ kind: "status", status, match: { method: "PUT" } });
      const { id } = kit.emulator.createRecording();
      const { error } = await kit.run(id, { state: "paused" });
      assert.equal(error?.name, name);
      assert.deepEqual(kit.sent(), ["pause"]);
    });
  }

  it("with 429 waits as long as it is told, then looks again before it is sent again", async () => {
    const headers = { "Retry-After": "70" };
    kit.emulator.addFault({ kind: "status", status: 429, headers, match: { method: "PUT" } });
    const { id } = kit.emulator.createRecording();
    const { recording, tookMs, progress } = await kit.run(id, { state: "paused" });
    assert.equal(recording?.status, "PAUSED");
    assert.deepEqual(kit.trail(), ["GET 200", "pause 429", "GET 200", "pause 200"]);
    assert.ok(tookMs >= 70_000 && tookMs < 75_000, `took ${tookMs} ms`);
    assert.match(progress.join("\n"), /request limit is used up; going on in \d\ds/);
  });

  it("with 429 for longer than there is time fails at once, saying for how long", async () => {
    const headers = { "Retry-After": "301" };
    kit.emulator.addFault({ kind: "status", status: 429, headers, match: { method: "PUT" } });
    const { id } = kit.emulator.createRecording();
    const { error, tookMs } = await kit.run(id, { state: "paused" });
    assert.match(error?.message ?? "", /^RateLimitedError: .*used up for another 30\ds/);
    assert.deepEqual(kit.trail(), ["GET 200", "pause 429"]);
    assert.ok(tookMs < 2_000, `took ${tookMs} ms`);
  });
});
