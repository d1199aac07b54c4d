/** Runs the Pulumi CLI as if it had been called itself: its streams, its signals and its exit code. */
import type { ChildProcess } from "node:child_process";
import { runChild } from "./child.js";
import type { Engine } from "./engine.js";

/** Runs the CLI in `cwd` on this process's own streams and returns its exit code. */
export async function passThrough(engine: Engine, args: readonly string[], cwd?: string): Promise<number> {
  let stopForwarding = () => {};
  try {
    return await runChild(engine.command, args, {
      cwd,
      env: engine.env,
      stdio: "inherit",
      onStart: (child) => (stopForwarding = forwardSignals(child)),
    });
  } finally {
    stopForwarding();
  }
}

function forwardSignals(child: ChildProcess): () => void {
  // A terminal sends Ctrl-C to the CLI as well as to this process, and a second interrupt makes the CLI give up
  // at once instead of finishing what is under way. So here it is only survived, until the CLI has ended.
  const interrupt = () => void (process.stdin.isTTY || child.kill("SIGINT"));
  const terminate = () => void child.kill("SIGTERM");
  process.on("SIGINT", interrupt).on("SIGTERM", terminate);
  return () => void process.off("SIGINT", interrupt).off("SIGTERM", terminate);
}
