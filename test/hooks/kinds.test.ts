/** Which resource a call is about: the engine tells the hooks the properties only. */

import assert from "node:assert/strict";
import { kindOf } from "../../provider/hooks/kinds";

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
