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

describe("settings that aren't texts", () => {
  const kit = useHooks({ config: () => ({ "realtimekit:liveCheck": false, "realtimekit:requestLimit": 2 }) });

  it("hold as they are: nothing is looked at", async () => {
    assert.deepEqual((await kit.hooks.check({}, kit.declare())).failures, []);
    assert.deepEqual(kit.emulator.requests(), []);
  });

  it("hold as they are: the limit is kept to", async () => {
    const create = async () => {
      const { inputs } = await kit.hooks.check({}, kit.declare({ timeouts: { create: "5s" } }));
      await kit.hooks.create(inputs);
    };
    await create();
    await assert.rejects(create(), { message: /^RateLimitedError: / });
  });
});

describe("a setting that is wrong", () => {
  for (const [name, value] of [
    ["liveCheck", "nope"],
    ["requestLimit", "0"],
  ] as const) {
    describe(`${name} ${value}`, () => {
      const kit = useHooks({ config: () => ({ [`realtimekit:${name}`]: value }) });

      it("is an error of the operation that needs it, and nothing is sent", async () => {
        const check = kit.hooks.check({}, kit.declare());
        await assert.rejects(
          check.then(({ failures: [failure] }) => {
            if (failure) throw new Error(failure.reason);
          }),
          { message: new RegExp(`^ConfigurationError: .*realtimekit:${name} must be .* but is "${value}"`) },
        );
        assert.deepEqual(kit.emulator.requests(), []);
      });
    });
  }
});
