/** How often one may ask. */

import assert from "node:assert/strict";
import { useEmulator } from "./kit";

describe("the rate limit", () => {
  const kit = useEmulator({ rateLimitEnforced: true, rateLimitRequests: 2, rateLimitWindowSeconds: 10 });
  const list = () => kit.request("GET", "/recordings");

  it("counts down, then refuses with 429 and Retry-After until the window ends", async () => {
    assert.equal((await list()).headers.get("ratelimit"), '"default";r=1;t=10');
    kit.emulator.clock.advance(3_500);
    assert.equal((await list()).headers.get("ratelimit"), '"default";r=0;t=7');
    const refused = await list();
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get("retry-after"), "7");
    assert.equal(refused.headers.get("ratelimit-policy"), '"default";q=2;w=10');
    assert.equal(refused.body.errors[0]?.code, 971);
    kit.emulator.clock.advance(6_500);
    assert.equal((await list()).status, 200);
  });

  it("can refuse with an empty body", async () => {
    kit.emulator.patchSettings({ rateLimitBody: "empty", rateLimitRequests: 0 });
    const refused = await list();
    assert.deepEqual([refused.status, refused.text], [429, ""]);
    assert.equal(refused.headers.get("retry-after"), "10");
  });

  it("keeps a refused PUT from having an effect", async () => {
    kit.emulator.patchSettings({ rateLimitRequests: 0 });
    const { id } = kit.emulator.createRecording();
    assert.equal((await kit.put(id, "stop")).status, 429);
    assert.equal(kit.emulator.getRecording(id).status, "RECORDING");
  });

  it("begins anew when it is changed, and only then", async () => {
    kit.emulator.patchSettings({ rateLimitRequests: 1 });
    assert.equal((await list()).status, 200);
    kit.emulator.patchSettings({ invokedMs: 1 });
    assert.equal((await list()).status, 429);
    kit.emulator.patchSettings({ rateLimitRequests: 1 });
    assert.equal((await list()).status, 200);
  });
});
