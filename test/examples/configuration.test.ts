/** The stack's configuration: what it may declare, and how each mistake in it is worded. */

import assert from "node:assert/strict";
import { readRecordings } from "../../examples/recordings-from-config/configuration";
import { checkInputs } from "../core/fixtures";

const ID = "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e";
const KEYNOTE = { recordingId: ID, state: "paused" };
const ACCOUNT_AND_APP = { accountId: "a", appId: ID };

const read = (value: unknown) => readRecordings(JSON.stringify(value));
const ENTRIES = "recordingId, state, accountId, appId, onDelete, whenEnded, waitForUpload, timeouts";

describe("the configuration of recordings", () => {
  it("is returned as it is where it is right", () => {
    const all = {
      ...KEYNOTE,
      ...ACCOUNT_AND_APP,
      onDelete: "stop",
      whenEnded: "accept",
      waitForUpload: true,
      timeouts: { create: "90s", update: "5m", delete: "1h30m" },
    };
    const meeting = { meetingId: ID, state: "recording", whenEnded: "restart", start: { maxSeconds: 600 } };
    for (const value of [{}, { keynote: KEYNOTE }, { keynote: all, "main stage": KEYNOTE }, { meeting }])
      assert.deepEqual(read(value), value);
  });

  const wrong: [value: unknown, problem: string][] = [
    [[], "recordings must be an object with an entry for each recording, but is []"],
    ["foo", 'recordings must be an object with an entry for each recording, but is "foo"'],
    [{ keynote: "paused" }, `recordings.keynote must be an object with ${ENTRIES}, but is "paused"`],
    [
      { keynote: { state: "paused" } },
      "recordings.keynote.recordingId is missing; it must be the recording's id, a UUID",
    ],
    [
      { keynote: { ...KEYNOTE, state: "pause" } },
      'recordings.keynote.state must be "recording", "paused" or "stopped", but is "pause"',
    ],
    [
      { keynote: { recordingId: ID } },
      'recordings.keynote.state is missing; it must be "recording", "paused" or "stopped"',
    ],
    [{ keynote: { ...KEYNOTE, stat: "paused" } }, `recordings.keynote can't have stat; there are ${ENTRIES}`],
    [
      { keynote: { ...KEYNOTE, waitForUpload: "yes" } },
      'recordings.keynote.waitForUpload must be true or false, but is "yes"',
    ],
    [
      { keynote: { ...KEYNOTE, timeouts: { create: 90 } } },
      'recordings.keynote.timeouts.create must be a duration up to a week, such as "90s", "5m" or "1h30m", but is 90',
    ],
    [
      { keynote: { ...KEYNOTE, timeouts: { created: "5m" } } },
      "recordings.keynote.timeouts can't have created; there are create, update, delete",
    ],
    [
      { keynote: { ...KEYNOTE, onDelete: "end" } },
      'recordings.keynote.onDelete must be "leave" or "stop", but is "end"',
    ],
    [
      { keynote: { meetingId: "1", state: "paused" } },
      'recordings.keynote.meetingId must be the meeting\'s id, a UUID, but is "1"',
    ],
    [
      { keynote: { ...KEYNOTE, meetingId: ID } },
      "recordings.keynote can't have recordingId; there are meetingId, state, accountId, appId, onDelete, whenEnded, startWhenEmpty, start, waitForUpload, timeouts",
    ],
    [
      { keynote: { ...KEYNOTE, whenEnded: null } },
      'recordings.keynote.whenEnded must be "fail" or "accept", but is null',
    ],
  ];
  for (const [value, problem] of wrong)
    it(`is refused: ${problem}`, () => {
      assert.throws(() => read(value), { message: `this stack's configuration is wrong:\n  ${problem}` });
    });

  it("may have waitForUpload as a text, which is what config set stores where a text stood before", () => {
    const keynote = { ...KEYNOTE, waitForUpload: "true" };
    assert.equal(read({ keynote }).keynote?.waitForUpload, true);
  });

  it("is refused with all its problems at once, in an error without a stack", () => {
    const refused = catchError(() =>
      read({ keynote: { ...KEYNOTE, state: "pause" }, panel: { recordingId: "1" } }),
    );
    assert.equal(refused.message.split("\n").length, 4);
    assert.equal(refused.stack, undefined);
  });

  it("is not taken for empty where there is none", () => {
    assert.throws(
      () => readRecordings(undefined),
      /declares no recordings\. Declare one.*\n.*config set --path/,
    );
  });

  const values: Record<string, unknown[]> = {
    recordingId: [ID, ID.toUpperCase(), "182bd5e5", `${ID}0`, 7],
    state: ["recording", "paused", "stopped", "PAUSED", true],
    accountId: ["023e105f4ecef8ad9ca31a8372d0c353", "a".repeat(33), "a-b", ""],
    appId: ["2a95132c15732412d22c1476fa83f27a", ID, "my-app", ""],
    onDelete: ["leave", "stop", "delete"],
    whenEnded: ["fail", "accept", "ignore"],
    waitForUpload: [true, false, "yes", 1],
    timeouts: [
      {},
      { create: "5m" },
      { update: "" },
      { delete: "30" },
      { other: "5m" },
      "5m",
      { create: "1h2m3s" },
    ],
    another: ["thing"],
  };
  for (const [name, candidates] of Object.entries(values))
    it(`accepts and refuses the same ${name} as the provider`, () => {
      for (const value of candidates) {
        const args = { ...KEYNOTE, ...ACCOUNT_AND_APP, [name]: value };
        const isRight = checkInputs(args).failures.length === 0;
        const look = () => read({ keynote: args });
        if (isRight) assert.doesNotThrow(look, JSON.stringify(value));
        else assert.throws(look, { name: "Error", message: /configuration is wrong/ }, JSON.stringify(value));
      }
    });
});

function catchError(run: () => unknown): Error {
  try {
    run();
  } catch (error) {
    return error as Error;
  }
  throw new assert.AssertionError({ message: "nothing was thrown" });
}
