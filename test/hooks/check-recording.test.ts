/** `check` of a new declaration against the live recording, so that a preview says what an update could only fail with. */

import assert from "node:assert/strict";
import { DEFAULT_APP_ID, type RecordingStatus } from "../../emulator";
import { nameOf, useHooks } from "../support/hooks-kit";

const NOBODYS = "00000000-0000-4000-8000-000000000000";

describe("check of a new declaration", () => {
  const kit = useHooks();

  it("fails on recordingId where there is no such recording", async () => {
    const { failures } = await kit.hooks.check({}, kit.declare({ recordingId: NOBODYS }));
    assert.deepEqual(failures, [
      {
        property: "recordingId",
        reason:
          `RecordingNotFoundError: app ${DEFAULT_APP_ID} has no recording ${NOBODYS}. Check recordingId, appId and ` +
          `accountId; if the recording was deleted, take it out of the program and run "pulumi refresh".`,
      },
    ]);
  });

  const ENDED: RecordingStatus[] = ["UPLOADING", "UPLOADED", "ERRORED"];
  for (const status of ENDED) {
    for (const state of ["recording", "paused"]) {
      it(`fails on state where it is ${state} and the recording is ${status}`, async () => {
        const { failures } = await kit.hooks.check({}, kit.declare({ state }, { status }));
        assert.deepEqual(
          failures.map(({ property }) => property),
          ["state"],
        );
        const reason = failures[0]?.reason ?? "";
        assert.match(
          reason,
          new RegExp(`^RecordingEndedError: recording \\S+ is declared "${state}", but it ended at `),
        );
        assert.match(
          reason,
          new RegExp(`its status is ${status}\\. .*declare state "stopped", or set whenEnded: "accept"`),
        );
      });
    }

    for (const args of [{ state: "stopped" }, { state: "paused", whenEnded: "accept" }]) {
      it(`passes ${JSON.stringify(args)} for a recording that is ${status}`, async () => {
        const { failures } = await kit.hooks.check({}, kit.declare(args, { status }));
        assert.deepEqual(failures, []);
      });
    }
  }

  it("says why the recording ended", async () => {
    const stop_reason = { reason: "ALL_PEERS_LEFT" } as const;
    const news = kit.declare(
      {},
      { status: "UPLOADED", stop_reason, stopped_time: "2026-03-01T10:00:00.000Z" },
    );
    const { failures } = await kit.hooks.check({}, news);
    assert.match(
      failures[0]?.reason ?? "",
      /but it ended at 2026-03-01T10:00:00\.000Z because everybody had left the meeting \(ALL_PEERS_LEFT\);/,
    );
  });

  it("reads the recording once and sends no action, whatever is declared", async () => {
    for (const state of ["recording", "paused", "stopped"]) await kit.hooks.check({}, kit.declare({ state }));
    assert.deepEqual(
      kit.emulator.requests().map(({ method }) => method),
      ["GET", "GET", "GET"],
    );
  });

  it("reads again where an answer got lost", async () => {
    kit.emulator.addFault({ kind: "dropBefore" });
    const { failures } = await kit.hooks.check({}, kit.declare());
    assert.deepEqual(failures, []);
    assert.equal(kit.emulator.requests().length, 2);
  });
});

describe("check of a declaration that is in the state already", () => {
  const kit = useHooks();

  it("asks the API nothing when nothing changed", async () => {
    const declared = await kit.create();
    kit.emulator.patchRecording(declared.recordingId, { status: "UPLOADED" });
    assert.deepEqual((await kit.recheck(declared)).failures, []);
    assert.deepEqual(kit.emulator.requests(), []);
  });

  const UNSEEN = [{ onDelete: "stop" }, { timeouts: { update: "1m" } }, { state: "stopped" }];
  for (const changes of UNSEEN) {
    it(`asks the API nothing when ${JSON.stringify(changes)} can't be refused`, async () => {
      const declared = await kit.create();
      assert.deepEqual((await kit.recheck(declared, changes)).failures, []);
      assert.deepEqual(kit.emulator.requests(), []);
    });
  }

  it("fails on a changed state that can't be reached any more", async () => {
    const declared = await kit.create();
    kit.emulator.patchRecording(declared.recordingId, { status: "UPLOADED" });
    const { failures } = await kit.recheck(declared, { state: "paused" });
    assert.deepEqual(
      failures.map(({ property }) => property),
      ["state"],
    );
  });

  it("looks at another recording as at a new one", async () => {
    const declared = await kit.create();
    const { failures } = await kit.recheck(declared, { recordingId: NOBODYS });
    assert.deepEqual(
      failures.map(({ property }) => property),
      ["recordingId"],
    );
  });
});

describe("check of two resources for one recording", () => {
  const kit = useHooks();

  it("fails on the second, naming the first", async () => {
    const first = kit.declare();
    const second = kit.declare({ recordingId: first.recordingId, state: "paused" });
    assert.deepEqual((await kit.hooks.check({}, first)).failures, []);
    assert.deepEqual((await kit.hooks.check({}, second)).failures, [
      {
        property: "recordingId",
        reason: `is declared twice; the other resource is ${nameOf({ urn: String(first.__urn) })} (${first.__urn})`,
      },
    ]);
  });

  it("takes an id in capitals for the same recording", async () => {
    const first = kit.declare();
    const recordingId = first.recordingId.toUpperCase();
    await kit.hooks.check({}, first);
    const { failures } = await kit.hooks.check({}, kit.declare({ recordingId }));
    assert.match(failures[0]?.reason ?? "", /^is declared twice/);
  });

  it("passes the same resource again, and the same id in another app", async () => {
    const first = kit.declare();
    const other = "14a396e7-ca44-4937-bf1f-050a69118543";
    await kit.hooks.check({}, first);
    assert.deepEqual((await kit.hooks.check({}, first)).failures, []);
    const { failures } = await kit.hooks.check(
      {},
      kit.declare({ recordingId: first.recordingId, appId: other }),
    );
    assert.match(failures[0]?.reason ?? "", /^RecordingNotFoundError/);
  });
});
