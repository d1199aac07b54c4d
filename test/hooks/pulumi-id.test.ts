/** The Pulumi id and the three ids that it is made of. */

import assert from "node:assert/strict";
import * as fc from "fast-check";
import { identityOf, kindOf, pulumiId } from "../../provider/hooks/kinds";

const RECORDING = kindOf({ recordingId: "recording" });
const MEETING = kindOf({ meetingId: "meeting" });

const WRONG = ["", "/", "//", "a", "a/b", "a/b/", "/b/c", "a//c", "a/b/c/", "a/b/c/d", "///"];

describe("a Pulumi id", () => {
  it("is account, app and recording, in this order", () => {
    const identity = { accountId: "account", appId: "app", recordingId: "recording" };
    assert.equal(pulumiId(RECORDING, identity), "account/app/recording");
    assert.deepEqual(identityOf(RECORDING, "account/app/recording"), identity);
  });

  it("is account, app and meeting where the resource stands for a meeting", () => {
    const identity = { accountId: "account", appId: "app", meetingId: "meeting" };
    assert.equal(pulumiId(MEETING, identity), "account/app/meeting");
    assert.deepEqual(identityOf(MEETING, "account/app/meeting"), identity);
  });

  for (const text of WRONG) {
    it(`is not "${text}"`, () => assert.equal(identityOf(RECORDING, text), undefined));
  }

  it("gives the recording's id as the API writes it, in lower case", () => {
    assert.equal(identityOf(RECORDING, "Account/App/ABC")?.recordingId, "abc");
    assert.equal(identityOf(RECORDING, "Account/App/ABC")?.accountId, "Account");
  });

  it("gives back the ids that it was made of, whatever they are", () => {
    const part = fc.string({ minLength: 1 }).filter((text) => !text.includes("/"));
    return fc.assert(
      fc.property(part, part, part, (accountId, appId, own) => {
        const identity = { accountId, appId, recordingId: own.toLowerCase() };
        assert.deepEqual(identityOf(RECORDING, pulumiId(RECORDING, identity)), identity);
      }),
    );
  });

  it("is made of the inputs that mean another recording when they change", () => {
    assert.deepEqual(RECORDING.identity, ["accountId", "appId", "recordingId"]);
  });
});

describe("the resource that a call is about", () => {
  const urn = (type: string) => `urn:pulumi:dev::p::pulumi-nodejs:dynamic/realtimekit:${type}::keynote`;
  const ROWS: [props: Record<string, unknown>, name: string][] = [
    [{ __urn: urn("Recording") }, "Recording"],
    [{ __urn: urn("MeetingRecording") }, "MeetingRecording"],
    [{ __urn: urn("Recording"), meetingId: "a slip of the hand" }, "Recording"],
    [{ meetingId: "m" }, "MeetingRecording"],
    [{ recordingId: "r" }, "Recording"],
  ];
  for (const [props, name] of ROWS) {
    it(`is ${name} for ${JSON.stringify(props)}`, () => assert.equal(kindOf(props).name, name));
  }
});
