/** What the demo prints: excerpts, the timeline and the screen, wide or narrow, with and without colours. */

import assert from "node:assert/strict";
import { excerpt } from "../../scripts/demo/excerpt";
import { createScreen, type ScreenStream } from "../../scripts/demo/screen";
import { layOutTimeline } from "../../scripts/demo/timeline";
import { wrap } from "../../scripts/demo/wrap";
import { eventually } from "../support/eventually";

const UPDATE = `Updating (dev):

 ~  pulumi-nodejs:dynamic/realtimekit:Recording keynote refresh (0.19s) [diff: ~state]
@ updating....
 ~  pulumi-nodejs:dynamic/realtimekit:Recording keynote updating (0s) [diff: ~state]; will pause the recording
 ~  pulumi-nodejs:dynamic/realtimekit:Recording keynote updated (0.02s) [diff: ~state]; sending pause
    pulumi:pulumi:Stack event-dev  
Diagnostics:
  pulumi-nodejs:dynamic/realtimekit:Recording (keynote):
    will pause the recording

Outputs:
    recordings: {}

Resources:
    ~ 1 updated
    1 unchanged

Duration: 4s
`;
const ROW = {
  time: "18:00:00",
  what: "keynote",
  by: "preview",
  declared: "recording",
  observed: "UPLOADED",
  sent: "nothing: refused",
  after: "UPLOADED",
};

describe("an excerpt of what Pulumi printed", () => {
  it("has the diagnostics, the last state of the recording's row and the summary", () => {
    const row = "~ Recording keynote updated (0.02s) [diff: ~state]; sending pause";
    assert.deepEqual(excerpt(UPDATE), ["will pause the recording", row, "~ 1 updated, 1 unchanged"]);
  });

  it("doesn't say twice what both the row and the diagnostics say", () => {
    const lines = excerpt(UPDATE.replace("sending pause", "will pause the recording"));
    assert.equal(lines[1], "~ Recording keynote updated (0.02s) [diff: ~state]");
  });

  it("is empty where Pulumi printed none of them", () => assert.deepEqual(excerpt("error: no stack\n"), []));
});

describe("the timeline", () => {
  it("is a table that fits a terminal of 80 columns", () => {
    const lines = layOutTimeline([ROW, { ...ROW, by: "up", sent: "PUT resume 200", after: "RECORDING" }], 80);
    const headings = ["time", "what", "by", "declared", "observed", "request sent", "status after"];
    assert.deepEqual(lines[0]?.split(/ {2,}/), headings);
    assert.deepEqual(lines[2]?.split(/ {2,}/), Object.values(ROW));
    assert.ok(lines.every((line) => line.length <= 80));
  });

  it("is a few lines for each row on a narrow screen, with the same facts", () => {
    const lines = layOutTimeline([ROW], 40);
    assert.ok(lines.every((line) => line.length <= 40));
    assert.equal(lines[0], "18:00:00  keynote  preview");
    const facts = lines
      .slice(1)
      .map((line) => line.trim())
      .join(" ");
    assert.equal(
      facts,
      "declared: recording, observed: UPLOADED, request sent: nothing: refused, status after: UPLOADED",
    );
  });
});

describe("a wrapped text", () => {
  for (const [text, width, indent, lines] of [
    ["one two three", 7, "", ["one two", "three"]],
    ["one two three", 9, "  ", ["  one two", "  three"]],
    ["a-long-word and", 4, "", ["a-long-word", "and"]],
    ["", 4, "> ", ["> "]],
  ] as const)
    it(`of ${width} columns is ${JSON.stringify(lines)}`, () => {
      assert.deepEqual(wrap(text, width, indent), lines);
    });
});

describe("the demo's screen", () => {
  const ESCAPE = String.fromCharCode(27);

  it("has colours where the stream has, and none where it is a file or NO_COLOR is set", () => {
    const withColours = capture({ columns: 80, hasColors: () => true });
    const without = capture({ columns: 80, hasColors: () => false });
    for (const { screen } of [withColours, without]) screen.announce("1/7 A break.");
    assert.ok(withColours.text().includes(ESCAPE));
    assert.equal(without.text(), "\n1/7 A break.\n");
  });

  it("breaks what it quotes at the terminal's width", () => {
    const { screen, text } = capture({ columns: 20 });
    screen.quote(["error: this is a long message"]);
    assert.equal(text(), "  | error: this is a\n  | long message\n");
  });

  it("says that a task is under way until it ends, and hands its result on", async () => {
    const { screen, text } = capture({}, 5);
    const { promise, resolve } = promiseWithResolve<number>();
    const result = screen.during("pulumi up", promise);
    await eventually(() => /\.\.\. pulumi up is under way \(0 s\)/.test(text()));
    const timersMeanwhile = countTimers();
    resolve(7);
    assert.equal(await result, 7);
    await eventually(() => countTimers() < timersMeanwhile);
  });
});

function capture(stream: Partial<ScreenStream>, signOfLifeMs?: number) {
  const written: string[] = [];
  const write = (text: string) => written.push(text);
  return { screen: createScreen({ ...stream, write }, signOfLifeMs), text: () => written.join("") };
}

function countTimers(): number {
  return process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
}

function promiseWithResolve<T>() {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
