/** The order in which a Pulumi CLI is looked for, and what is said when there is none. */
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import path from "node:path";
import { EngineNotFoundError, type LocateOptions, locatePulumi } from "../../scripts/engine/index";
import { quietProgress, removeFolders, temporaryFolder, writePulumi } from "./stand-ins";

type Installer = NonNullable<LocateOptions["installer"]>;

const works: Installer = async (root) => void writePulumi(path.join(root, "bin"), "9.9.9");
const unreachable: Installer = async () => {
  throw new Error("Pulumi's site cannot be reached");
};
const withoutGo: Installer = async () => {
  throw new Error("no `go` on PATH");
};
const unexpected: Installer = () => assert.fail("this installer is not to be asked");

function look(options: LocateOptions & { folders?: string[] }) {
  const env = { PATH: (options.folders ?? []).join(path.delimiter), KEPT: "yes" };
  const unused = { installer: unexpected, goBuilder: unexpected, cache: temporaryFolder() };
  return locatePulumi({ env, progress: quietProgress(), ...unused, ...options });
}

describe("locatePulumi", () => {
  afterEach(removeFolders);

  it("uses a CLI on PATH that is new enough", async () => {
    const folder = temporaryFolder();
    const command = writePulumi(folder, "3.245.0");
    const engine = await look({ folders: [folder] });
    assert.deepEqual(
      { ...engine, env: undefined },
      { command, version: "3.245.0", source: "path", env: undefined },
    );
  });

  it("passes over a CLI on PATH that is too old for a later one that is not", async () => {
    const [old, recent] = [temporaryFolder(), temporaryFolder()];
    writePulumi(old, "3.99.0");
    const command = writePulumi(recent, "3.1000.1");
    assert.equal((await look({ folders: [old, recent] })).command, command);
  });

  it("runs the CLI with its folder first on PATH, without an update check, and changes nothing else", async () => {
    const [other, folder] = [temporaryFolder(), temporaryFolder()];
    writePulumi(folder, "3.300.0");
    const { env } = await look({ folders: [other, folder] });
    const expected = [folder, other, folder].join(path.delimiter);
    assert.deepEqual(env, { PATH: expected, KEPT: "yes", PULUMI_SKIP_UPDATE_CHECK: "true" });
  });

  it("uses what was installed earlier before it installs anything", async () => {
    const cache = temporaryFolder();
    const first = await look({ cache, installer: works });
    const second = await look({ cache });
    assert.deepEqual([first.source, second.source], ["installer", "cache"]);
    assert.deepEqual([second.command, second.version], [first.command, first.version]);
  });

  it("builds with Go where Pulumi's site is not reached, and says so", async () => {
    const progress = quietProgress();
    const engine = await look({ installer: unreachable, goBuilder: works, progress });
    assert.deepEqual([engine.source, engine.version], ["go", "3.245.0"]);
    assert.deepEqual(progress.said, ["Pulumi's site cannot be reached."]);
  });

  const unusable = [
    {
      found: "too old",
      version: "3.244.9",
      companions: ["pulumi-language-nodejs"],
      reason: /3\.244\.9, too old/,
    },
    {
      found: "without a language host",
      version: "3.245.0",
      companions: [],
      reason: /pulumi-language-nodejs/,
    },
    {
      found: "without a launcher",
      version: "3.245.0",
      companions: ["pulumi-language-nodejs"],
      reason: /pulumi-resource-pulumi-nodejs/,
    },
    { found: "without a version", version: "?", companions: [], reason: /does not report a version/ },
  ];
  for (const { found, version, companions, reason } of unusable) {
    it(`passes over a CLI on PATH ${found}, and says why when nothing else works`, async () => {
      const folder = temporaryFolder();
      writePulumi(folder, version, companions);
      await assert.rejects(
        look({ folders: [folder], installer: unreachable, goBuilder: withoutGo }),
        (error) => error instanceof EngineNotFoundError && reason.test(error.reasons.get("path") ?? ""),
      );
    });
  }

  it("says what to install when nothing works", async () => {
    const message = [
      "No usable Pulumi CLI was found and none could be installed. Install Pulumi 3.245.0 or newer " +
        "(https://www.pulumi.com/docs/install), or Go 1.25.8 or newer to have it built here, and try again.",
      "  path: no `pulumi` on PATH",
      "  installer: Pulumi's site cannot be reached",
      "  go: no `go` on PATH",
    ].join("\n");
    await assert.rejects(look({ installer: unreachable, goBuilder: withoutGo }), { message });
  });

  it("tries no further source when it is aborted, and leaves nothing behind", async () => {
    const abortion = new AbortController();
    const cache = temporaryFolder();
    const interrupted: Installer = async (root) => {
      await works(root, {} as never);
      abortion.abort(new Error("interrupted"));
      throw new Error("the child was ended");
    };
    await assert.rejects(look({ cache, installer: interrupted, signal: abortion.signal }), {
      message: "interrupted",
    });
    assert.deepEqual(readdirSync(cache), []);
  });
});
