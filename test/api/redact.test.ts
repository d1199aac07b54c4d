/** Token and credentials that were sent don't come back in what the API says about them. */

import assert from "node:assert/strict";
import { hideToken, redact } from "../../provider/api/redact";

const BODY = {
  meeting_id: "m",
  max_seconds: 60,
  storage_config: {
    type: "aws",
    access_key: "AKIA1",
    secret: "s3cr3t",
    password: "hunter2",
    private_key: "line 1\nline 2",
  },
  rtmp_out_config: { rtmp_url: "rtmp://live.example/key" },
};

describe("what the API says about a request", () => {
  const SAID: [said: string, shown: string][] = [
    ["the secret s3cr3t is wrong, s3cr3t!", "the secret [hidden] is wrong, [hidden]!"],
    ["AKIA1 can't write to aws", "[hidden] can't write to aws"],
    ["no stream at rtmp://live.example/key", "no stream at [hidden]"],
    ["hunter2 isn't the password", "[hidden] isn't the password"],
    ["key: line 1\nline 2", "key: [hidden]"],
    ["max_seconds must be 60", "max_seconds must be 60"],
  ];
  for (const [said, shown] of SAID) {
    it(`shows ${JSON.stringify(said)} without credentials`, () => assert.equal(redact(said, BODY), shown));
  }

  it("stays as it is where a credential is empty, or isn't there", () => {
    const body = { storage_config: { secret: "", password: null }, rtmp_out_config: null };
    assert.equal(redact("null is no region", body), "null is no region");
  });

  it("stays as it is where nothing was sent", () =>
    assert.equal(redact("no message", undefined), "no message"));
});

describe("an answer that repeats the token", () => {
  it("is read without it", () => {
    const said = '{"message":"no such token: abcdefghijklmnop, abcdefghijklmnop"}';
    assert.equal(hideToken(said, "abcdefghijklmnop"), '{"message":"no such token: [hidden], [hidden]"}');
  });

  it("is left alone where the token is a word, as with an emulator", () => {
    for (const token of ["data", "a", '"', "success"]) {
      assert.equal(hideToken('{"success":true,"data":{}}', token), '{"success":true,"data":{}}');
    }
  });
});
