/** Which routes there are, and what every answer carries. */

import assert from "node:assert/strict";
import { DEFAULT_ACCOUNT_ID, DEFAULT_APP_ID } from "../../emulator/index";
import { sendRequest, UNKNOWN_ID, UUID_APP_ID, useEmulator } from "./kit";

const OTHER_ACCOUNT = "0123456789abcdef0123456789abcdef";

describe("routes", () => {
  const kit = useEmulator();

  const UNKNOWN: [name: string, path: string][] = [
    ["an unknown path of the app", `/accounts/${DEFAULT_ACCOUNT_ID}/realtime/kit/${DEFAULT_APP_ID}/nothing`],
    ["an unknown product", `/accounts/${DEFAULT_ACCOUNT_ID}/stream`],
    [
      "an account id that is too long",
      `/accounts/${"a".repeat(33)}/realtime/kit/${DEFAULT_APP_ID}/recordings`,
    ],
    ["an account id with a dot", `/accounts/a.b/realtime/kit/${DEFAULT_APP_ID}/recordings`],
  ];
  for (const [name, path] of UNKNOWN) {
    it(`answer ${name} with 404 and code 7003`, async () => {
      const { status, body } = await sendRequest(kit.emulator.baseUrl + path, "GET");
      assert.deepEqual([status, body.errors[0]?.code, body.result], [404, 7003, null]);
    });
  }

  it("know only the accounts and the apps that are set, once any are", async () => {
    kit.emulator.patchSettings({ accounts: [DEFAULT_ACCOUNT_ID], apps: [DEFAULT_APP_ID] });
    const list = (account: string, app: string) =>
      sendRequest(`${kit.emulator.baseUrl}/accounts/${account}/realtime/kit/${app}/recordings`, "GET");
    assert.equal((await list(DEFAULT_ACCOUNT_ID, DEFAULT_APP_ID)).status, 200);
    assert.equal((await list(OTHER_ACCOUNT, DEFAULT_APP_ID)).body.errors[0]?.code, 7003);
    assert.equal((await list(DEFAULT_ACCOUNT_ID, UUID_APP_ID)).body.error.code, 404);
  });

  const NOT_ALLOWED: [method: string, path: string][] = [
    ["DELETE", `/recordings/${UNKNOWN_ID}`],
    ["POST", `/recordings/${UNKNOWN_ID}`],
    ["PUT", "/recordings"],
    ["DELETE", `/meetings/${UNKNOWN_ID}`],
  ];
  for (const [method, path] of NOT_ALLOWED) {
    it(`answer ${method} ${path} with 405 in the v4 envelope`, async () => {
      const { status, body } = await kit.request(method, path);
      assert.equal(status, 405);
      assert.ok((body.errors[0]?.code ?? 0) > 0);
    });
  }

  it("keep a recording to its account and its app", async () => {
    const { id, account_id } = kit.emulator.createRecording();
    for (const [account, app] of [
      [OTHER_ACCOUNT, DEFAULT_APP_ID],
      [account_id, UUID_APP_ID],
    ]) {
      const url = `${kit.emulator.baseUrl}/accounts/${account}/realtime/kit/${app}/recordings/${id}`;
      for (const method of ["GET", "PUT"]) {
        const answer = await sendRequest(url, method, method === "PUT" ? { body: { action: "stop" } } : {});
        assert.equal(answer.status, 404);
      }
    }
    assert.equal(kit.emulator.getRecording(id).status, "RECORDING");
  });

  it("find a recording by its id in capital letters", async () => {
    const { id } = kit.emulator.createRecording();
    assert.equal((await kit.get(id.toUpperCase())).body.data.id, id);
  });

  it("put RealtimeKit's own errors into the v4 envelope when told to", async () => {
    kit.emulator.patchSettings({ errorEnvelope: "v4" });
    const { body } = await kit.get(UNKNOWN_ID);
    const errors = [{ code: 404, message: "Recording not found" }];
    assert.deepEqual(body, { success: false, errors, messages: [], result: null });
  });
});

describe("every answer", () => {
  const kit = useEmulator();

  const ANSWERS: [name: string, path: string, headers: Record<string, string>][] = [
    ["a success", "/recordings", {}],
    ["an error of RealtimeKit", `/recordings/${UNKNOWN_ID}`, {}],
    ["an unknown route", "/nothing", {}],
    ["a refusal at the door", "/recordings", { authorization: "" }],
  ];
  for (const [name, path, headers] of ANSWERS) {
    it(`has a ray id and the rate limit in its headers: ${name}`, async () => {
      const answer = await kit.request("GET", path, { headers });
      assert.match(String(answer.headers.get("cf-ray")), /^[0-9a-f]{16}-EMU$/);
      assert.equal(answer.headers.get("ratelimit"), '"default";r=1200;t=300');
      assert.equal(answer.headers.get("ratelimit-policy"), '"default";q=1200;w=300');
      assert.equal(answer.headers.get("retry-after"), null);
      assert.equal(kit.emulator.requests()[0]?.ray, answer.headers.get("cf-ray"));
    });
  }

  it("is late by latencyMs", async () => {
    kit.emulator.patchSettings({ latencyMs: 30 });
    await kit.request("GET", "/recordings");
    assert.ok((kit.emulator.requests()[0]?.durationMs ?? 0) >= 29);
  });
});
