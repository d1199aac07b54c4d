/** A day that is declared in configuration, from its morning to its evening. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { stateAt } from "../../examples/event-day/agenda";
import { describeExample } from "./kit/example";

const ROOM = /^ {4}(\S+):\n +meetingId: (\S+)$/gm;
const keynote = "keynote";
const panel = "panel";
const workshopA = "workshop-a";
const workshopB = "workshop-b";
const demoStage = "demo-stage";
const press = "press";

describeExample("event-day", (kit) => {
  const rooms = new Map(
    [...readFileSync("examples/event-day/Pulumi.event.yaml", "utf8").matchAll(ROOM)].map(
      ([, name = "", id = ""]) => [id, name],
    ),
  );

  before(() => {
    kit.emulator.patchSettings({ invokedMs: 100, uploadingMs: 100 });
    for (const id of rooms.keys()) kit.emulator.createMeeting({ id });
  });

  /** What was asked for in which room, in the order of names. */
  const asked = () => {
    const changing = kit.emulator.requests().filter(({ method }) => method !== "GET");
    return changing.map(({ path, body }) => `${roomOf(path, body)} ${actionOf(body)}`).sort();
  };
  const actionOf = (body: unknown) => (body as { action?: string }).action ?? "start";
  const roomOf = (path: string, body: unknown) => {
    const meetingId = (body as { meeting_id?: string }).meeting_id;
    return rooms.get(meetingId ?? kit.emulator.getRecording(path.split("/").at(-1) ?? "").meeting_id);
  };
  it("starts in the morning what the agenda begins with, and declares nothing about the other rooms", async () => {
    assert.equal(rooms.size, 6);
    await kit.follow("pulumi stack init event");
    await kit.follow("EVENT_TIME=09:05 pulumi up --yes");
    assert.deepEqual(asked(), [`${keynote} start`, `${workshopA} start`]);
  });

  it("previews lunch without sending anything", async () => {
    await kit.follow("EVENT_TIME=11:00 pulumi up --yes");
    assert.deepEqual(asked(), [`${demoStage} start`, `${panel} start`]);
    await kit.follow("EVENT_TIME=12:30 pulumi preview");
    assert.deepEqual(asked(), []);
  });

  it("moves every room at lunch as the agenda says, and does nothing a quarter of an hour later", async () => {
    await kit.follow("EVENT_TIME=12:30 pulumi up --yes");
    const paused = [panel, workshopA, demoStage].map((room) => `${room} pause`);
    assert.deepEqual(asked(), [`${keynote} stop`, `${press} start`, ...paused].sort());
    await kit.follow("EVENT_TIME=12:45 pulumi up --yes");
    assert.deepEqual(asked(), []);
  });

  it("starts another recording in the afternoon where a room emptied over lunch", async () => {
    const [meetingId] = [...rooms].find(([, name]) => name === panel) ?? [];
    const ended = kit.emulator.listRecordings({ meeting_id: meetingId as string })[0];
    kit.emulator.patchRecording(ended?.id ?? "", { status: "UPLOADED" });
    await kit.succeed(["up", "--yes", "--skip-preview"], { env: { EVENT_TIME: "13:30" } });
    const resumed = [workshopA, demoStage].map((room) => `${room} resume`);
    const started = [panel, workshopB].map((room) => `${room} start`);
    assert.deepEqual(asked(), [`${press} stop`, ...resumed, ...started].sort());
  });

  it("has stopped everything in the evening", async () => {
    await kit.follow("EVENT_TIME=18:00 pulumi up --yes");
    const stopped = [panel, workshopA, workshopB, demoStage].map((room) => `${room} stop`);
    assert.deepEqual(asked(), stopped.sort());
    for (const { status } of kit.emulator.listRecordings()) assert.match(String(status), /^UPLOAD/);
  });
});

describe("an agenda", () => {
  it("says nothing before its first entry, and nothing once the day is over", () => {
    const day = { date: "2026-05-12", utcOffset: "+02:00" };
    const at = (time: string) => stateAt(Date.parse(time), ["18:00 stopped", "09:00 recording"], day);
    assert.equal(at("2026-05-12T08:59:59+02:00"), undefined);
    assert.equal(at("2026-05-12T09:00:00+02:00"), "recording");
    assert.equal(at("2026-05-12T23:59:59+02:00"), "stopped");
    assert.equal(at("2026-05-13T00:00:00+02:00"), undefined);
  });

  it("names an entry that can't be read", () => {
    const day = { date: "2026-05-12", utcOffset: "+02:00" };
    assert.throws(() => stateAt(0, ["9:00 recording"], day), /"9:00 recording" in an agenda isn't like/);
    assert.throws(() => stateAt(0, ["25:00 paused"], day), /no time "25:00" on 2026-05-12/);
  });
});
