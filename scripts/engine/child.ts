/** Runs one command without a shell and reports its exit code the way a shell does. */
import { type ChildProcess, type StdioOptions, spawn } from "node:child_process";
import { constants } from "node:os";

/** How a command is run; `abortSignal` ends it with `abortWith` (default SIGTERM), and the command's end is awaited. */
export interface ChildOptions {
  cwd?: string | undefined;
  env: NodeJS.ProcessEnv;
  abortSignal?: AbortSignal | undefined;
  abortWith?: NodeJS.Signals;
  stdio?: StdioOptions;
  /** Called with the child as soon as it is started, to read its output or to signal it. */
  onStart?: (child: ChildProcess) => void;
}

/** Runs a command to its end. A command ended by a signal has exit code 128 plus the signal's number. */
export function runChild(command: string, args: readonly string[], options: ChildOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    const { cwd, env, stdio = ["ignore", "pipe", "pipe"] } = options;
    const child = spawn(command, args, { cwd, env, stdio });
    // Node's own `signal` option rejects before the child has ended, while its files are still being written.
    const abort = () => void child.kill(options.abortWith ?? "SIGTERM");
    const done = () => options.abortSignal?.removeEventListener("abort", abort);
    child.once("error", (error) => {
      done();
      reject(error);
    });
    child.once("close", (code, signal) => {
      done();
      resolve(code ?? exitCodeOf(signal));
    });
    options.onStart?.(child);
    if (options.abortSignal?.aborted) abort();
    else options.abortSignal?.addEventListener("abort", abort, { once: true });
  });
}

/** The exit code a shell gives to a command that was ended by this signal. */
export function exitCodeOf(signal: NodeJS.Signals | null): number {
  return 128 + (signal ? constants.signals[signal] : 0);
}

/** Runs a command and collects what it prints. */
export async function readChild(
  command: string,
  args: readonly string[],
  options: ChildOptions,
): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  const output = { stdout: "", stderr: "" };
  const collect = (child: ChildProcess) => {
    child.stdout?.setEncoding("utf8").on("data", (text: string) => (output.stdout += text));
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (output.stderr += text));
    options.onStart?.(child);
  };
  const exitCode = await runChild(command, args, { ...options, onStart: collect });
  return { exitCode, ...output };
}
