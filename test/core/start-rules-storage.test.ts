/** Storage of one's own: what each kind needs, as the specification says it, and that no credential is ever shown. */

import assert from "node:assert/strict";
import { meetingKind } from "../../provider/core/meeting-kind";
import { checkAgainst } from "../../provider/core/rules";
import { IDENTITY, UNKNOWN_SENTINELS } from "./fixtures";

const { recordingId, ...app } = IDENTITY;
const checkStart = (start: unknown) =>
  checkAgainst(meetingKind, { ...app, meetingId: recordingId, state: "recording", start });
const failuresOf = (storageConfig: unknown) => checkStart({ storageConfig }).failures;

const KEYED = { bucket: "b", accessKey: "k", region: "r" };
const SFTP = { ...KEYED, type: "sftp", username: "u", host: "h", port: 22 };

/** Storages with all that they need, and nothing more. */
const COMPLETE: Record<string, Record<string, unknown>> = {
  aws: { ...KEYED, type: "aws" },
  azure: { ...KEYED, type: "azure" },
  digitalocean: { ...KEYED, type: "digitalocean" },
  gcs: { type: "gcs", bucket: "b" },
  "sftp with a key": { ...SFTP, authMethod: "KEY", privateKey: "p" },
  "sftp with a password": { ...SFTP, authMethod: "PASSWORD", password: "p" },
};

describe("storage of one's own", () => {
  for (const [name, storage] of Object.entries(COMPLETE)) {
    it(`of the kind ${name} needs ${Object.keys(storage).join(", ")}`, () => {
      assert.deepEqual(failuresOf(storage), []);
      for (const without of Object.keys(storage)) {
        const { [without]: _, ...rest } = storage;
        const failures = failuresOf(rest);
        assert.ok(
          failures.some(({ property }) => property === `start.storageConfig.${without}`),
          without,
        );
        for (const { reason } of failures) assert.match(reason, /^is missing; /);
      }
    });
  }

  it("may have a path and a secret, and a password for the private key", () => {
    assert.deepEqual(failuresOf({ ...COMPLETE.aws, path: "2026", secret: "s" }), []);
    assert.deepEqual(failuresOf({ ...COMPLETE["sftp with a key"], password: "s" }), []);
    assert.deepEqual(failuresOf({ ...COMPLETE.aws, authMethod: "KEY" }), []);
  });

  it("has no other kinds, ports or ways to log in", () => {
    const wrong = { type: "cloudflare", bucket: "", port: 65_536, authMethod: "TOKEN" };
    const failures = failuresOf(wrong);
    assert.deepEqual(
      failures.map(({ property, reason }) => `${property.slice("start.storageConfig.".length)} ${reason}`),
      [
        'type must be "aws", "azure", "digitalocean", "gcs" or "sftp", but is "cloudflare"',
        `bucket must be the bucket's name, but is ""`,
        "port must be a port from 1 to 65535, but is 65536",
        'authMethod must be "KEY" or "PASSWORD", but is "TOKEN"',
      ],
    );
  });

  it("asks for nothing more while its kind isn't known", () => {
    assert.deepEqual(failuresOf({ type: UNKNOWN_SENTINELS.string, bucket: "b" }), []);
    assert.deepEqual(failuresOf({ ...SFTP, authMethod: UNKNOWN_SENTINELS.string }), []);
    assert.deepEqual(failuresOf({ ...COMPLETE.aws, accessKey: UNKNOWN_SENTINELS.string }), []);
  });

  it("counts null as missing", () => {
    assert.deepEqual(failuresOf({ ...COMPLETE.aws, accessKey: null }), [
      {
        property: "start.storageConfig.accessKey",
        reason: 'is missing; storage of type "aws" needs it',
      },
    ]);
  });
});

describe("a credential", () => {
  const SECRET = "s3cr3t";
  const shown = (start: unknown) => JSON.stringify(checkStart(start).failures);

  it("is not shown where it is wrong", () => {
    for (const name of ["accessKey", "secret", "password", "privateKey"]) {
      const text = shown({ storageConfig: { ...COMPLETE.aws, [name]: [SECRET] } });
      assert.ok(text.includes(`start.storageConfig.${name}`) && !text.includes(SECRET), text);
    }
    const text = shown({ rtmpOutConfig: { rtmpUrl: SECRET } });
    assert.ok(text.includes("must be the RTMP address to stream to") && !text.includes(SECRET), text);
  });

  it("is not shown where it stands under a wrong name, or in the place of an object", () => {
    for (const start of [
      { storageConfig: { ...COMPLETE.aws, acces_key: SECRET } },
      { storageConfig: `aws:${SECRET}` },
      { storageConfig: [{ accessKey: SECRET }] },
      { rtmpOutConfig: `rtmp://live/${SECRET}` },
      JSON.stringify({ storageConfig: { accessKey: SECRET } }),
      [{ storageConfig: { accessKey: SECRET } }],
    ]) {
      const text = shown(start);
      assert.ok(text.length > 2 && !text.includes(SECRET), text);
    }
  });
});
