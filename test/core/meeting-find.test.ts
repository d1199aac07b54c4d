/** Which recording is a meeting's: none, one, or several, however the API lists them. */

import assert from "node:assert/strict";
import { findLive } from "../../provider/core/meeting";
import { AmbiguousMeetingError, MeetingNotFoundError } from "../../provider/core/meeting-errors";
import { lookAt, type StoredMeeting } from "../../provider/core/meeting-plan";
import { useMeetings } from "./meeting-kit";

const ENDED = ["UPLOADING", "UPLOADED", "ERRORED"] as const;
const LIVE = ["INVOKED", "RECORDING", "PAUSED"] as const;

describe("a meeting's recording", () => {
  const kit = useMeetings();
  const operation = () => kit.begin().operation;

  it("is none where there never was one, and where all have ended", async () => {
    const inputs = kit.declare();
    assert.equal(await findLive(inputs, operation()), undefined);
    for (const status of ENDED) kit.record(inputs, { status, held: true });
    assert.equal(await findLive(inputs, operation()), undefined);
  });

  for (const status of LIVE) {
    it(`is the one that is ${status}, among others that have ended and those of other meetings`, async () => {
      const inputs = kit.declare();
      for (const ended of ENDED) kit.record(inputs, { status: ended, held: true });
      const id = kit.record(inputs, { status, held: true });
      kit.record(kit.declare(), { status: "RECORDING" });
      const found = await findLive(inputs, operation());
      assert.deepEqual([found?.recordingId, found?.status], [id, status]);
    });
  }

  it("is ambiguous where several run: the error lists them and points to Recording", async () => {
    const inputs = kit.declare();
    const statuses = [...LIVE].reverse();
    const running = statuses.map((status) => kit.record(inputs, { status, held: true }));
    kit.record(inputs, { status: "UPLOADED" });
    await assert.rejects(findLive(inputs, operation()), (error: Error) => {
      assert.ok(error instanceof AmbiguousMeetingError);
      assert.equal(error.recordings.length, 3);
      assert.match(
        error.message,
        /^AmbiguousMeetingError: meeting \S+ has 3 recordings that have not ended: .*\. Nothing was sent\. Declare the one that is meant with the resource Recording, by its id\.$/,
      );
      for (const id of running) {
        const { status, started_time: started, invoked_time: invoked } = kit.emulator.getRecording(id);
        const row = `${id} (${status}, since ${started ?? invoked})`;
        assert.ok(error.message.includes(row), `${row} in ${error.message}`);
      }
      return true;
    });
  });

  it("is found among more than a page holds", async () => {
    kit.emulator.patchSettings({ perPageMax: 2 });
    const inputs = kit.declare();
    for (let index = 0; index < 3; index++) kit.record(inputs, { status: "RECORDING" });
    await assert.rejects(findLive(inputs, operation()), /has 3 recordings/);
  });

  it("is the one in a status that we don't know, where all statuses are asked for", async () => {
    const inputs = kit.declare();
    const id = kit.record(inputs);
    kit.emulator.addFault({ kind: "unknownStatus", match: { endpoint: "recordings.list" } });
    const found = await findLive(inputs, operation(), { among: "all" });
    assert.deepEqual([found?.recordingId, found?.status], [id, "FINALIZING"]);
    assert.ok(!kit.emulator.requests()[0]?.query.includes("status="));
  });

  it("is looked for among all once more where there are several", async () => {
    const inputs = kit.declare();
    for (let count = 0; count < 2; count++) kit.record(inputs);
    const found = findLive(inputs, operation(), { among: "all", maxAgeMs: 60_000 });
    await assert.rejects(found, AmbiguousMeetingError);
    const queries = kit.emulator.requests().map(({ query }) => query);
    assert.equal(queries.length, 2);
    assert.ok(queries.every((query) => !query.includes("status=")));
  });

  for (const field of ["id", "status"]) {
    it(`is not none where a recording is listed without its ${field}: that is an error`, async () => {
      const inputs = kit.declare();
      kit.record(inputs);
      kit.emulator.addFault({ kind: "fields", remove: [field], match: { endpoint: "recordings.list" } });
      await assert.rejects(findLive(inputs, operation()), {
        name: "InvalidResponseError",
        message:
          /^InvalidResponseError: GET \S+\/recordings was answered with a list with an item that is no recording\. Check the base URL/,
      });
    });
  }

  it("says that the meeting or its app isn't there where the API has no such list", async () => {
    const inputs = kit.declare();
    kit.emulator.addFault({ kind: "status", status: 404, match: { endpoint: "recordings.list" } });
    await assert.rejects(findLive(inputs, operation()), (error: Error) => {
      assert.ok(error instanceof MeetingNotFoundError);
      assert.equal((error.cause as Error).name, "NotFoundError");
      return true;
    });
  });
});

