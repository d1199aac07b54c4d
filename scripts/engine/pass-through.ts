/** Runs the Pulumi CLI as if it had been called itself: its streams, its signals and its exit code. */
import type { ChildProcess } from "node:child_process";
import { isatty } from "node:tty";
import { runChild } from "./child";
import type { Engine } from "./engine";

/** Runs the CLI in `cwd` on this process's own streams and returns its exit code. */
export async function passThrough(engine: Engine, args: readonly string[], cwd?: string): Promise<number> {
  // Before the CLI is started: it may be interrupted as soon as it runs, and this process must survive that.
  const signals = forwardSignals();
  try {
    const onStart = signals.to;
    return await runChild(engine.command, args, { cwd, env: engine.env, stdio: "inherit", onStart });
  } finally {
    signals.stop();
  }
}

function forwardSignals(): { to: (child: ChildProcess) => void; stop: () => void } {
  let target: ChildProcess | undefined;
  // A terminal sends Ctrl-C to the CLI as well as to this process, and a second interrupt makes the CLI give up
  // at once instead of finishing what is under way. So there it is only survived, until the CLI has ended.
  const interrupt = () => void (isatty(0) || target?.kill("SIGINT"));
  const terminate = () => void target?.kill("SIGTERM");
  process.on("SIGINT", interrupt).on("SIGTERM", terminate);
  return {
    to: (child) => {
      target = child;
    },
    stop: () => void process.off("SIGINT", interrupt).off("SIGTERM", terminate),
  };
}
