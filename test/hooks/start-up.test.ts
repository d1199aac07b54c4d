/** What the provider's process loads, and when: each package takes time in every phase of every run. */

import assert from "node:assert/strict";
import { filesLoadedBy, requireOf } from "../support/loaded-files";

const IDS = {
  accountId: "023e105f4ecef8ad9ca31a8372d0c353",
  appId: "2a95132c15732412d22c1476fa83f27a",
};

/** The packages, and this one's modules, that are loaded once the hooks have checked a declaration. */
async function loadedAfter(declaration: object): Promise<string[]> {
  const script = `
    const hooks = ${requireOf("dist/hooks/index.js")};
    hooks.configure({ config: { get: () => undefined } });
    const { failures } = await hooks.check({}, ${JSON.stringify({ ...IDS, state: "stopped", ...declaration })});
    require("node:assert/strict").deepEqual(failures, []);`;
  const files = await filesLoadedBy(script, { REALTIMEKIT_LIVE_CHECK: "false" });
  return files.map((file) => file.replace(/^node_modules\/((@[^/]+\/)?[^/]+)\/.*/, "$1"));
}

describe("the hooks", () => {
  it("load zod and their own modules, and nothing that only a request or a meeting needs", async () => {
    const loaded = await loadedAfter({ recordingId: "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e" });
    const packages = loaded.filter((name) => !/^(dist\/|package.json$)/.test(name));
    assert.deepEqual([...new Set(packages)], ["zod"]);
    assert.ok(loaded.includes("dist/core/recording-kind.js"));
    assert.deepEqual(
      loaded.filter((name) => /meeting|start-rules|dist\/(resources|cli)\//.test(name)),
      [],
    );
  });

  it("load what a meeting needs at the first one", async () => {
    const loaded = await loadedAfter({ meetingId: "97440c6a-140b-40a9-9499-b23fd7a3868a" });
    assert.ok(loaded.includes("dist/core/meeting-kind.js"));
    assert.ok(!loaded.includes("undici"));
  });
});
