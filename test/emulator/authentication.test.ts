/** Who is let in. */

import assert from "node:assert/strict";
import { DEFAULT_ACCOUNT_ID, DEFAULT_APP_ID } from "../../emulator/index";
import { sendRequest, useEmulator } from "./kit";

const OTHER_ACCOUNT = "0123456789abcdef0123456789abcdef";

describe("authentication", () => {
  const kit = useEmulator();
  const list = (authorization: string, account = DEFAULT_ACCOUNT_ID) => {
    const url = `${kit.emulator.baseUrl}/accounts/${account}/realtime/kit/${DEFAULT_APP_ID}/recordings`;
    return sendRequest(url, "GET", { headers: { authorization } });
  };

  for (const header of ["", "Bearer", "Bearer ", "Basic abc", "token", "Bearer a b"]) {
    it(`answers the header "${header}" with 400 and code 6003, chain 6111`, async () => {
      const { status, body } = await list(header);
      assert.equal(status, 400);
      assert.equal(body.errors[0]?.code, 6003);
      assert.equal(body.errors[0]?.error_chain?.[0]?.code, 6111);
      assert.deepEqual([body.success, body.messages, body.result], [false, [], null]);
    });
  }

  it("accepts any token when none is set", async () => {
    assert.equal((await list("Bearer whatever")).status, 200);
  });

  const CASES: [name: string, header: string, account: string, status: number][] = [
    ["a token that is set", "Bearer right", DEFAULT_ACCOUNT_ID, 200],
    ["a lower-case scheme", "bearer right", DEFAULT_ACCOUNT_ID, 200],
    ["a wrong token", "Bearer wrong", DEFAULT_ACCOUNT_ID, 403],
    ["a token of this account", "Bearer limited", OTHER_ACCOUNT, 200],
    ["a token of another account", "Bearer limited", DEFAULT_ACCOUNT_ID, 403],
    ["a token with Realtime", "Bearer realtime", DEFAULT_ACCOUNT_ID, 200],
    ["a token without Realtime", "Bearer dns", DEFAULT_ACCOUNT_ID, 403],
  ];
  for (const [name, header, account, status] of CASES) {
    it(`answers ${name} with ${status}`, async () => {
      kit.emulator.patchSettings({
        tokens: [
          { token: "right" },
          { token: "limited", accounts: [OTHER_ACCOUNT] },
          { token: "realtime", permissions: ["Realtime"] },
          { token: "dns", permissions: ["DNS"] },
        ],
      });
      const answer = await list(header, account);
      assert.equal(answer.status, status);
      if (status === 403) assert.equal(answer.body.errors[0]?.code, 10000);
    });
  }

  it("answers a wrong token with 401 when told to", async () => {
    kit.emulator.patchSettings({ tokens: [{ token: "right" }], wrongTokenStatus: 401 });
    const { status, body } = await list("Bearer wrong");
    assert.deepEqual([status, body.errors[0]?.code], [401, 10000]);
  });
});
