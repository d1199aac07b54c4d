/** `check` of each property: what is wrong, what is filled in, and what a preview doesn't know yet. */

import assert from "node:assert/strict";
import { unknownValue } from "@pulumi/pulumi/runtime/rpc";
import { DEFAULT_ACCOUNT_ID, DEFAULT_APP_ID } from "../../emulator";
import { FIXED_FROM, withoutKept } from "../../provider/core/known-ahead";
import { PROVIDER_TEXT } from "../../provider/resources/common";
import { useHooks } from "../support/hooks-kit";

const UNKNOWN_BOOLEAN = "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7";
const UNKNOWN_OBJECT = "dd056dcd-154b-4c76-9bd3-c8f88648b5ff";

const WRONG: [property: string, value: unknown, reason: string][] = [
  ["recordingId", "keynote", `must be the recording's id, a UUID, but is "keynote"`],
  ["recordingId", null, "is missing; it names the recording (a UUID)"],
  ["state", "pause", `must be "recording", "paused" or "stopped", but is "pause"`],
  ["state", null, `is missing; declare "recording", "paused" or "stopped"`],
  [
    "accountId",
    "acme/eu",
    `must be a Cloudflare account id, at most 32 letters and digits, but is "acme/eu"`,
  ],
  ["appId", "my app", `must be a RealtimeKit app id, a UUID or 32 hexadecimal digits, but is "my app"`],
  ["onDelete", "destroy", `must be "leave" or "stop", but is "destroy"`],
  ["whenEnded", true, `must be "fail" or "accept", but is true`],
  ["waitForUpload", "yes", `must be true or false, but is "yes"`],
  ["timeouts", "5m", `must be an object such as { create: "5m", update: "5m", delete: "5m" }, but is "5m"`],
];

const WRONG_TIMEOUTS: [name: string, value: unknown, reason: string][] = [
  ["create", "soon", `must be a duration up to a week, such as "90s", "5m" or "1h30m", but is "soon"`],
  ["update", 90, `must be a duration up to a week, such as "90s", "5m" or "1h30m", but is 90`],
  ["delete", "8h30", `must be a duration up to a week, such as "90s", "5m" or "1h30m", but is "8h30"`],
  ["read", "5m", "is not an input of Recording; there are timeouts.create, timeouts.update, timeouts.delete"],
];

describe("check of one wrong property", () => {
  const kit = useHooks();

  for (const [property, value, reason] of WRONG) {
    it(`names ${property} when it is ${JSON.stringify(value)}`, async () => {
      const { failures } = await kit.hooks.check({}, kit.declare({ [property]: value }));
      assert.deepEqual(failures, [{ property, reason }]);
    });
  }

  for (const [name, value, reason] of WRONG_TIMEOUTS) {
    it(`names timeouts.${name} when it is ${JSON.stringify(value)}`, async () => {
      const { failures } = await kit.hooks.check({}, kit.declare({ timeouts: { [name]: value } }));
      assert.deepEqual(failures, [{ property: `timeouts.${name}`, reason }]);
    });
  }

  it("suggests the input that was meant", async () => {
    const { failures } = await kit.hooks.check({}, kit.declare({ recordingID: "x" }));
    assert.deepEqual(failures, [
      { property: "recordingID", reason: "is not an input of Recording; did you mean recordingId?" },
    ]);
  });

  it("gives a failure for each wrong property at once, and asks the API nothing", async () => {
    const news = kit.declare({ state: "on", onDelete: "off", timeouts: { create: "never" } });
    const { failures } = await kit.hooks.check({}, news);
    assert.deepEqual(
      failures.map(({ property }) => property),
      ["state", "onDelete", "timeouts.create"],
    );
    assert.deepEqual(kit.emulator.requests(), []);
  });
});

describe("check of right properties", () => {
  const kit = useHooks();

  it("fills in account and app, writes the id in lower case, and leaves out what is so by default", async () => {
    const { __urn, ...news } = kit.declare();
    const given = { ...news, __urn, recordingId: news.recordingId.toUpperCase() };
    const { inputs, failures } = await kit.hooks.check({}, given);
    assert.deepEqual(failures, []);
    const { __provider } = inputs;
    assert.equal(__provider, PROVIDER_TEXT);
    assert.deepEqual(withoutKept(inputs, inputs, FIXED_FROM), {
      __provider,
      ...news,
      accountId: DEFAULT_ACCOUNT_ID,
      appId: DEFAULT_APP_ID,
    });
  });

  const UNKNOWN: [name: string, args: Record<string, unknown>][] = [
    ["the recording's id", { recordingId: unknownValue }],
    ["the state", { state: unknownValue }],
    ["the account", { accountId: unknownValue }],
    ["the app", { appId: unknownValue }],
    ["a boolean", { waitForUpload: UNKNOWN_BOOLEAN }],
  ];
  for (const [name, args] of UNKNOWN) {
    it(`lets ${name} pass that isn't known yet, and asks the API nothing`, async () => {
      const { inputs, failures } = await kit.hooks.check({}, kit.declare(args));
      assert.deepEqual(failures, []);
      for (const [property, value] of Object.entries(args)) assert.deepEqual(inputs[property], value);
      assert.deepEqual(kit.emulator.requests(), []);
    });
  }

  const IRRELEVANT: [name: string, args: Record<string, unknown>][] = [
    ["onDelete", { onDelete: unknownValue }],
    ["all timeouts", { timeouts: UNKNOWN_OBJECT }],
    ["one timeout", { timeouts: { create: unknownValue } }],
  ];
  for (const [name, args] of IRRELEVANT) {
    it(`tells what an update will do although ${name} isn't known yet`, async () => {
      const { inputs, failures } = await kit.hooks.check({}, kit.declare({ state: "paused", ...args }));
      assert.deepEqual(failures, []);
      for (const [property, value] of Object.entries(args)) assert.deepEqual(inputs[property], value);
      await kit.engine.message(/will pause the recording/);
    });
  }

  it("still names what is wrong beside what isn't known yet", async () => {
    const { failures } = await kit.hooks.check({}, kit.declare({ recordingId: unknownValue, state: "on" }));
    assert.deepEqual(
      failures.map(({ property }) => property),
      ["state"],
    );
  });
});
