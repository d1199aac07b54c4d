/** The Pulumi id and the three ids that it is made of. */

import assert from "node:assert/strict";
import * as fc from "fast-check";
import { formatId, IDENTITY_KEYS, parseId } from "../../provider/core/identity";

const WRONG = ["", "/", "//", "a", "a/b", "a/b/", "/b/c", "a//c", "a/b/c/", "a/b/c/d", "///"];

describe("a Pulumi id", () => {
  it("is account, app and recording, in this order", () => {
    const id = formatId({ accountId: "account", appId: "app", recordingId: "recording" });
    assert.equal(id, "account/app/recording");
    assert.deepEqual(parseId(id), { accountId: "account", appId: "app", recordingId: "recording" });
  });

  for (const text of WRONG) {
    it(`is not "${text}"`, () => assert.equal(parseId(text), undefined));
  }

  it("gives back the ids that it was made of, whatever they are", () => {
    const part = fc.string({ minLength: 1 }).filter((text) => !text.includes("/"));
    return fc.assert(
      fc.property(part, part, part, (accountId, appId, recordingId) => {
        const identity = { accountId, appId, recordingId };
        assert.deepEqual(parseId(formatId(identity)), identity);
      }),
    );
  });

  it("is made of the inputs that mean another recording when they change", () => {
    assert.deepEqual(IDENTITY_KEYS, ["accountId", "appId", "recordingId"]);
  });
});
