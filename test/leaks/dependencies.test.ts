/** What is installed with this package, and what a release of it has to prove. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";

interface Manifest {
  readonly dependencies: Record<string, string>;
  readonly scripts: Record<string, string>;
  readonly allowScripts: Record<string, boolean>;
  readonly publishConfig: unknown;
  readonly files: readonly string[];
}

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
  readonly funding?: unknown;
}

const read = <T>(name: string) => JSON.parse(readFileSync(path.resolve(name), "utf8")) as T;
const manifest = read<Manifest>("package.json");
const { packages } = read<{ packages: Record<string, Locked> }>("package-lock.json");
/** The repository's own package, which a program in here finds by a link to its folder (decision 013). */
const OWN_LINK = "node_modules/pulumi-realtimekit";
const locked = Object.entries(packages).filter(([name]) => name !== "" && name !== OWN_LINK);

/** Scripts that npm runs when a package is installed, from a registry or from a repository. */
const INSTALL_SCRIPTS = ["preinstall", "install", "postinstall", "prepare", "prepublish", "preprepare"];

describe("the package", () => {
  it("depends on three others, and runs nothing when it is installed", () => {
    assert.deepEqual(Object.keys(manifest.dependencies), ["@pulumi/pulumi", "undici", "zod"]);
    assert.deepEqual(
      INSTALL_SCRIPTS.filter((name) => name in manifest.scripts),
      [],
    );
  });

  it("is published with a provenance statement or not at all", () => {
    assert.deepEqual(manifest.publishConfig, { access: "public", provenance: true });
    assert.deepEqual(manifest.files, ["dist", "CHANGELOG.md", "SECURITY.md"]);
  });
});

describe("the lock file", () => {
  it("names each package by version and checksum, and no address to fetch it from", () => {
    assert.ok(locked.length > 100);
    for (const [name, { version, resolved, integrity, funding: _, ...rest }] of locked) {
      assert.ok(version, name);
      assert.match(integrity ?? "", /^sha512-/, name);
      assert.equal(resolved, undefined, name);
      assert.doesNotMatch(JSON.stringify(rest), /https?:|git\+|file:/, name);
    }
  });

  it("links this package to the repository, for the programs in it", () => {
    assert.deepEqual(packages[OWN_LINK], { resolved: "", link: true });
  });

  it("has two packages with install scripts, which aren't run; of what users install, one", () => {
    const scripted = locked.filter(([, { hasInstallScript }]) => hasInstallScript);
    const names = (entries: typeof locked) =>
      entries.map(([name]) => name.replace("node_modules/", "")).sort();
    assert.deepEqual(names(scripted), Object.keys(manifest.allowScripts));
    assert.ok(Object.values(manifest.allowScripts).every((allowed) => allowed === false));
    // Pulumi's, by way of gRPC; all it does is to compare its version with the one that is asked for.
    assert.deepEqual(names(scripted.filter(([, { dev }]) => !dev)), ["protobufjs"]);
  });
});
