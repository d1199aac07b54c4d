/** `scripts/pulumi.ts` passes everything through: arguments, streams, signals and exit code. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { readChild } from "../../scripts/engine/child";
import { removeFolders, temporaryFolder, writePulumi, writeScript } from "./stand-ins";

const SCRIPT = path.resolve("scripts/pulumi.ts");
const NODE_ARGS = ["--import", "tsx", SCRIPT];

/** An environment whose CLI runs this shell script, and reports a good version when asked. */
function envWithPulumi(body: string, extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const folder = temporaryFolder();
  writePulumi(folder, "3.245.0");
  writeScript(path.join(folder, "pulumi"), `[ "$1" = version ] && echo v3.245.0 && exit\n${body}`);
  return { PATH: folder, ...extra };
}

async function run(args: string[], env: NodeJS.ProcessEnv, onStart?: (child: ChildProcess) => void) {
  const start = onStart ? { onStart } : {};
  return readChild(process.execPath, [...NODE_ARGS, ...args], { env, stdio: "pipe", ...start });
}

describe("npm run pulumi", function () {
  this.timeout(30_000);
  afterEach(removeFolders);

  it("leaves stdout to the CLI, and passes arguments and exit code through", async () => {
    const env = envWithPulumi(`printf '<%s>' "$@"; echo complaint >&2; exit 7`);
    const result = await run(["stack", "export", "--file", "two words"], env);
    const stdout = "<stack><export><--file><two words>";
    assert.deepEqual(result, { exitCode: 7, stdout, stderr: "complaint\n" });
  });

  it("passes stdin through", async () => {
    const result = await run(["import"], envWithPulumi(`read line; echo "got $line"`), (child) => {
      child.stdin?.end("a line\n");
    });
    assert.equal(result.stdout, "got a line\n");
  });

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`passes one ${signal} on and waits for the CLI to finish`, async () => {
      const name = signal.slice(3);
      const body = `trap 'echo finishing; exit 3' ${name}; echo started; while :; do read line || exit 9; done`;
      const child = spawn(process.execPath, [...NODE_ARGS, "up"], {
        env: envWithPulumi(body),
        stdio: "pipe",
      });
      let stdout = "";
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        stdout += text;
        // The shell looks at its trap between two commands, so it is given lines to read.
        if (text.includes("started")) child.kill(signal);
        child.stdin.write("line\n");
      });
      child.stdin.on("error", () => {});
      const lines = setInterval(() => child.stdin.write("line\n"), 50);
      const [exitCode] = await once(child, "close");
      clearInterval(lines);
      assert.deepEqual([exitCode, stdout], [3, "started\nfinishing\n"]);
    });
  }

  it("runs where npm was called, not where npm puts it", async () => {
    const caller = temporaryFolder();
    const npm = { npm_lifecycle_event: "pulumi", INIT_CWD: caller };
    const result = await run(["up"], envWithPulumi("pwd", npm));
    assert.equal(result.stdout, `${caller}\n`);
  });

  it("exits with 1 and a sentence on stderr where no CLI is found or installed", async () => {
    const cache = path.join(writeScript(path.join(temporaryFolder(), "file"), ""), "not-a-folder");
    const result = await run(["up"], { PATH: "", XDG_CACHE_HOME: cache });
    assert.deepEqual([result.exitCode, result.stdout], [1, ""]);
    assert.match(result.stderr, /^No usable Pulumi CLI was found .* Install Pulumi 3\.245\.0 or newer/m);
  });
});
