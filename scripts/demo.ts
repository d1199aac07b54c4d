/** `npm run demo`: plays an event's day on the real Pulumi engine against the emulator, and leaves nothing behind. */

import { ACTS } from "./demo/acts";
import { DemoFailure } from "./demo/judge";
import { playAct } from "./demo/play";
import { createScreen, type Screen } from "./demo/screen";
import { setStage } from "./demo/stage";
import { layOutTimeline, type TimelineRow } from "./demo/timeline";
import { EngineNotFoundError, locatePulumi } from "./engine";
import { exitCodeOf } from "./engine/child";

const INTERRUPTIONS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

async function playAll(screen: Screen, signal: AbortSignal): Promise<void> {
  const startedMs = performance.now();
  screen.announce(
    "A day at an event, on the real Pulumi engine. The RealtimeKit in it is emulated on this machine.",
  );
  // It says itself what it does, where that takes long.
  const engine = await locatePulumi({ signal });
  signal.throwIfAborted();
  const stage = await screen.during("compiling the provider", setStage(engine, signal));
  try {
    screen.announce(
      `Pulumi ${engine.version} gets a stack of its own. People are in two meetings: a keynote, which is being ` +
        "recorded, and a panel, which is not.",
    );
    const rows: TimelineRow[] = [];
    for (const [index, act] of ACTS.entries()) {
      screen.announce(`${index + 1}/${ACTS.length} ${act.title}.`);
      rows.push(...(await playAct(act, stage, screen)));
    }
    screen.announce("What happened, as the emulator's log and the stack's configuration have it:");
    screen.print(["", ...layOutTimeline(rows, screen.width)]);
  } finally {
    await stage.close();
  }
  const seconds = Math.round((performance.now() - startedMs) / 1000);
  screen.announce(`All ${ACTS.length} acts went as they should, in ${seconds} s. Nothing is left behind.`);
}

/** What a person is told about a failure; all that Pulumi printed, where it is about that. */
function explain(error: unknown): string {
  if (error instanceof DemoFailure) return `${error.message}\n\n${error.output.trimEnd()}`;
  if (error instanceof EngineNotFoundError) return error.message;
  return (error as Error).stack ?? String(error);
}

async function main(): Promise<number> {
  const interruption = new AbortController();
  for (const signal of INTERRUPTIONS) {
    process.on(signal, () => {
      if (!interruption.signal.aborted) process.stderr.write("\nInterrupted; cleaning up.\n");
      interruption.abort(signal);
    });
  }
  // Whoever reads along may stop reading; that is no reason to leave things behind.
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", () => interruption.abort("SIGPIPE"));
  try {
    await playAll(createScreen(process.stdout), interruption.signal);
    return 0;
  } catch (error) {
    if (interruption.signal.aborted) return exitCodeOf(interruption.signal.reason);
    process.stderr.write(`\n${explain(error)}\n`);
    return 1;
  }
}

// An interrupted installation of Pulumi may still hold this process open.
void main().then((exitCode) => process.exit(exitCode));
