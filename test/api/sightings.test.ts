/** What was seen of a recording, and whether that will do: how recent it must be, and how complete. */

import assert from "node:assert/strict";
import { Sightings } from "../../provider/api/sightings";
import type { ObservedRecording } from "../../provider/api/wire";

const ID = "97440c6a-140b-40a9-9499-b23fd7a3868a";
const START = { startReason: { reason: "API_CALL" } };
const STOP = { stopReason: { reason: "ALL_PEERS_LEFT" } };
const seen = (status: string, more: Partial<ObservedRecording> = {}) => ({
  recordingId: ID,
  status,
  ...more,
});

/** An item of a list, what its reader knew before, and what is found where all that the API has is wanted. */
const ITEMS: [
  item: ObservedRecording,
  known: Partial<ObservedRecording> | undefined,
  found: ObservedRecording | undefined,
][] = [
  [seen("RECORDING"), undefined, undefined],
  [seen("RECORDING"), START, seen("RECORDING", START)],
  [seen("RECORDING", START), undefined, seen("RECORDING", START)],
  [seen("UPLOADED"), START, undefined],
  [seen("UPLOADED"), STOP, undefined],
  [seen("UPLOADED"), { ...START, ...STOP }, seen("UPLOADED", { ...START, ...STOP })],
  // Why it failed is said only once it has.
  [seen("ERRORED"), seen("UPLOADING", { ...START, ...STOP }), undefined],
  [seen("ERRORED"), seen("ERRORED", { ...START, ...STOP }), seen("ERRORED", { ...START, ...STOP })],
];

describe("an item of a list", () => {
  for (const [item, known, found] of ITEMS) {
    const shown = `${JSON.stringify(item)} known with ${JSON.stringify(known)}`;
    it(`${shown} ${found ? "has all that the API has" : "lacks a reason"}`, () => {
      const sightings = new Sightings();
      sightings.noteItem(item, 10);
      assert.deepEqual(sightings.find(ID, { notBefore: 10, isWhole: true, known }), found);
      assert.equal(sightings.find(ID, { notBefore: 10, known })?.status, item.status);
    });
  }

  it("takes the reasons over from an answer before it", () => {
    const sightings = new Sightings();
    sightings.noteWhole(seen("RECORDING", START), 10);
    sightings.noteItem(seen("PAUSED"), 11);
    assert.deepEqual(sightings.find(ID, { notBefore: 11, isWhole: true }), seen("PAUSED", START));
  });
});

describe("an answer about one recording", () => {
  it("is all that the API has, also where it gives no reasons", () => {
    const sightings = new Sightings();
    sightings.noteWhole(seen("UPLOADED"), 10);
    assert.deepEqual(sightings.find(ID, { notBefore: 10, isWhole: true }), seen("UPLOADED"));
  });

  it("is found as long as it is recent enough, and until an action makes it doubtful", () => {
    const sightings = new Sightings();
    sightings.noteWhole(seen("RECORDING"), 10);
    assert.equal(sightings.find(ID, { notBefore: 11 }), undefined);
    assert.equal(sightings.find(ID, { notBefore: 10 })?.status, "RECORDING");
    sightings.forget(ID);
    assert.equal(sightings.find(ID, { notBefore: 10 }), undefined);
  });

  it("gives way to one that was asked for at the same time or later, and not to one from before", () => {
    const sightings = new Sightings();
    for (const [status, at] of [
      ["RECORDING", 10],
      ["PAUSED", 10],
      ["INVOKED", 9],
    ] as const)
      sightings.noteWhole(seen(status), at);
    assert.equal(sightings.find(ID, { notBefore: 0 })?.status, "PAUSED");
  });
});