describe("a look at a meeting that has a recording in the state", () => {
  const kit = useMeetings();
  const stored = (inputs: object, more: Partial<StoredMeeting>) => ({ ...inputs, ...more }) as StoredMeeting;

  it("asks for it by its id where the list doesn't show it yet", async () => {
    const inputs = kit.declare();
    const recordingId = kit.record(inputs, { status: "RECORDING" });
    kit.emulator.addFault({
      kind: "status",
      status: 200,
      body: { success: true, data: [], paging: { total_count: 0 } },
      match: { endpoint: "recordings.list" },
    });
    const { live } = await lookAt(
      inputs,
      stored(inputs, { recordingId, status: "INVOKED" }),
      kit.begin().operation,
    );
    assert.equal(live?.recordingId, recordingId);
  });

  it("asks for one that it last saw running, and not for one that it saw ended", async () => {
    const inputs = kit.declare();
    const recordingId = kit.record(inputs, { status: "UPLOADED" });
    const seenRunning = stored(inputs, { recordingId, status: "RECORDING", __declared: "recording" });
    const { last, declaredBefore } = await lookAt(inputs, seenRunning, kit.begin().operation);
    assert.deepEqual([last?.status, declaredBefore], ["UPLOADED", "recording"]);
    assert.deepEqual(kit.trail(), ["recordings.list 200", "recordings.get 200"]);
    kit.emulator.clearRequests();
    const seenEnded = stored(inputs, { recordingId, status: "UPLOADED", __declared: "stopped" });
    const again = await lookAt(inputs, seenEnded, kit.begin().operation);
    assert.deepEqual([again.last?.status, again.declaredBefore], ["UPLOADED", "stopped"]);
    assert.deepEqual(kit.trail(), ["recordings.list 200"]);
  });

  it("takes another one that runs for the meeting's", async () => {
    const inputs = kit.declare();
    const before = kit.record(inputs, { status: "UPLOADED" });
    const now = kit.record(inputs, { status: "PAUSED" });
    const { live, last } = await lookAt(
      inputs,
      stored(inputs, { recordingId: before, status: "RECORDING" }),
      kit.begin().operation,
    );
    assert.deepEqual([live?.recordingId, last], [now, undefined]);
  });

  it("asks for the one in the state by its id where its status isn't known", async () => {
    const inputs = kit.declare();
    const recordingId = kit.record(inputs, { status: "UPLOADED" });
    const { live, last } = await lookAt(inputs, stored(inputs, { recordingId }), kit.begin().operation);
    assert.deepEqual([live, last?.recordingId, last?.status], [undefined, recordingId, "UPLOADED"]);
  });

  it("takes the one in the state for the last one where it is gone, not for none at all", async () => {
    const inputs = kit.declare();
    const recordingId = kit.record(inputs);
    kit.emulator.deleteRecording(recordingId);
    const { live, last } = await lookAt(
      inputs,
      stored(inputs, { recordingId, status: "RECORDING" }),
      kit.begin().operation,
    );
    assert.deepEqual([live, last], [undefined, { recordingId, status: "RECORDING" }]);
  });
});
