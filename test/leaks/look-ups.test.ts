/** Arguments of look-ups that try to leave their place: refused before anything is asked, or sent as one parameter. */

import assert from "node:assert/strict";
import { DEFAULT_ACCOUNT_ID, DEFAULT_APP_ID, type Emulator, startEmulator } from "../../emulator";
import { ConfigurationError } from "../../provider/core/errors";
import { lookUpActiveRecording, lookUpRecording, lookUpRecordings } from "../../provider/core/look-ups";
import { useServers } from "../api/kit";
import { HOSTILE_IDS } from "./hostile";

const APP = { accountId: DEFAULT_ACCOUNT_ID, appId: DEFAULT_APP_ID };
const NOBODYS = "00000000-0000-4000-8000-000000000000";
const PRINTABLE = /^[^\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]*$/u;

describe("a look-up with", function () {
  this.timeout(60_000);
  let emulator: Emulator;
  const sources = () => ({
    readConfig: () => undefined,
    env: { CLOUDFLARE_API_TOKEN: "token-of-the-look-ups", CLOUDFLARE_BASE_URL: emulator.baseUrl },
  });

  before(async () => {
    emulator = await startEmulator();
  });
  beforeEach(() => emulator.reset());
  after(() => emulator.close());

  async function isRefused(look: () => Promise<unknown>, name: string): Promise<void> {
    await assert.rejects(look, (error) => {
      assert.ok(error instanceof ConfigurationError, String(error).slice(0, 500));
      assert.match(error.message, new RegExp(`^ConfigurationError: \\w+: ${name} must be `));
      assert.ok(error.message.length < 600 && PRINTABLE.test(error.message), JSON.stringify(error.message));
      return true;
    });
    assert.deepEqual(emulator.requests(), []);
  }

  for (const [name, id] of Object.entries(HOSTILE_IDS)) {
    it(`${name} as an id is refused`, async () => {
      const looks: [property: string, look: () => Promise<unknown>][] = [
        ["recordingId", () => lookUpRecording({ ...APP, recordingId: id }, sources())],
        ["accountId", () => lookUpRecording({ ...APP, recordingId: NOBODYS, accountId: id }, sources())],
        ["meetingId", () => lookUpActiveRecording({ ...APP, meetingId: id }, sources())],
        ["appId", () => lookUpRecordings({ ...APP, appId: id }, sources()).next()],
      ];
      for (const [property, look] of looks) await isRefused(look, property);
    });
  }

  const NO_TEXTS: [name: string, value: unknown, shown: RegExp][] = [
    ["10,000 levels", JSON.parse(`${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`), /but is /],
    ["an object that holds itself", selfHolding(), /but is an object that can't be shown$/],
    ["a number that JSON doesn't know", 10n, /but is 10$/],
    ["a prototype", JSON.parse('{"__proto__":{"length":36}}'), /but is \{"__proto__"/],
  ];
  for (const [name, value, shown] of NO_TEXTS) {
    it(`${name} in place of an id is refused`, async () => {
      const look = () => lookUpRecording({ ...APP, recordingId: value as string }, sources());
      await isRefused(look, "recordingId");
      await assert.rejects(look, shown);
    });
  }
});

describe("a list's filters", () => {
  const servers = useServers();
  const HOSTILE = Object.entries(HOSTILE_IDS).filter(
    ([name, text]) => text.length < 1_000 && name !== "half a character",
  );

  for (const [name, text] of HOSTILE) {
    it(`with ${name} ask for the list and for nothing else, each as one parameter`, async () => {
      const urls: string[] = [];
      const admins: unknown[] = [];
      const baseUrl = await servers.serve((request, response) => {
        urls.push(String(request.url));
        admins.push(request.headers["x-admin"]);
        response.end(JSON.stringify({ success: true, data: [], paging: { total_count: 0 } }));
      });
      const env = { CLOUDFLARE_API_TOKEN: "token-of-the-look-ups", CLOUDFLARE_BASE_URL: baseUrl };
      const filter = { search: text, startTime: text, status: [text, "PAUSED"] };
      const list = lookUpRecordings({ ...APP, ...filter }, { readConfig: () => undefined, env });
      assert.deepEqual((await list.next()).done, true);
      for (const url of urls) {
        const { pathname, searchParams } = new URL(url, "http://localhost");
        assert.equal(pathname, `/accounts/${APP.accountId}/realtime/kit/${APP.appId}/recordings`);
        const given = { search: text, start_time: text, status: `${text},PAUSED` };
        assert.deepEqual({ ...Object.fromEntries(searchParams), ...given }, Object.fromEntries(searchParams));
        const others = [...searchParams.keys()].filter((key) => !Object.hasOwn(given, key));
        assert.deepEqual(
          others.filter((key) => key !== "page_no" && key !== "per_page"),
          [],
        );
      }
      assert.ok(admins.length > 0 && admins.every((admin) => admin === undefined));
    });
  }
});

function selfHolding(): object {
  const value: Record<string, unknown> = {};
  value.itself = value;
  return value;
}
