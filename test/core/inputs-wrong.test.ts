/** Every rule of every input, written out: what is said about a value that breaks it. */

import assert from "node:assert/strict";

import { checkInputs, IDENTITY } from "./fixtures";

const REQUIRED = { ...IDENTITY, state: "recording" };
const UUID = "97440c6a-140b-40a9-9499-b23fd7a3868a";
const HEX_32 = "2a95132c15732412d22c1476fa83f27a";

const ID = "must be the recording's id, a UUID";
const STATE = 'must be "recording", "paused" or "stopped"';
const ACCOUNT = "must be a Cloudflare account id, at most 32 letters and digits";
const APP = "must be a RealtimeKit app id, a UUID or 32 hexadecimal digits";
const TIMEOUTS = 'must be an object such as { create: "5m", update: "5m", delete: "5m" }';
const DURATION = 'must be a duration up to a week, such as "90s", "5m" or "1h30m"';

const WRONG: [property: string, value: unknown, reason: string][] = [
  ["recordingId", "keynote", `${ID}, but is "keynote"`],
  ["recordingId", `${UUID}0`, `${ID}, but is "${UUID}0"`],
  ["recordingId", `0${UUID}`, `${ID}, but is "0${UUID}"`],
  ["recordingId", "", `${ID}, but is ""`],
  ["recordingId", 7, `${ID}, but is 7`],
  ["recordingId", [UUID], `${ID}, but is ["${UUID}"]`],
  ["state", "PAUSED", `${STATE}, but is "PAUSED"`],
  ["state", "pause", `${STATE}, but is "pause"`],
  ["state", true, `${STATE}, but is true`],
  ["state", "constructor", `${STATE}, but is "constructor"`],
  ["accountId", "a".repeat(33), `${ACCOUNT}, but is "${"a".repeat(33)}"`],
  ["accountId", "a/b", `${ACCOUNT}, but is "a/b"`],
  ["accountId", "..", `${ACCOUNT}, but is ".."`],
  ["appId", HEX_32.slice(1), `${APP}, but is "${HEX_32.slice(1)}"`],
  ["appId", `x${HEX_32}`, `${APP}, but is "x${HEX_32}"`],
  ["appId", `${HEX_32}/..`, `${APP}, but is "${HEX_32}/.."`],
  ["appId", `../${UUID}`, `${APP}, but is "../${UUID}"`],
  ["appId", "my-app", `${APP}, but is "my-app"`],
  ["onDelete", "destroy", 'must be "leave" or "stop", but is "destroy"'],
  ["whenEnded", "ignore", 'must be "fail" or "accept", but is "ignore"'],
  ["waitForUpload", "true", 'must be true or false, but is "true"'],
  ["waitForUpload", 1, "must be true or false, but is 1"],
  ["timeouts", "5m", `${TIMEOUTS}, but is "5m"`],
  ["timeouts", ["5m"], `${TIMEOUTS}, but is ["5m"]`],
  ["timeouts", 5, `${TIMEOUTS}, but is 5`],
];

const WRONG_TIMEOUTS: [name: string, value: unknown, property: string, reason: string][] = [
  ["create", "5 minutes", "timeouts.create", `${DURATION}, but is "5 minutes"`],
  ["update", 300, "timeouts.update", `${DURATION}, but is 300`],
  ["delete", "8d", "timeouts.delete", `${DURATION}, but is "8d"`],
  ["delete", "169h", "timeouts.delete", `${DURATION}, but is "169h"`],
  ["create", { s: 1 }, "timeouts.create", `${DURATION}, but is {"s":1}`],
  [
    "creat",
    "5m",
    "timeouts.creat",
    "is not an input of Recording; there are timeouts.create, timeouts.update, timeouts.delete",
  ],
  [
    "a.b",
    "5m",
    'timeouts.["a.b"]',
    "is not an input of Recording; there are timeouts.create, timeouts.update, timeouts.delete",
  ],
  ["Create", "5m", "timeouts.Create", "is not an input of Recording; did you mean timeouts.create?"],
];

describe("a wrong value", () => {
  for (const [property, value, reason] of WRONG) {
    it(`${JSON.stringify(value)} for ${property} is named, with what would be right`, () => {
      const { failures, complete } = checkInputs({ ...REQUIRED, [property]: value });
      assert.deepEqual(failures, [{ property, reason }]);
      assert.equal(complete, undefined);
    });
  }

  for (const [name, value, property, reason] of WRONG_TIMEOUTS) {
    it(`${JSON.stringify(value)} for timeouts.${name} is named by its path`, () => {
      const { failures } = checkInputs({ ...REQUIRED, timeouts: { [name]: value } });
      assert.deepEqual(failures, [{ property, reason }]);
    });
  }

  it("is shown on one line, without terminal escapes, and cut", () => {
    const { failures } = checkInputs({ ...REQUIRED, state: `\u001b[31m\n${"x".repeat(1000)}\u202e` });
    const reason = failures[0]?.reason ?? "";
    assert.match(reason, /^[\x20-\x7e…]+$/);
    assert.ok(reason.length < 400, `${reason.length} characters`);
  });

  it("that JSON can't write is shown all the same", () => {
    const { failures } = checkInputs({ ...REQUIRED, state: Symbol("paused") });
    assert.deepEqual(failures, [{ property: "state", reason: `${STATE}, but is Symbol(paused)` }]);
    const selfHolding: Record<string, unknown> = {};
    selfHolding.self = selfHolding;
    const reasonFor = (state: unknown) => checkInputs({ ...REQUIRED, state }).failures[0]?.reason;
    assert.equal(reasonFor(selfHolding), `${STATE}, but is an object that can't be shown`);
    assert.equal(reasonFor(10n), `${STATE}, but is 10`);
  });

  it("names where it came from, if not from the program", () => {
    const source = "the environment variable CLOUDFLARE_ACCOUNT_ID";
    const { failures } = checkInputs({ ...REQUIRED, accountId: "a-b" }, { accountId: source });
    assert.deepEqual(failures, [
      { property: "accountId", reason: `${ACCOUNT}, but is "a-b" (from ${source})` },
    ]);
  });
});

const REFUSED_NAMES: [name: string, reason: RegExp][] = [
  ["recordingid", /^is not an input of Recording; did you mean recordingId\?$/],
  ["recording_id", /^is not an input of Recording; did you mean recordingId\?$/],
  ["WaitForUpload", /^is not an input of Recording; did you mean waitForUpload\?$/],
  ["id", /; there are recordingId, state, accountId, appId, onDelete, whenEnded, waitForUpload, timeouts$/],
  ["constructor", /; there are recordingId, .*timeouts$/],
  ["toString", /; there are recordingId, .*timeouts$/],
  ["", /; there are recordingId, .*timeouts$/],
];

describe("an unknown input", () => {
  for (const [name, reason] of REFUSED_NAMES) {
    it(`"${name}" is refused`, () => {
      const { inputs, failures } = checkInputs({ ...REQUIRED, [name]: "x" });
      assert.deepEqual(
        failures.map(({ property }) => property),
        [name],
      );
      assert.match(failures[0]?.reason ?? "", reason);
      assert.ok(!Object.hasOwn(inputs, name));
    });
  }

  it("is not passed off as a nested one by a dot in its name", () => {
    const { failures } = checkInputs({ ...REQUIRED, "timeouts.create": "5m" });
    assert.deepEqual(failures, [
      {
        property: '["timeouts.create"]',
        reason: "is not an input of Recording; did you mean timeouts.create?",
      },
    ]);
  });
});
