/** The Pulumi id and the three ids that it is made of. */

import assert from "node:assert/strict";
import * as fc from "fast-check";
import { identityOf, MEETING_IDENTITY, pulumiId, RECORDING_IDENTITY } from "../../provider/core/identity";

const WRONG = ["", "/", "//", "a", "a/b", "a/b/", "/b/c", "a//c", "a/b/c/", "a/b/c/d", "///"];

describe("a Pulumi id", () => {
  it("is account, app and recording, in this order", () => {
    const identity = { accountId: "account", appId: "app", recordingId: "recording" };
    assert.equal(pulumiId(RECORDING_IDENTITY, identity), "account/app/recording");
    assert.deepEqual(identityOf(RECORDING_IDENTITY, "account/app/recording"), identity);
  });

  it("is account, app and meeting where the resource stands for a meeting", () => {
    const identity = { accountId: "account", appId: "app", meetingId: "meeting" };
    assert.equal(pulumiId(MEETING_IDENTITY, identity), "account/app/meeting");
    assert.deepEqual(identityOf(MEETING_IDENTITY, "account/app/meeting"), identity);
  });

  for (const text of WRONG) {
    it(`is not "${text}"`, () => assert.equal(identityOf(RECORDING_IDENTITY, text), undefined));
  }

  it("gives the recording's id as the API writes it, in lower case", () => {
    assert.equal(identityOf(RECORDING_IDENTITY, "Account/App/ABC")?.recordingId, "abc");
    assert.equal(identityOf(RECORDING_IDENTITY, "Account/App/ABC")?.accountId, "Account");
  });

  it("gives back the ids that it was made of, whatever they are", () => {
    const part = fc.string({ minLength: 1 }).filter((text) => !text.includes("/"));
    return fc.assert(
      fc.property(part, part, part, (accountId, appId, own) => {
        const identity = { accountId, appId, recordingId: own.toLowerCase() };
        assert.deepEqual(identityOf(RECORDING_IDENTITY, pulumiId(RECORDING_IDENTITY, identity)), identity);
      }),
    );
  });

  it("is made of the inputs that mean another recording when they change", () => {
    assert.deepEqual(RECORDING_IDENTITY, ["accountId", "appId", "recordingId"]);
  });
});
