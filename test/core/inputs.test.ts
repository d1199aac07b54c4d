/** Every input, written out: what passes, what it becomes, and what it is when nothing is given. */

import assert from "node:assert/strict";
import { unknownValue } from "@pulumi/pulumi/runtime/rpc";
import * as fc from "fast-check";
import { MEETING_DEFAULTS, RECORDING_DEFAULTS } from "../../provider/core/defaults";
import { RULES } from "../../provider/core/inputs";
import { MEETING_RULES } from "../../provider/core/meeting-inputs";
import { withDefaults, withoutDefaults } from "../../provider/core/rules";
import { checkInputs, IDENTITY, INPUTS } from "./fixtures";

const REQUIRED = { ...IDENTITY, state: "recording" };
const UUID = "97440c6a-140b-40a9-9499-b23fd7a3868a";
const HEX_32 = "2a95132c15732412d22c1476fa83f27a";

/** Property, value, and what it becomes where that is something else. */
const RIGHT: [property: string, value: unknown, becomes?: unknown][] = [
  ["recordingId", UUID],
  ["recordingId", UUID.toUpperCase(), UUID],
  ["state", "recording"],
  ["state", "paused"],
  ["state", "stopped"],
  ["accountId", "023e105f4ecef8ad9ca31a8372d0c353"],
  ["accountId", "a"],
  ["appId", HEX_32],
  ["appId", UUID],
  ["onDelete", "leave"],
  ["onDelete", "stop"],
  ["whenEnded", "fail"],
  ["whenEnded", "accept"],
  ["waitForUpload", true],
  ["waitForUpload", false],
  ["timeouts", {}],
  ["timeouts", { create: "90s", update: "5m", delete: "1h30m" }],
  ["timeouts", { create: null }, {}],
];

describe("a right value", () => {
  for (const [property, value, becomes = value] of RIGHT) {
    it(`${JSON.stringify(value)} for ${property} passes`, () => {
      const { inputs, failures, complete } = checkInputs({ ...REQUIRED, [property]: value });
      assert.deepEqual(failures, []);
      assert.deepEqual(inputs[property], becomes);
      assert.deepEqual(complete, { ...INPUTS, [property]: becomes });
    });
  }
});

describe("a missing input", () => {
  const MISSING = {
    recordingId: "is missing; it names the recording (a UUID)",
    state: 'is missing; declare "recording", "paused" or "stopped"',
    accountId:
      'is missing; give it here, or run "pulumi config set realtimekit:accountId …" or set CLOUDFLARE_ACCOUNT_ID',
    appId:
      'is missing; give it here, or run "pulumi config set realtimekit:appId …" or set REALTIMEKIT_APP_ID',
  };

  it("is named, each with how it can be given, all at once", () => {
    const expected = Object.entries(MISSING).map(([property, reason]) => ({ property, reason }));
    assert.deepEqual(checkInputs({}).failures, expected);
  });

  for (const [property, reason] of Object.entries(MISSING)) {
    it(`${property} counts as missing when it is null`, () => {
      assert.deepEqual(checkInputs({ ...REQUIRED, [property]: null }).failures, [{ property, reason }]);
    });
  }

  it("has its default where there is one, and stays away where there is none", () => {
    assert.deepEqual(checkInputs(REQUIRED).complete, INPUTS);
    const nulls = { onDelete: null, whenEnded: null, waitForUpload: null, timeouts: null };
    assert.deepEqual(checkInputs({ ...REQUIRED, ...nulls }).complete, INPUTS);
  });
});

describe("properties that Pulumi hides", () => {
  it("are kept as they came", () => {
    const hidden = { __provider: "exports.handler = …", __urn: "urn:pulumi:…", __defaults: ["state"] };
    const { complete } = checkInputs({ ...REQUIRED, ...hidden });
    assert.deepEqual(complete, { ...INPUTS, ...hidden });
  });

  it("never become what all other properties are inherited from", () => {
    const news = JSON.parse('{"__proto__": {"onDelete": "stop", "timeouts": {"create": "for ever"}}}');
    const { inputs } = checkInputs({ ...REQUIRED, ...news });
    assert.equal(Object.getPrototypeOf(inputs), Object.prototype);
    assert.equal(inputs.onDelete, "leave");
    assert.equal(inputs.timeouts, undefined);
    const nested = JSON.parse('{"__proto__": {"create": "5m"}}');
    const { failures } = checkInputs({ ...REQUIRED, timeouts: nested });
    assert.deepEqual(
      failures.map(({ property }) => property),
      ["timeouts.__proto__"],
    );
  });
});

describe("whatever is declared", () => {
  it("gives failures or complete inputs, never both, and is checked the same a second time", () => {
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom("stopped", "5m", UUID, HEX_32, "accept", "stop"));
    const name = fc.oneof(fc.constantFrom(...Object.keys(INPUTS), "timeouts"), fc.string());
    return fc.assert(
      fc.property(fc.dictionary(name, value), (news) => {
        const { inputs, failures, complete } = checkInputs({ ...REQUIRED, ...news });
        assert.equal(complete === undefined, failures.length > 0);
        if (complete) assert.deepEqual(checkInputs(inputs).complete, complete);
        for (const { reason } of failures) assert.match(reason, /^(must be|is missing|is not an input)/);
      }),
    );
  });
});

describe("the defaults", () => {
  it("are what the inputs are where a program doesn't say", () => {
    const defaults = { onDelete: "leave", whenEnded: "fail", waitForUpload: false };
    assert.deepEqual(withDefaults(RULES, {}), defaults);
    assert.deepEqual(withDefaults(RULES, { whenEnded: null, state: "paused" }), {
      ...defaults,
      state: "paused",
    });
    const declared = { onDelete: "stop", whenEnded: unknownValue, waitForUpload: true };
    assert.deepEqual(withDefaults(RULES, declared), declared);
  });

  it("of the rules are those that a resource tells its program", () => {
    assert.deepEqual(withDefaults(RULES, {}), RECORDING_DEFAULTS);
    assert.deepEqual(withDefaults(MEETING_RULES, {}), MEETING_DEFAULTS);
  });

  it("are left out again, and nothing else is", () => {
    const declared = { state: "paused", onDelete: "leave", whenEnded: "accept", waitForUpload: false };
    assert.deepEqual(withoutDefaults(RULES, declared), { state: "paused", whenEnded: "accept" });
    assert.deepEqual(withoutDefaults(RULES, { whenEnded: unknownValue }), { whenEnded: unknownValue });
  });
});
