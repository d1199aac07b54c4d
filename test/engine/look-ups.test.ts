/** Look-ups in a program on the real engine: with arguments, with inputs, in both ways of finding nothing. */

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { STORY_TIMEOUT_MS, useStack } from "../support/engine-kit";

const PROGRAM = {
  "Pulumi.yaml": "name: look-ups\nruntime: { name: nodejs, options: { typescript: false } }\n",
  "ids.json": "{}",
  "index.js": `
const pulumi = require("@pulumi/pulumi");
const kit = require("pulumi-realtimekit");
const { recordingId, meetingId, none, strict, args } = require("./ids.json");

module.exports = async () => {
  if (strict) return { found: await kit[strict](args) };
  const later = pulumi.output(recordingId);
  const first = [];
  for await (const { recordingId } of kit.eachRecording({ sortOrder: "ASC" })) {
    first.push(recordingId);
    if (first.length === 2) break;
  }
  return {
    one: (await kit.getRecording({ recordingId })).status,
    active: (await kit.getActiveRecording({ meetingId })).recordingId,
    ids: (await kit.listRecordings()).map(({ recordingId }) => recordingId),
    paused: (await kit.listRecordings({ status: ["PAUSED"], meetingId })).length,
    none: [await kit.tryGetRecording({ recordingId: none }), await kit.tryGetActiveRecording({ meetingId: none })]
      .map((found) => found === undefined),
    noneLater: kit.tryGetRecordingOutput({ recordingId: none }).apply((found) => found === undefined),
    first,
    later: kit.getRecordingOutput({ recordingId: later }),
    activeLater: kit.getActiveRecordingOutput({ meetingId: pulumi.output(meetingId) }),
    listLater: kit.listRecordingsOutput({ status: [later.apply(() => "UPLOADED")] }),
  };
};
`,
};

const NONE = "00000000-0000-4000-8000-000000000000";

describe("the look-ups of a program", function () {
  this.timeout(STORY_TIMEOUT_MS);
  const kit = useStack({ program: PROGRAM });
  const ids: { recordingId?: string; meetingId?: string } = {};
  const all: string[] = [];
  const write = (more: object = {}) =>
    writeFileSync(
      path.join(kit.workspace.folder, "ids.json"),
      JSON.stringify({ ...ids, none: NONE, ...more }),
    );

  before(() => {
    const uploaded = kit.emulator.createRecording({ status: "UPLOADED" });
    const paused = kit.emulator.createRecording({ status: "PAUSED" });
    all.push(uploaded.id, paused.id);
    for (let count = 0; count < 4; count++) all.push(kit.emulator.createRecording().id);
    Object.assign(ids, { recordingId: uploaded.id, meetingId: paused.meeting_id });
    kit.emulator.patchSettings({ perPageMax: 2 });
    write();
  });

  it("find what there is, over all pages, and send nothing but reads", async () => {
    const { methods } = await kit.succeed(["up", "--skip-preview"]);
    assert.deepEqual([...new Set(methods)], ["GET"]);
    const outputs = JSON.parse((await kit.succeed(["stack", "output", "--json"])).stdout);
    const { one, active, paused, none, first } = outputs;
    assert.deepEqual([one, active, paused, none], ["UPLOADED", all[1], 1, [true, true]]);
    assert.deepEqual([...outputs.ids].sort(), [...all].sort());
    assert.equal(first.length, 2);
  });

  it("keep what they give for inputs secret, since it holds download addresses", async () => {
    const { stdout } = await kit.succeed(["stack", "output", "--json"]);
    const outputs = JSON.parse(stdout);
    for (const name of ["later", "activeLater", "listLater", "noneLater"])
      assert.equal(outputs[name], "[secret]", name);
    assert.ok(!JSON.stringify(await kit.workspace.export()).includes("X-Amz-Signature"));
    const shown = JSON.parse((await kit.succeed(["stack", "output", "--json", "--show-secrets"])).stdout);
    assert.match(shown.later.downloadUrl, /X-Amz-Signature/);
    assert.deepEqual([shown.activeLater.recordingId, shown.noneLater], [all[1], true]);
    assert.deepEqual(
      shown.listLater.map(({ recordingId }: { recordingId: string }) => recordingId),
      [all[0]],
    );
  });

  for (const [name, args, message] of [
    [
      "getRecording",
      { recordingId: NONE },
      new RegExp(`RecordingNotFoundError: app \\S+ has no recording ${NONE}`),
    ],
    [
      "getActiveRecording",
      { meetingId: NONE },
      new RegExp(`NoActiveRecordingError: meeting ${NONE} of app \\S+ has no recording that has not ended`),
    ],
  ] as const) {
    it(`fail with the id, and no stack trace, where ${name} finds nothing`, async () => {
      write({ strict: name, args });
      const { exitCode, text } = await kit.run(["preview"]);
      assert.notEqual(exitCode, 0);
      assert.match(text, message);
      assert.doesNotMatch(text, /^\s+at |unhandled/m);
    });
  }
});
