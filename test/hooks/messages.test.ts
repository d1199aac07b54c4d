/** What a user gets to see: progress on the resource's row, and errors without a stack trace. */

import assert from "node:assert/strict";
import { nameOf, TOKEN, useHooks } from "../support/hooks-kit";

describe("the progress of an operation", () => {
  const kit = useHooks();

  it("is shown on the resource's own row, for as long as it lasts", async () => {
    kit.emulator.clock.freeze(true);
    const declared = kit.declare({ state: "paused" }, { status: "INVOKED" });
    const { inputs } = await kit.hooks.check({}, declared);
    kit.engine.messages.length = 0;
    const created = kit.hooks.create(inputs);
    await kit.engine.message(/: waiting until it is /);
    kit.emulator.clock.advance(60_000);
    await created;
    for (const { urn, severity, ephemeral } of kit.engine.messages) {
      assert.deepEqual([urn, severity, ephemeral], [declared.__urn, "info", true]);
    }
    assert.deepEqual(
      kit.engine.messages.slice(-2).map(({ text }) => text),
      ["sending pause", "now PAUSED"],
    );
  });

  it("says that the API's request limit is waited for", async () => {
    const declared = await kit.create();
    kit.emulator.addFault({ kind: "status", status: 429, headers: { "retry-after": "2" } });
    await kit.hooks.update(declared.id, declared.outs, declared.inputs);
    const { text, ephemeral, urn } = await kit.engine.message(/limit/);
    assert.equal(text, "Cloudflare's request limit is used up; going on in 2s");
    assert.deepEqual([ephemeral, urn], [true, declared.urn]);
  });

  it("arrives before the operation is over", async () => {
    const { inputs } = await kit.hooks.check({}, kit.declare({ state: "paused" }));
    kit.forget();
    await kit.hooks.create(inputs);
    assert.deepEqual(
      kit.engine.messages.map(({ text }) => text),
      ["sending pause", "now PAUSED"],
    );
  });

  it("isn't repeated while nothing is new, since in a log each message is a line", async () => {
    kit.emulator.patchSettings({ invokedMs: 2_000 });
    const { inputs } = await kit.hooks.check({}, kit.declare({ state: "paused" }, { status: "INVOKED" }));
    kit.forget();
    await kit.hooks.create(inputs);
    const texts = kit.engine.messages.map(({ text }) => text);
    assert.equal(texts[0], "INVOKED for 0s: waiting until it is RECORDING");
    assert.equal(new Set(texts).size, texts.length, texts.join("\n"));
  });

  it("ends with what was reached, also where the deletion stops the recording", async () => {
    const { id, outs } = await kit.create({ onDelete: "stop" });
    kit.forget();
    await kit.hooks.delete(id, outs);
    assert.deepEqual(
      kit.engine.messages.map(({ text }) => text),
      ["sending stop", "now UPLOADING"],
    );
  });

  it("is preceded by what the update of a new resource will do", async () => {
    const news = kit.declare({ state: "stopped" });
    await kit.hooks.check({}, news);
    assert.deepEqual(
      kit.engine.messages.map(({ text, severity, ephemeral }) => [text, severity, ephemeral]),
      [
        [
          `${nameOf({ urn: news.__urn })}: will stop the recording: declared "stopped", observed RECORDING`,
          "info",
          false,
        ],
      ],
    );
  });

  it("has no control characters that the API sent", async () => {
    const { inputs } = await kit.hooks.check({}, kit.declare({ timeouts: { create: "1s" } }));
    kit.forget();
    kit.emulator.addFault({ kind: "unknownStatus", status: "\u001b[2JFINAL\nIZING", times: "always" });
    await assert.rejects(kit.hooks.create(inputs), ({ message }: Error) => !/\p{Cc}/u.test(message));
    await kit.engine.message(/: waiting until it is /);
    for (const { text } of kit.engine.messages) assert.doesNotMatch(text, /\p{Cc}/u);
  });
});

describe("an operation without a resource's name", () => {
  const kit = useHooks();

  it("works all the same, and is told of at the stack's row", async () => {
    const { __urn, ...news } = kit.declare({ state: "paused" });
    const { inputs, failures } = await kit.hooks.check({}, news);
    assert.deepEqual(failures, []);
    assert.equal((await kit.hooks.create(inputs)).outs.status, "PAUSED");
    assert.deepEqual(
      kit.engine.messages.map(({ text, urn }) => [text, urn]),
      [
        ['will pause the recording: declared "paused", observed RECORDING', ""],
        ["sending pause", ""],
        ["now PAUSED", ""],
      ],
    );
  });

  it("is the refresh of a recording that is over, which may have to wait for the request limit", async () => {
    const { id, outs } = await kit.create({ state: "stopped" }, { status: "UPLOADED" });
    assert.ok(!("__urn" in outs));
    kit.emulator.addFault({ kind: "status", status: 429, headers: { "retry-after": "2" } });
    assert.equal((await kit.hooks.read(id, outs)).props.status, "UPLOADED");
    const { text, urn } = await kit.engine.message(/limit/);
    assert.deepEqual([text, urn], ["Cloudflare's request limit is used up; going on in 2s", ""]);
  });
});

describe("an operation whose engine takes no messages", () => {
  const kit = useHooks();

  it("works all the same", async () => {
    const { inputs } = await kit.hooks.check({}, kit.declare({ state: "paused" }));
    kit.engine.refuse();
    assert.equal((await kit.hooks.create(inputs)).outs.status, "PAUSED");
  });
});

describe("an operation whose engine is slow to take messages", () => {
  const kit = useHooks();

  it("waits for it with what an update will do, but not with its progress", async () => {
    kit.engine.lag(3_000);
    const { inputs } = await kit.hooks.check({}, kit.declare({ state: "stopped" }));
    assert.match(kit.engine.messages[0]?.text ?? "", /: will stop the recording: /);
    kit.forget();
    await kit.hooks.create(inputs);
    assert.deepEqual(kit.engine.messages, []);
  }).timeout(20_000);
});

describe("an error that a user can mend", () => {
  const kit = useHooks();

  it("is printed without a stack trace, with its name, whichever hook fails", async () => {
    const declared = await kit.create({ onDelete: "stop" });
    const { id, outs, recordingId } = declared;
    const { inputs } = await kit.recheck(declared);
    kit.emulator.deleteRecording(recordingId);
    await assert.rejects(kit.hooks.diff(id, outs, inputs), /RecordingNotFoundError/);
    kit.emulator.patchSettings({ tokens: [{ token: "of-somebody-else" }] });
    await assert.rejects(kit.hooks.read(id, outs), /AuthenticationError/);
    kit.hooks.nextPhase();
    await assert.rejects(kit.hooks.delete(id, outs), /AuthenticationError/);
    await assert.rejects(kit.hooks.update(id, outs, inputs), /AuthenticationError/);
    await assert.rejects(kit.hooks.create(inputs), /AuthenticationError/);
    assert.equal(
      kit.hooks.stderr(),
      ["RecordingNotFoundError", "AuthenticationError", "AuthenticationError"]
        .map((name) => `${name}: see the message at the resource\n`)
        .join(""),
    );
  });

  it("never shows the token", async () => {
    kit.emulator.patchSettings({ tokens: [{ token: "of-somebody-else" }] });
    await assert.rejects(
      kit.hooks.create(kit.declare({ accountId: "a", appId: "b" })),
      ({ message }: Error) => message.startsWith("AuthenticationError: ") && !message.includes(TOKEN),
    );
    assert.ok(!kit.hooks.stderr().includes(TOKEN));
  });
});
