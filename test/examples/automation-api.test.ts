/** A script that moves rooms with Pulumi's Automation API, and its table. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { eventually } from "../support/eventually";
import { describeExample } from "./kit/example";

type Room = "keynote" | "panel" | "workshop";

const rooms: Record<Room, string> = JSON.parse(readFileSync("examples/automation-api/rooms.json", "utf8"));
const NAMES = Object.keys(rooms) as Room[];

describeExample("automation-api", (kit) => {
  const statuses = () => NAMES.map((name) => kit.emulator.getRecording(rooms[name]).status);

  before(() => {
    for (const name of NAMES) kit.emulator.createRecording({ id: rooms[name] });
  });

  it("moves the rooms that are named, and tells how far each of them is", async () => {
    const { actions, stdout } = await kit.follow("node move.js paused keynote panel");
    assert.deepEqual(
      [actions, statuses()],
      [
        ["pause", "pause"],
        ["PAUSED", "PAUSED", "RECORDING"],
      ],
    );
    for (const line of stdout.trim().split("\n")) assert.match(line, /^(keynote|panel {2}) {2}paused {2}\S/);
    assert.match(stdout, /^panel {4}paused {2}done: PAUSED$/m);
  });

  it("leaves the others in the state to which they were moved before", async () => {
    const { actions } = await kit.follow("node move.js recording panel");
    assert.deepEqual([actions, statuses()], [["resume"], ["PAUSED", "RECORDING", "RECORDING"]]);
    const again = await kit.follow("node move.js paused keynote");
    assert.deepEqual(again.actions, []);
  });

  it("refuses a room that it doesn't know", async () => {
    const { methods } = await kit.follow("node move.js paused lounge", { exitCode: 2 });
    assert.deepEqual(methods, []);
  });

  it("doesn't leave the states behind that a script wanted which Pulumi's lock refused", async () => {
    const stateFile = path.join(kit.workspace.folder, "Pulumi.event.yaml");
    const before = readFileSync(stateFile, "utf8");
    kit.emulator.patchRecording(rooms.keynote, { status: "INVOKED", held: true });
    kit.emulator.clearRequests();
    const first = kit.workspace.shell("node move.js paused keynote");
    try {
      await eventually(() => kit.emulator.requests().length > 0, 60_000);
      const second = await kit.workspace.shell("node move.js stopped panel workshop");
      assert.equal(second.exitCode, 1, second.stdout + second.stderr);
      assert.match(second.stderr, /the stack is currently locked/);
      assert.equal(readFileSync(stateFile, "utf8"), before);
    } finally {
      kit.emulator.patchRecording(rooms.keynote, { status: "PAUSED" });
      const { exitCode, stdout, stderr } = await first;
      assert.equal(exitCode, 0, stdout + stderr);
    }
    assert.deepEqual(statuses(), ["PAUSED", "RECORDING", "RECORDING"]);
  });

  it("says in a room's row why it didn't get there", async () => {
    kit.emulator.patchRecording(rooms.workshop, { status: "UPLOADED" });
    const { exitCode, stdout, stderr } = await kit.shell("node move.js paused workshop");
    assert.equal(exitCode, 1, stdout + stderr);
    assert.match(stdout, /^workshop {2}paused {2}.*RecordingEndedError/m);
    assert.doesNotMatch(stdout + stderr, /^\s+at /m);
  });
});

describe("the table of rooms on a terminal", () => {
  const urn = (name: string) =>
    `urn:pulumi:event::rooms::pulumi-nodejs:dynamic/realtimekit:Recording::${name}`;

  it("redraws its rows where they are, each no wider than the terminal", async () => {
    const written: string[] = [];
    const stream = { isTTY: true, columns: 31, write: (text: string) => written.push(text) };
    const { createTable } = await import(path.resolve("examples/automation-api/table.js"));
    const table = createTable(["keynote", "panel"], "paused", stream);
    written.length = 0;
    table.follow({
      diagnosticEvent: { urn: urn("panel"), message: "<{%reset%}>pausing the\nrecording<{%reset%}>" },
    });
    table.follow({ diagnosticEvent: { urn: urn("lounge"), message: "not in this table" } });
    assert.deepEqual(written.join("").replaceAll("\u001b", "^").split("\n"), [
      "^[2A^[2Kkeynote  paused  waiting",
      "^[2Kpanel    paused  pausing the r",
      "",
    ]);
  });
});
