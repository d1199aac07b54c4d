/** The credentials of a meeting's start options on the real engine: sent to the API, and seen by nobody else. */

import assert from "node:assert/strict";
import { STORY_TIMEOUT_MS } from "../support/engine-kit";
import { sent, useMeetingStack } from "./meeting-program";

const SECRET = "s3cr3t";
const START = {
  storageConfig: {
    type: "sftp",
    bucket: "files",
    region: "r",
    host: "files.example",
    port: 22,
    username: "u",
    authMethod: "KEY",
    accessKey: `${SECRET}-access`,
    secret: `${SECRET}-secret`,
    privateKey: `${SECRET}-key`,
    password: `${SECRET}-password`,
  },
  rtmpOutConfig: { rtmpUrl: `rtmp://live.example/${SECRET}-stream` },
};

describe("the credentials of start options", function () {
  this.timeout(STORY_TIMEOUT_MS);
  const kit = useMeetingStack();
  let meetingId: string;
  let printed = "";
  const declare = (args: object = {}) =>
    kit.declare({ keynote: { meetingId, state: "recording", start: START, ...args } });
  const run = async (...args: string[]) => {
    const result = await kit.run(args);
    printed += result.text;
    return result;
  };

  before(() => {
    meetingId = kit.emulator.createMeeting().id;
  });

  it("are in no output and not in the state, but encrypted", async () => {
    declare();
    kit.emulator.patchSettings({ returnStorageSecrets: true });
    const up = await run("up", "--diff");
    assert.equal(up.exitCode, 0, up.text);
    assert.deepEqual(sent(up), ["POST"]);
    await run("refresh", "--skip-preview", "--diff");
    const { start, storage } = await kit.outputs();
    assert.ok(!JSON.stringify(await kit.workspace.export()).includes(SECRET));
    assert.match(JSON.stringify(start), /ciphertext/);
    assert.deepEqual(storage, {
      type: "sftp",
      bucket: "files",
      region: "r",
      host: "files.example",
      port: 22,
    });
  });

  it("are no change to a later run", async () => {
    assert.equal((await run("preview", "--expect-no-changes", "--diff")).exitCode, 0);
  });

  it("are not shown where one is changed, or wrong, or stands in the wrong place", async () => {
    const { accessKey, ...rest } = START.storageConfig;
    declare({ start: { storageConfig: { ...START.storageConfig, secret: `${SECRET}-new` } } });
    assert.equal((await run("preview", "--diff")).exitCode, 0);
    declare({ start: { storageConfig: { ...rest, privateKey: [`${SECRET}-list`] } } });
    const wrong = await run("preview", "--diff");
    assert.match(wrong.text, /start\.storageConfig\.privateKey.*must be the private key/);
    declare({ start: { ...START, storageConfig: { ...rest, accesskey: accessKey } } });
    const misspelt = await run("preview", "--diff");
    assert.match(misspelt.text, /did you mean start\.storageConfig\.accessKey\?/);
  });

  it("stay unseen through all of it, and through destroy", async () => {
    declare();
    await run("destroy", "--skip-preview");
    assert.ok(
      !printed.includes(SECRET),
      printed.split("\n").find((line) => line.includes(SECRET)),
    );
  });
});
