/** Runs a command that is to succeed, and shows all that it printed where it doesn't. */

import { readChild } from "../../scripts/engine/child";

/** A command that hangs is to fail and not to hold up the others for ever, in milliseconds. */
const DEADLINE_MS = 5 * 60_000;

/** The signal, and the deadline of one command. */
export function bounded(signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)]);
}

/** How a command is run. */
export interface CommandOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Ends it, and everything else. */
  readonly signal: AbortSignal;
}

/** Runs it to its end; resolves with what it printed on stdout. */
export async function runCommand(
  [command, ...args]: readonly [string, ...string[]],
  { cwd, env, signal }: CommandOptions,
): Promise<string> {
  const { exitCode, stdout, stderr } = await readChild(command, args, {
    cwd,
    env,
    abortSignal: bounded(signal),
  });
  signal.throwIfAborted();
  if (exitCode === 0) return stdout;
  throw new Error(`${command} ${args.join(" ")} exits with ${exitCode}\n${stdout}${stderr}`);
}

/** What `npm run` tells the scripts that it runs, which would mislead another npm. */
const OF_THIS_RUN =
  /^(npm_(lifecycle|package|config_local_prefix|config_loglevel|execpath|node_execpath|command)|INIT_CWD$|NODE_OPTIONS$)/;

/** The environment without what belongs to the run that this is a part of. */
export function plainEnv(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !OF_THIS_RUN.test(name)));
}
