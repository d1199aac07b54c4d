/** Credentials in the options for starting a recording: secret, in whichever form a program gives them. */

import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { type StartOptions, withSecrets } from "../../provider/resources/start-options";

const STORAGE = { type: "aws", bucket: "files", region: "r", accessKey: "k", secret: "s" } as const;
const START: StartOptions = {
  maxSeconds: 60,
  storageConfig: STORAGE,
  rtmpOutConfig: { rtmpUrl: "rtmp://x" },
};

const isSecret = (value: unknown) => pulumi.isSecret(value as pulumi.Output<unknown>);

/** A value as programs may give it where TypeScript doesn't look, or knows no better. */
const FORMS: [name: string, form: <T>(value: T) => T][] = [
  ["an output", (value) => pulumi.output(value) as unknown as typeof value],
  ["a promise", (value) => Promise.resolve(value) as unknown as typeof value],
];

describe("options for starting a recording", () => {
  it("have their credentials secret one by one, and nothing else", async () => {
    const { storageConfig, rtmpOutConfig, maxSeconds } = withSecrets(START) as Required<StartOptions>;
    assert.deepEqual([maxSeconds, storageConfig.bucket, storageConfig.region], [60, "files", "r"]);
    for (const value of [storageConfig.accessKey, storageConfig.secret, rtmpOutConfig.rtmpUrl])
      assert.ok(await isSecret(value));
  });

  for (const [name, form] of FORMS) {
    it(`are secret as a whole where they are ${name}`, async () => {
      assert.ok(await isSecret(withSecrets(form(START))));
    });

    it(`have what holds credentials secret as a whole where it is ${name}`, async () => {
      const start = { maxSeconds: 60, storageConfig: form(STORAGE), rtmpOutConfig: form({ rtmpUrl: "x" }) };
      const { storageConfig, rtmpOutConfig, maxSeconds } = withSecrets(start) as Required<StartOptions>;
      assert.equal(maxSeconds, 60);
      for (const value of [storageConfig, rtmpOutConfig]) assert.ok(await isSecret(value));
      const held = (await (storageConfig as unknown as { promise(): Promise<unknown> }).promise()) as object;
      assert.deepEqual(held, STORAGE);
    });
  }

  it("may be none", () => assert.equal(withSecrets(undefined), undefined));
});
