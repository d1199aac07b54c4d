/** The cache folder: an engine appears in it whole or not at all, whoever else installs. */
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { cacheFolder, findInstalled, installInto } from "../../scripts/engine/cache";
import { removeFolders, temporaryFolder, writePulumi } from "./stand-ins";

describe("the cache folder", () => {
  afterEach(removeFolders);

  const home = os.homedir();
  const places: [NodeJS.Platform, NodeJS.ProcessEnv, string][] = [
    ["linux", {}, path.join(home, ".cache")],
    ["linux", { XDG_CACHE_HOME: "/elsewhere" }, "/elsewhere"],
    ["darwin", { XDG_CACHE_HOME: "/elsewhere" }, path.join(home, "Library", "Caches")],
    ["win32", { LOCALAPPDATA: "/local" }, "/local"],
    ["win32", {}, path.join(home, "AppData", "Local")],
  ];
  for (const [platform, env, base] of places) {
    it(`is in ${base.replace(home, "~")} on ${platform} with ${JSON.stringify(env)}`, () => {
      assert.equal(cacheFolder(env, platform), path.join(base, "pulumi-realtimekit"));
    });
  }

  it("gets one whole engine from two installations at the same time", async () => {
    const root = path.join(temporaryFolder(), "engine");
    const bothFilled = new Barrier(2);
    const install = (version: string) =>
      installInto(root, async (temporary) => {
        writePulumi(path.join(temporary, "bin"), version);
        await bothFilled.arrive();
      });
    const commands = await Promise.all([install("1.0.0"), install("2.0.0")]);
    assert.deepEqual(commands, [await findInstalled(root), await findInstalled(root)]);
    assert.match(readFileSync(commands[0] ?? "", "utf8"), /v[12]\.0\.0/);
    assert.deepEqual(readdirSync(path.dirname(root)), ["engine"]);
  });

  it("stays as it was when an installation fails half-way", async () => {
    const root = path.join(temporaryFolder(), "engine");
    const failing = installInto(root, async (temporary) => {
      mkdirSync(path.join(temporary, "bin"));
      throw new Error("the disk is full");
    });
    await assert.rejects(failing, { message: "the disk is full" });
    assert.deepEqual(readdirSync(path.dirname(root)), []);
  });

  it("refuses an installation that lacks the language host", async () => {
    const root = path.join(temporaryFolder(), "engine");
    const incomplete = installInto(root, async (temporary) => {
      writePulumi(path.join(temporary, "bin"), "1.0.0", []);
    });
    await assert.rejects(incomplete, /not complete/);
    assert.equal(existsSync(root), false);
  });

  it("loses what a killed installation left a day ago, and keeps what is under way", async () => {
    const parent = temporaryFolder();
    const dayBefore = new Date(Date.now() - 25 * 60 * 60 * 1000);
    mkdirSync(path.join(parent, ".installing-old"));
    mkdirSync(path.join(parent, ".installing-new"));
    utimesSync(path.join(parent, ".installing-old"), dayBefore, dayBefore);
    await installInto(path.join(parent, "engine"), async (temporary) => {
      writePulumi(path.join(temporary, "bin"), "1.0.0");
    });
    assert.deepEqual(readdirSync(parent).sort(), [".installing-new", "engine"]);
  });
});

/** Holds everyone who arrives until all are there. */
class Barrier {
  #missing: number;
  #open = () => {};
  readonly #opened = new Promise<void>((resolve) => (this.#open = resolve));

  constructor(parties: number) {
    this.#missing = parties;
  }

  arrive(): Promise<void> {
    this.#missing -= 1;
    if (this.#missing === 0) this.#open();
    return this.#opened;
  }
}
