/** The build from the Go module proxy, with a stand-in for the `go` command. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { MINIMUM_VERSION } from "../../scripts/engine/engine";
import { buildWithGo } from "../../scripts/engine/go-build";
import { GO_MODULES, readGoPins } from "../../scripts/engine/go-modules";
import { isAtLeast } from "../../scripts/engine/on-path";
import { quietProgress, removeFolders, temporaryFolder, writeScript } from "./stand-ins";

// Notes its call beside the executable it "builds".
const FAKE_GO = `
for argument in "$@"; do
  [ "$previous" = "-o" ] && output=$argument
  previous=$argument
done
mkdir -p "$(dirname "$output")"
printf '%s\\n' "$PWD" "$CGO_ENABLED" "$GOWORK" "$*" > "$output"
chmod +x "$output"
echo "go: downloading example.org/module v1.0.0" >&2
echo "example.org/module/package" >&2
`;
const SYSTEM_PATH = "/usr/bin:/bin";

function contextWithGo(body: string) {
  const folder = temporaryFolder();
  writeScript(path.join(folder, "go"), body);
  const env = { PATH: [folder, SYSTEM_PATH].join(path.delimiter) };
  return { env, progress: quietProgress(), abortSignal: undefined };
}

describe("the build with Go", () => {
  afterEach(removeFolders);

  it("builds the pinned modules in their own folders, and writes the launcher beside them", async () => {
    const root = temporaryFolder();
    await buildWithGo(root, contextWithGo(FAKE_GO));
    const bin = path.join(root, "bin");
    const names = [
      "nodejs-language-host",
      "pulumi",
      "pulumi-language-nodejs",
      "pulumi-resource-pulumi-nodejs",
    ];
    assert.deepEqual(readdirSync(bin).sort(), names);
    for (const module of GO_MODULES) {
      const call = readFileSync(path.join(bin, module.executable), "utf8").trim().split("\n");
      assert.deepEqual(call.slice(0, 3), [module.folder, "0", "off"]);
      assert.match(call[3] ?? "", /^build -v -mod=readonly /);
      assert.ok(call[3]?.endsWith(` ${module.command}`));
    }
    const version = `-X ${GO_MODULES.at(-1)?.versionVariable}=v${readGoPins().version} `;
    assert.ok(readFileSync(path.join(bin, "pulumi"), "utf8").includes(version));
  });

  it("fails with what Go complained about, and not with what it downloaded", async () => {
    const context = contextWithGo(`
echo "go: downloading example.org/module v1.0.0" >&2
echo "go: go.mod requires go >= 1.25.8 (running go 1.20)" >&2
exit 1`);
    await assert.rejects(buildWithGo(temporaryFolder(), context), {
      message: "go build fails: go: go.mod requires go >= 1.25.8 (running go 1.20)",
    });
  });

  it("says so where there is no Go", async () => {
    const context = { env: { PATH: "" }, progress: quietProgress(), abortSignal: undefined };
    await assert.rejects(buildWithGo(temporaryFolder(), context), { message: "no `go` on PATH" });
  });

  it("ends Go when it is aborted", async () => {
    const abortion = new AbortController();
    const context = { ...contextWithGo("exec sleep 60"), abortSignal: abortion.signal };
    const follow: typeof context.progress.follow = (_, task) => {
      const running = task();
      abortion.abort();
      return running;
    };
    const build = buildWithGo(temporaryFolder(), { ...context, progress: { ...context.progress, follow } });
    await assert.rejects(build, /go build fails/);
  });

  it("pins a CLI that is new enough to be found", () => {
    assert.ok(isAtLeast(readGoPins().version, MINIMUM_VERSION));
  });
});
