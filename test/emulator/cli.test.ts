/** The emulator from the command line. */

import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { createInterface } from "node:readline";
import { connectControlPlane } from "../../emulator/control-client";
import { DEFAULT_ACCOUNT_ID } from "../../emulator/index";
import { KIT_PATH, sendRequest } from "./kit";

describe("the emulator's command line", () => {
  let child: ChildProcess;
  const run = (...args: string[]) => {
    child = spawn(process.execPath, ["--import", "tsx", "emulator/cli.ts", ...args], { stdio: "pipe" });
    return child;
  };
  const firstLine = async () => {
    const [line] = await once(createInterface({ input: child.stdout as NodeJS.ReadableStream }), "line");
    return String(line);
  };
  const output = async (stream: "stdout" | "stderr") => {
    let text = "";
    child[stream]?.on("data", (chunk) => {
      text += chunk;
    });
    const [code] = await once(child, "close");
    return { text, code };
  };
  afterEach(() => child.kill("SIGKILL"));

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`prints its base URL first, and ends with 0 at ${signal} with a connection open`, async () => {
      run();
      const baseUrl = /^CLOUDFLARE_BASE_URL=(http:\/\/127\.0\.0\.1:\d+\/client\/v4)$/.exec(
        await firstLine(),
      )?.[1];
      assert.ok(baseUrl);
      const { account_id } = await connectControlPlane(baseUrl).createRecording();
      assert.equal(account_id, DEFAULT_ACCOUNT_ID);
      assert.equal((await sendRequest(`${baseUrl}${KIT_PATH}/recordings`, "GET")).status, 200);
      const closed = once(child, "close");
      const askedAtMs = performance.now();
      child.kill(signal);
      assert.deepEqual(await closed, [0, null]);
      assert.ok(performance.now() - askedAtMs < 5_000);
    });
  }

  it("takes tokens, a latency and any setting", async () => {
    run(
      "--token",
      "a",
      "--token",
      "b",
      "--latency-ms",
      "5",
      "--set",
      "invokedMs=0",
      "--set",
      "putAnswer=old",
    );
    const baseUrl = (await firstLine()).replace("CLOUDFLARE_BASE_URL=", "");
    const settings = await connectControlPlane(baseUrl).settings();
    assert.deepEqual([settings.latencyMs, settings.invokedMs, settings.putAnswer], [5, 0, "old"]);
    assert.equal(settings.tokens.length, 2);
    assert.equal((await sendRequest(`${baseUrl}${KIT_PATH}/recordings`, "GET")).status, 403);
    const headers = { authorization: "Bearer b" };
    assert.equal((await sendRequest(`${baseUrl}${KIT_PATH}/recordings`, "GET", { headers })).status, 200);
  });

  it("explains itself with --help", async () => {
    run("--help");
    const { text, code } = await output("stdout");
    assert.match(text, /--port/);
    assert.equal(code, 0);
  });

  it("ends with 1 and says so where the port is in use", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    run("--port", String((server.address() as AddressInfo).port));
    const { text, code } = await output("stderr");
    server.close();
    assert.match(text, /^port \d+ is in use: give another one with --port\n$/);
    assert.equal(code, 1);
  });

  const WRONG: [args: string[], message: RegExp][] = [
    [["--port", "http"], /--port takes a number/],
    [["--set", "invokedMs"], /--set takes name=value/],
    [["--set", "speed=1"], /^speed: there is nothing of this name\n/],
    [["--set", "invokedMs=soon"], /invokedMs: /],
    [["--latency-ms", "soon"], /^--latency-ms takes a number of milliseconds, not "soon"\n/],
    [["--colour", "red"], /--colour/],
  ];
  for (const [args, message] of WRONG) {
    it(`ends with 1 and says why for ${args.join(" ")}`, async () => {
      run(...args);
      const { text, code } = await output("stderr");
      assert.match(text, message);
      assert.equal(code, 1);
    });
  }
});
