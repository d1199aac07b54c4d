/** `configure`: what Pulumi calls first, without letting the other calls wait for it. */

import assert from "node:assert/strict";
import { useHooks } from "../support/hooks-kit";

const TOKEN = "token-of-the-stack";

describe("the first calls of a process", () => {
  const kit = useHooks({
    env: () => ({ CLOUDFLARE_API_TOKEN: undefined, CLOUDFLARE_BASE_URL: undefined }),
    config: ({ baseUrl }) => ({ "realtimekit:apiToken": TOKEN, "realtimekit:baseUrl": baseUrl }),
  });

  it("all see the configuration, however many come at once", async () => {
    kit.emulator.patchSettings({ tokens: [{ token: TOKEN }] });
    const declarations = Array.from({ length: 10 }, () => kit.declare());
    const checked = await Promise.all(declarations.map((news) => kit.hooks.check({}, news)));
    assert.deepEqual(
      checked.flatMap(({ failures }) => failures),
      [],
    );
    const seen = kit.emulator.requests().map(({ status }) => status);
    assert.ok(seen.length > 0 && seen.every((status) => status === 200), String(seen));
  });
});

describe("the token", () => {
  const kit = useHooks({
    env: () => ({ CLOUDFLARE_API_TOKEN: "of-the-environment" }),
    config: () => ({ "cloudflare:apiToken": "of-cloudflare", "realtimekit:apiToken": " of-realtimekit\n" }),
  });

  it("is taken from realtimekit:apiToken before cloudflare:apiToken before the environment, without its white space", async () => {
    kit.emulator.patchSettings({ tokens: [{ token: "of-realtimekit" }] });
    assert.deepEqual((await kit.hooks.check({}, kit.declare())).failures, []);
  });
});

describe("the token of another package", () => {
  const kit = useHooks({
    env: () => ({ CLOUDFLARE_API_TOKEN: "of-the-environment" }),
    config: () => ({ "cloudflare:apiToken": "of-cloudflare", "realtimekit:apiToken": "" }),
  });

  it("is taken where ours is empty", async () => {
    kit.emulator.patchSettings({ tokens: [{ token: "of-cloudflare" }] });
    assert.deepEqual((await kit.hooks.check({}, kit.declare())).failures, []);
  });
});
