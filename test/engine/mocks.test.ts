/** A user's own unit test of a program, with Pulumi's mocks in place of engine and provider. */

import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { MeetingRecording, Recording } from "../../provider";
import { RULES } from "../../provider/core/inputs";
import { OBSERVED } from "../../provider/core/outputs";

const recordingId = "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e";

describe("a program under pulumi.runtime.setMocks", () => {
  const seen: pulumi.runtime.MockResourceArgs[] = [];

  before(async () => {
    await pulumi.runtime.setMocks({
      newResource: (args) => {
        seen.push(args);
        return { id: `${args.name}-id`, state: { ...args.inputs, status: "PAUSED" } };
      },
      call: ({ inputs }) => inputs,
    });
  });

  it("sees its inputs, its outputs and its id", async () => {
    const { id, status, state } = new Recording("keynote", { recordingId, state: "paused" });
    assert.deepEqual(await resolved(pulumi.all([id, status, state])), ["keynote-id", "PAUSED", "paused"]);
    assert.equal(seen[0]?.type, "pulumi-nodejs:dynamic/realtimekit:Recording");
    assert.deepEqual([seen[0]?.inputs.recordingId, seen[0]?.inputs.state], [recordingId, "paused"]);
  });

  it("has a property for every output, whether the program gives a value or not", () => {
    const { id, urn, ...outputs } = new Recording("bare", {
      recordingId,
      state: "paused",
    });
    const names = Object.entries(outputs)
      .filter(([name, output]) => !name.startsWith("__") && pulumi.Output.isInstance(output))
      .map(([name]) => name);
    const inputs = Object.keys(RULES).filter((name) => !name.includes("."));
    assert.deepEqual(names.sort(), [...new Set([...inputs, ...OBSERVED])].sort());
  });

  it("is told null for what isn't stored", async () => {
    const { fileSize, downloadUrl, status } = new Recording("live", { recordingId, state: "paused" });
    assert.deepEqual(await resolved(pulumi.all([fileSize, downloadUrl, status])), [null, null, "PAUSED"]);
  });

  it("is told the defaults of what it doesn't declare", async () => {
    const { onDelete, whenEnded, waitForUpload } = new Recording("ends", {
      recordingId,
      state: "stopped",
      onDelete: "stop",
    });
    const told = await resolved(pulumi.all([onDelete, whenEnded, waitForUpload]));
    assert.deepEqual(told, ["stop", "fail", false]);
  });

  it("can put outputs into a function that it deploys, which takes nothing else along", async () => {
    const { fileSize, accountId } = Recording.get("served", "account/app/recording");
    const { text } = await pulumi.runtime.serializeFunction(() => [fileSize.get(), accountId.get()]);
    assert.match(text, /\.value = null;/);
    assert.match(text, /\.value = "account";/);
    assert.doesNotMatch(text, /require\(/);
  });

  it("can look a recording up, and is told what its id says", async () => {
    const { id, status, accountId, appId, ...found } = Recording.get("found", "account/app/recording");
    const told = await resolved(pulumi.all([id, status, accountId, appId, found.recordingId]));
    assert.deepEqual(told, ["account/app/recording", "PAUSED", "account", "app", "recording"]);
  });

  it("is told what it declares where an id says nothing", async () => {
    const { accountId, appId } = new Recording("mocked", { recordingId, accountId: "mine", state: "paused" });
    assert.deepEqual(await resolved(pulumi.all([accountId, appId])), ["mine", undefined]);
  });
});

describe("the preview of a program under pulumi.runtime.setMocks", () => {
  const id = `account/app/${recordingId}`;
  /** As the engine answers: with what is stored, or with the inputs and, where it is new, without an id. */
  const answers: Record<string, (inputs: object) => { id: string; state: object }> = {
    unchanged: () => ({ id, state: { state: "paused", status: "PAUSED" } }),
    updated: (inputs) => ({ id, state: { ...inputs, outputFileName: "keynote.mp4" } }),
    created: (inputs) => ({ id: "", state: inputs }),
  };

  before(async () => {
    const newResource = ({ name, inputs }: pulumi.runtime.MockResourceArgs) =>
      answers[name]?.(inputs) ?? { id, state: inputs };
    await pulumi.runtime.setMocks({ newResource, call: ({ inputs }) => inputs }, "project", "dev", true);
  });

  const outputsOf = (name: string) => new Recording(name, { recordingId, state: "paused" });

  it("knows that a recording has nothing stored for an output", async () => {
    assert.deepEqual(await known(outputsOf("unchanged").fileSize), { isKnown: true, value: null });
  });

  it("knows of a recording that stays as it is what its id says", async () => {
    const { accountId, recordingId: told } = outputsOf("unchanged");
    assert.deepEqual(await known(accountId), { isKnown: true, value: "account" });
    assert.deepEqual(await known(told), { isKnown: true, value: recordingId });
  });

  it("knows of one that is created what it declares, since there is no id yet", async () => {
    const { accountId, recordingId: told } = outputsOf("created");
    assert.equal((await known(accountId)).isKnown, false);
    assert.deepEqual(await known(told), { isKnown: true, value: recordingId });
  });

  it("doesn't know which recording it will be where that is declared but unknown", async () => {
    const unknown = pulumi.output(pulumi.unknown) as pulumi.Output<string>;
    const updated = new Recording("updated", { recordingId: unknown, state: "paused" });
    assert.equal((await known(updated.recordingId)).isKnown, false);
  });

  it("keeps as a secret what the program keeps as one, stored or not", async () => {
    const accountId = pulumi.secret("account");
    const { meetingId, ...meeting } = new MeetingRecording(
      "unchanged",
      { meetingId: "97440c6a-140b-40a9-9499-b23fd7a3868a", accountId, state: "paused" },
      { additionalSecretOutputs: ["meetingId"] },
    );
    const secrets = [meetingId, meeting.accountId, meeting.appId, outputsOf("unchanged").accountId];
    assert.deepEqual(await Promise.all(secrets.map(pulumi.isSecret)), [true, true, false, false]);
  });

  it("doesn't know the outputs of a recording that is updated, except those that can't change", async () => {
    const { fileSize, outputFileName } = outputsOf("updated");
    assert.equal((await known(fileSize)).isKnown, false);
    assert.deepEqual(await known(outputFileName), { isKnown: true, value: "keynote.mp4" });
  });

  it("knows what is so by default, and not what is declared but unknown", async () => {
    const { onDelete, whenEnded } = new Recording("updated", {
      recordingId,
      state: "paused",
      whenEnded: pulumi.output(pulumi.unknown) as pulumi.Output<"fail">,
    });
    assert.deepEqual(await known(onDelete), { isKnown: true, value: "leave" });
    assert.equal((await known(whenEnded)).isKnown, false);
  });

  it("knows that what has no default isn't declared", async () => {
    const { onDelete, timeouts } = new MeetingRecording("updated", {
      meetingId: "97440c6a-140b-40a9-9499-b23fd7a3868a",
      state: "paused",
    });
    assert.deepEqual(await known(onDelete), { isKnown: true, value: undefined });
    assert.deepEqual(await known(timeouts), { isKnown: true, value: undefined });
  });

  it("depends on the recording where an output is used", async () => {
    const recording = outputsOf("unchanged");
    const { allResources } = recording.storage as unknown as {
      allResources(): Promise<Set<pulumi.Resource>>;
    };
    assert.deepEqual([...(await allResources())], [recording]);
  });
});

async function known(output: pulumi.Output<unknown>) {
  const { isKnown, promise } = output as unknown as {
    isKnown: Promise<boolean>;
    promise(): Promise<unknown>;
  };
  return { isKnown: await isKnown, value: await promise() };
}

function resolved<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => output.apply(resolve));
}
