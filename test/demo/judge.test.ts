/** The demo's verdict on an act: nothing that is not as it must be passes. */

import assert from "node:assert/strict";
import type { Act, Expectation } from "../../scripts/demo/acts";
import { DemoFailure, describeSent, judge, type Outcome } from "../../scripts/demo/judge";

const pause = { method: "PUT", action: "pause", about: "keynote", httpStatus: 200 } as const;
const stop = { ...pause, action: "stop" };
const start = { ...pause, method: "POST", action: "start" };
const asItMust: Outcome = { exitCode: 0, output: "2 unchanged", sent: [pause], status: "PAUSED" };
const act = (expects: Partial<Expectation> = {}): Act => ({
  about: "keynote",
  title: "A break",
  command: ["up"],
  expects: { actions: ["pause"], status: "PAUSED", ...expects },
});

describe("an act of the demo", () => {
  it("passes when everything is as it must be", () => {
    judge(act({ says: /unchanged/ }), asItMust);
    judge(act({ actions: ["start", "pause"] }), { ...asItMust, sent: [start, pause] });
    judge(act({ refusal: true }), { ...asItMust, exitCode: 255 });
  });

  const wrong: [what: string, expects: Partial<Expectation>, outcome: Partial<Outcome>, message: RegExp][] = [
    ["a PUT too many", { actions: [] }, {}, /should have been sent nothing, but was sent PUT pause 200\./],
    ["the same PUT twice", {}, { sent: [pause, pause] }, /but was sent PUT pause 200, PUT pause 200\./],
    ["no PUT", {}, { sent: [] }, /should have been sent PUT pause 200, but was sent nothing\./],
    ["a POST too many", {}, { sent: [start, pause] }, /but was sent POST start 200, PUT pause 200\./],
    [
      "two POSTs",
      { actions: ["start"] },
      { sent: [start, start] },
      /should have been sent POST start 200, but/,
    ],
    ["no POST", { actions: ["start"] }, { sent: [] }, /sent POST start 200, but was sent nothing\./],
    [
      "another meeting's",
      {},
      { sent: [{ ...pause, about: "panel" }] },
      /^"A break".*PUT pause 200 was about panel/,
    ],
    ["an unknown meeting's", {}, { sent: [{ ...pause, about: undefined }] }, /was about another meeting\./],
    ["no recording", {}, { status: "none" }, /should be PAUSED, but is none\./],
    ["another action", {}, { sent: [stop] }, /but was sent PUT stop 200\./],
    ["a declined action", {}, { sent: [{ ...pause, httpStatus: 400 }] }, /but was sent PUT pause 400\./],
    [
      "an answer that got lost",
      {},
      { sent: [{ ...pause, httpStatus: null }] },
      /sent PUT pause unanswered\./,
    ],
    ["another status", {}, { status: "RECORDING" }, /should be PAUSED, but is RECORDING\./],
    ["a failure of Pulumi", {}, { exitCode: 255 }, /Pulumi failed with exit code 255\./],
    ["a refusal that didn't come", { refusal: true }, {}, /should have refused, but didn't\./],
    ["a word that wasn't said", { says: /will pause/ }, {}, /should have printed \/will pause\/\./],
  ];
  for (const [what, expects, outcome, message] of wrong)
    it(`fails for ${what}, and gives all that Pulumi printed`, () => {
      assert.throws(
        () => judge(act(expects), { ...asItMust, ...outcome }),
        (error) => {
          assert.ok(error instanceof DemoFailure);
          assert.match(error.message, message);
          assert.match(error.message, /^"A break" went wrong: /);
          return error.output === asItMust.output;
        },
      );
    });

  it("that sent nothing is described so", () => assert.equal(describeSent([]), "nothing"));
});
