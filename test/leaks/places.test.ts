/** Ids that try to leave their place, over the hooks: named, in one short line, and nothing is asked of the API. */

import assert from "node:assert/strict";
import { DEFAULT_ACCOUNT_ID, DEFAULT_APP_ID } from "../../emulator";
import { useHooks } from "../support/hooks-kit";
import { HOSTILE_IDS } from "./hostile";

const NOBODYS = "00000000-0000-4000-8000-000000000000";
const urnOf = (type: string) => `urn:pulumi:dev::event::pulumi-nodejs:dynamic/realtimekit:${type}::hostile`;
const MEETING = { meetingId: NOBODYS, state: "recording", __urn: urnOf("MeetingRecording") };
const RECORDING = { recordingId: NOBODYS, state: "recording", __urn: urnOf("Recording") };

/** A property, and a declaration that is right but for it. */
const PROPERTIES: [property: string, declaration: Record<string, unknown>][] = [
  ["recordingId", RECORDING],
  ["accountId", RECORDING],
  ["appId", RECORDING],
  ["meetingId", MEETING],
];

const isShort = (text: string) => text.length < 600 && !/[\p{Cc}\p{Bidi_Control}]/u.test(text);

describe("an id that is declared with", function () {
  this.timeout(60_000);
  const kit = useHooks();

  for (const [name, id] of Object.entries(HOSTILE_IDS)) {
    it(`${name} is refused at its property`, async () => {
      for (const [property, declaration] of PROPERTIES) {
        const { failures } = await kit.hooks.check({}, { ...declaration, [property]: id });
        assert.deepEqual(
          failures.map((failure) => failure.property),
          [property],
        );
        const reason = failures[0]?.reason ?? "";
        assert.match(reason, /^must be .*, but is "/);
        assert.ok(isShort(reason), JSON.stringify(reason));
      }
      assert.deepEqual(kit.emulator.requests(), []);
    });
  }

  it("capitals is the same one, and found", async () => {
    const news = kit.declare();
    const capital = { ...news, recordingId: news.recordingId.toUpperCase() };
    assert.deepEqual((await kit.hooks.check({}, capital)).failures, []);
    assert.equal(kit.emulator.requests().length, 1);
  });
});

describe("an id that is looked up with", function () {
  this.timeout(60_000);
  const kit = useHooks();
  const PARTS = [DEFAULT_ACCOUNT_ID, DEFAULT_APP_ID, NOBODYS];

  for (const [name, id] of Object.entries(HOSTILE_IDS)) {
    it(`${name} is no id, wherever it stands`, async () => {
      for (const index of PARTS.keys()) {
        const whole = PARTS.with(index, id).join("/");
        for (const type of ["Recording", "MeetingRecording"]) {
          await assert.rejects(kit.hooks.read(whole, { __urn: urnOf(type) }), ({ message }: Error) => {
            assert.match(
              message,
              /^ConfigurationError: ".*" is no id of a (Meeting)?Recording; it must be a/,
            );
            assert.ok(isShort(message), JSON.stringify(message));
            return true;
          });
        }
      }
      assert.deepEqual(kit.emulator.requests(), []);
    });
  }
});

describe("an id in an answer with", function () {
  this.timeout(60_000);
  const kit = useHooks();

  for (const [name, id] of Object.entries(HOSTILE_IDS).filter(([, text]) => text !== "__proto__")) {
    it(`${name} is no recording's: nothing is asked of it, nothing is told of it, and nothing is started beside it`, async () => {
      const { id: meetingId } = kit.emulator.createMeeting();
      const body = JSON.stringify({
        success: true,
        data: [{ id, status: "RECORDING" }],
        paging: { total_count: 1 },
      });
      kit.emulator.addFault({
        kind: "notJson",
        body,
        match: { endpoint: "recordings.list" },
        times: "always",
      });
      const { failures } = await kit.hooks.check({}, { ...MEETING, meetingId });
      // It may stand for a recording that runs: a plan that starts another one would be wrong.
      assert.match(
        failures.map(({ reason }) => reason).join(),
        /^InvalidResponseError: GET \/accounts\/\w+\/realtime\/kit\/\w+\/recordings was answered with a list with an item that is no recording\. Check the base URL/,
      );
      const endpoints = new Set(kit.emulator.requests().map(({ endpoint }) => endpoint));
      assert.deepEqual(endpoints, new Set(["meetings.get", "recordings.list"]));
    });
  }
});
