/** `npm run -s pulumi -- ARGS`: runs the Pulumi CLI, installing it first where there is none. */
import { exitCodeOf } from "./engine/child";
import { type Engine, EngineNotFoundError, locatePulumi } from "./engine/index";
import { passThrough } from "./engine/pass-through";

async function main(args: readonly string[]): Promise<number> {
  const interruption = new AbortController();
  const interrupt = (signal: NodeJS.Signals) => interruption.abort(signal);
  process.on("SIGINT", interrupt).on("SIGTERM", interrupt);
  let engine: Engine;
  try {
    engine = await locatePulumi({ signal: interruption.signal });
  } catch (error) {
    if (interruption.signal.aborted) return exitCodeOf(interruption.signal.reason);
    if (!(error instanceof EngineNotFoundError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  } finally {
    process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
  }
  return passThrough(engine, args, callerFolder());
}

// npm runs scripts in the package's root; a program in another folder is meant by where npm was called.
function callerFolder(): string | undefined {
  return process.env.npm_lifecycle_event === "pulumi" ? process.env.INIT_CWD : undefined;
}

// An interrupted installer may still hold this process open.
void main(process.argv.slice(2)).then((exitCode) => process.exit(exitCode));
