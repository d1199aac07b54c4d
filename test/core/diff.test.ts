/** What counts as a change, and what an update is announced to do. */

import assert from "node:assert/strict";
import { awaitsUpload, describeComing, diffDeclaration } from "../../provider/core/diff";
import { RecordingEndedError, UploadFailedError } from "../../provider/core/errors";
import { type RecordingInputs, RULES } from "../../provider/core/inputs";
import { recordingKind } from "../../provider/core/recording-kind";
import { INPUTS, observed, toOutputs, UNKNOWN_SENTINELS } from "./fixtures";

const STORED = toOutputs({ ...INPUTS, timeouts: { create: "5m" } }, observed("RECORDING"));
const SAME = { ...INPUTS, timeouts: { create: "5m" } };

const KEYS = {
  identity: recordingKind.identity,
  all: Object.keys(RULES).filter((path) => !path.includes(".")),
};

interface Row {
  name: string;
  news: Record<string, unknown>;
  replaces?: string[];
  isChanged: boolean;
}

const OTHER_ID = "00000000-0000-4000-8000-000000000000";
const DIFFERENCES: Row[] = [
  { name: "nothing", news: {}, isChanged: false },
  { name: "the state", news: { state: "paused" }, isChanged: true },
  { name: "onDelete", news: { onDelete: "stop" }, isChanged: true },
  { name: "whenEnded", news: { whenEnded: "accept" }, isChanged: true },
  { name: "waitForUpload", news: { waitForUpload: true }, isChanged: true },
  { name: "one timeout", news: { timeouts: { create: "6m" } }, isChanged: true },
  { name: "an added timeout", news: { timeouts: { create: "5m", delete: "1m" } }, isChanged: true },
  { name: "timeouts that are gone", news: { timeouts: undefined }, isChanged: true },
  { name: "an equal copy of the timeouts", news: { timeouts: { create: "5m" } }, isChanged: false },
  { name: "the recording", news: { recordingId: OTHER_ID }, replaces: ["recordingId"], isChanged: true },
  { name: "the account", news: { accountId: "other" }, replaces: ["accountId"], isChanged: true },
  {
    name: "account and app",
    news: { accountId: "other", appId: OTHER_ID },
    replaces: ["accountId", "appId"],
    isChanged: true,
  },
  { name: "an id not known yet", news: { recordingId: UNKNOWN_SENTINELS.string }, isChanged: true },
  { name: "a state not known yet", news: { state: UNKNOWN_SENTINELS.string }, isChanged: true },
  { name: "what Pulumi hides", news: { __provider: "other", __urn: "other" }, isChanged: false },
  { name: "an output", news: { status: "PAUSED" }, isChanged: false },
];

describe("the difference between state file and program", () => {
  for (const { name, news, replaces = [], isChanged } of DIFFERENCES) {
    const verdict = replaces.length > 0 ? "a replacement" : isChanged ? "a change" : "no change";
    it(`is ${verdict} for ${name}`, () => {
      assert.deepEqual(diffDeclaration({ ...STORED }, { ...SAME, ...news }, KEYS), { replaces, isChanged });
    });
  }
});

type Announced = string | undefined | typeof RecordingEndedError | typeof UploadFailedError;

/** Observed status, declared inputs, and what the user is told. */
const COMING: [status: string, news: Partial<RecordingInputs>, told: Announced][] = [
  ["INVOKED", { state: "recording" }, "will wait for the recording to begin"],
  ["INVOKED", { state: "paused" }, "will wait for the recording to begin, then pause it"],
  ["INVOKED", { state: "stopped" }, "will wait for the recording to begin, then stop it"],
  ["RECORDING", { state: "recording" }, undefined],
  ["RECORDING", { state: "paused" }, "will pause the recording"],
  ["RECORDING", { state: "stopped" }, "will stop the recording"],
  ["PAUSED", { state: "recording" }, "will resume the recording"],
  ["PAUSED", { state: "paused" }, undefined],
  ["PAUSED", { state: "stopped" }, "will stop the recording"],
  ["UPLOADING", { state: "recording" }, RecordingEndedError],
  ["UPLOADED", { state: "paused" }, RecordingEndedError],
  ["ERRORED", { state: "recording" }, RecordingEndedError],
  ["UPLOADING", { state: "recording", whenEnded: "accept" }, undefined],
  ["UPLOADED", { state: "paused", whenEnded: "accept" }, undefined],
  ["ERRORED", { state: "paused", whenEnded: "accept" }, undefined],
  ["UPLOADING", { state: "stopped" }, undefined],
  ["UPLOADING", { state: "stopped", waitForUpload: true }, "will wait for the file"],
  ["UPLOADED", { state: "stopped", waitForUpload: true }, undefined],
  ["ERRORED", { state: "stopped" }, undefined],
  ["ERRORED", { state: "stopped", waitForUpload: true }, UploadFailedError],
  ["ERRORED", { state: "stopped", waitForUpload: true, whenEnded: "accept" }, undefined],
  [
    "FINALIZING",
    { state: "recording" },
    "will wait until its status is one that this version of pulumi-realtimekit knows",
  ],
  [
    "FINALIZING",
    { state: "stopped" },
    "will wait until its status is one that this version of pulumi-realtimekit knows",
  ],
];

describe("what an update is announced to do", () => {
  for (const [status, news, told] of COMING) {
    const declared = JSON.stringify(news);
    if (typeof told === "function") {
      it(`is an error for ${status} declared ${declared}`, () => {
        assert.throws(() => describeComing(observed(status), { ...INPUTS, ...news }), told);
      });
      continue;
    }
    const text = told && `${told}: declared "${news.state}", observed ${status}`;
    it(`is ${text ? "said" : "nothing"} for ${status} declared ${declared}`, () => {
      assert.equal(describeComing(observed(status), { ...INPUTS, ...news }), text);
    });
  }
});

describe("the upload", () => {
  it("is awaited while it goes on, where stopped with waitForUpload is declared", () => {
    const waiting = { state: "stopped", waitForUpload: true } as const;
    assert.ok(awaitsUpload(observed("UPLOADING"), waiting));
    assert.ok(!awaitsUpload(observed("UPLOADED"), waiting));
    assert.ok(!awaitsUpload(observed("RECORDING"), waiting));
    assert.ok(!awaitsUpload(observed("UPLOADING"), { ...waiting, state: "recording" }));
    assert.ok(!awaitsUpload(observed("UPLOADING"), { ...waiting, waitForUpload: false }));
  });
});
