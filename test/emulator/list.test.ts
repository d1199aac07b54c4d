/** The list of recordings: filters, order and pages. */

import assert from "node:assert/strict";
import type { RecordingView } from "../../emulator/index";
import { UNKNOWN_ID, UUID_APP_ID, useEmulator } from "./kit";

interface ListBody {
  success: boolean;
  data: (RecordingView & { meeting?: { id: string; title: string } })[];
  paging: { total_count: number; start_offset: number; end_offset: number };
}

const MEETING_ID = "11111111-1111-4111-8111-111111111111";

describe("the list of recordings", () => {
  const kit = useEmulator();
  const list = async (query = "") => (await kit.request<ListBody>("GET", `/recordings${query}`)).body;
  const names = async (query: string) => (await list(query)).data.map((item) => item.output_file_name);

  beforeEach(() => {
    const { emulator } = kit;
    emulator.createMeeting({ id: MEETING_ID, title: "Main Stage" });
    const day = (n: number) => `2026-03-0${n}T10:00:00.000Z`;
    emulator.createRecording({
      output_file_name: "first",
      invoked_time: day(1),
      status: "UPLOADED",
      meeting_id: MEETING_ID,
    });
    emulator.createRecording({
      output_file_name: "third",
      invoked_time: day(3),
      status: "PAUSED",
      meeting_id: MEETING_ID,
    });
    emulator.createRecording({
      output_file_name: "second",
      invoked_time: day(2),
      status: "UPLOADED",
      download_url_expiry: "2026-03-09T10:00:00.000Z",
    });
    emulator.createRecording({ output_file_name: "fourth", invoked_time: day(4), status: "RECORDING" });
    emulator.createRecording({ output_file_name: "another app's", app_id: UUID_APP_ID });
    emulator.createRecording({ output_file_name: "another account's", account_id: "f".repeat(32) });
  });

  const FILTERS: [query: string, expected: string[]][] = [
    ["", ["fourth", "third", "second", "first"]],
    ["?sort_by=invokedTime&sort_order=ASC", ["first", "second", "third", "fourth"]],
    ["?sort_order=DESC", ["fourth", "third", "second", "first"]],
    [`?meeting_id=${MEETING_ID}`, ["third", "first"]],
    [`?meeting_id=${MEETING_ID.toUpperCase()}`, ["third", "first"]],
    [`?meeting_id=${UNKNOWN_ID}`, []],
    ["?status=PAUSED", ["third"]],
    ["?status=PAUSED&status=RECORDING", ["fourth", "third"]],
    ["?status=PAUSED,RECORDING", ["fourth", "third"]],
    ["?status=PAUSED%2CRECORDING&status=UPLOADED", ["fourth", "third", "second", "first"]],
    [`?status=UPLOADED&meeting_id=${MEETING_ID}`, ["first"]],
    ["?status=ERRORED", []],
    ["?expired=true", ["second"]],
    ["?expired=false", ["fourth", "third", "first"]],
    ["?search=main%20st", ["third", "first"]],
    [`?search=${MEETING_ID.slice(0, 13)}`, ["third", "first"]],
    ["?start_time=2026-03-02T10:00:00Z", ["fourth", "third", "second"]],
    ["?end_time=2026-03-02T11:00:00%2B01:00", ["second", "first"]],
    ["?start_time=2026-03-02T00:00:00Z&end_time=2026-03-03T23:00:00Z", ["third", "second"]],
    ["?page_no=&per_page=&search=", ["fourth", "third", "second", "first"]],
  ];
  for (const [query, expected] of FILTERS) {
    it(`gives [${expected.join(", ")}] for "${query}"`, async () => {
      assert.deepEqual(await names(query), expected);
    });
  }

  const PAGES: [query: string, expected: string[], start: number, end: number][] = [
    ["?per_page=3", ["fourth", "third", "second"], 1, 3],
    ["?per_page=3&page_no=1", ["fourth", "third", "second"], 1, 3],
    ["?per_page=3&page_no=2", ["first"], 4, 4],
    ["?per_page=3&page_no=3", [], 0, 0],
    ["?per_page=3&page_no=0", ["fourth", "third", "second"], 1, 3],
    ["?per_page=0", ["fourth", "third", "second", "first"], 1, 4],
  ];
  for (const [query, expected, start_offset, end_offset] of PAGES) {
    it(`gives the page [${expected.join(", ")}] for "${query}"`, async () => {
      const { data, paging } = await list(query);
      assert.deepEqual(
        data.map((item) => item.output_file_name),
        expected,
      );
      assert.deepEqual(paging, { total_count: 4, start_offset, end_offset });
    });
  }

  it("counts pages from the base, and cuts them to the size, that are set", async () => {
    kit.emulator.patchSettings({ pageBase: 0, perPageMax: 2, perPageDefault: 1 });
    assert.deepEqual(await names("?page_no=0&per_page=50"), ["fourth", "third"]);
    assert.deepEqual(await names("?page_no=1&per_page=50"), ["second", "first"]);
    assert.deepEqual(await names("?page_no=1"), ["third"]);
  });

  it("has 25 items on a page, and at most 100, unless told", async () => {
    for (let i = 0; i < 200; i++) kit.emulator.createRecording();
    assert.equal((await list()).data.length, 25);
    assert.equal((await list("?per_page=1000")).data.length, 100);
  });

  it("keeps the order in which recordings of the same moment were made", async () => {
    const ids = Array.from({ length: 30 }, () => kit.emulator.createRecording().id);
    const seen = (await list("?sort_order=ASC&per_page=100")).data.map(({ id }) => id);
    assert.deepEqual(
      seen.filter((id) => ids.includes(id)),
      ids,
    );
  });

  it("shows the meeting and the storage, but no reasons", async () => {
    const [item] = (await list(`?meeting_id=${MEETING_ID}`)).data;
    assert.equal(item?.meeting?.title, "Main Stage");
    assert.equal(item?.storage_config, null);
    assert.ok(!("start_reason" in (item ?? {})) && !("stop_reason" in (item ?? {})));
  });

  const WRONG = [
    "status=STOPPED",
    "sort_by=id",
    "sort_order=UP",
    "page_no=-1",
    "per_page=x",
    "meeting_id=1",
    "expired=1",
    "start_time=now",
  ];
  for (const query of WRONG) {
    it(`answers "?${query}" with 422, naming the parameter`, async () => {
      const answer = await kit.request("GET", `/recordings?${query}`);
      assert.equal(answer.status, 422);
      assert.ok(answer.body.error.message.startsWith(String(query.split("=")[0])), answer.text);
    });
  }
});
