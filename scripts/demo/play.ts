/** Plays one act: declares, runs Pulumi, shows what it printed, and notes in the timeline what really happened. */

import type { Act, Subject } from "./acts";
import { excerpt } from "./excerpt";
import { DemoFailure, describeSent, judge } from "./judge";
import { readLog } from "./request-log";
import type { Screen } from "./screen";
import { type ObservedStatus, recordingOf, type Stage } from "./stage";
import type { TimelineRow } from "./timeline";

/**
 * Plays an act and returns its rows of the timeline: one for what somebody else did, one for the command.
 *
 * @throws DemoFailure when the act doesn't come out as it must.
 */
export async function playAct(act: Act, stage: Stage, screen: Screen): Promise<TimelineRow[]> {
  const { about: what } = act;
  if (act.declares) await declare(act.declares, { stage, screen });
  const declared = (await succeed(stage, ["config", "get", "--path", `recordings.${what}.state`])).trim();
  const rows = actBehindPulumi(act, declared, stage);
  const observed = statusOf(what, stage);
  stage.emulator.clearRequests();
  screen.command(`pulumi ${act.command.join(" ")}`);
  const { exitCode, stdout, stderr } = await screen.during(
    `pulumi ${act.command[0]}`,
    stage.run(act.command),
  );
  const output = stdout + stderr;
  const { sent, time } = readLog(stage);
  const status = statusOf(what, stage);
  judge(act, { exitCode, output, sent, status });
  screen.quote(excerpt(output));
  screen.conclude(`sent to the API: ${describeSent(sent)}; the recording is ${status}`);
  if (act.expects.file) screen.conclude(`the file: ${await describeFile(what, stage)}`);
  const refused = exitCode === 0 ? "" : ": refused";
  const by = act.command[0] ?? "";
  const row = { what, by, declared, observed, sent: describeSent(sent) + refused, after: status };
  return [...rows, { time: clockTime(time), ...row }];
}

async function declare(
  entries: Readonly<Record<string, string>>,
  { stage, screen }: { stage: Stage; screen: Screen },
): Promise<void> {
  for (const [name, value] of Object.entries(entries)) {
    const args = ["config", "set", "--path", `recordings.${name}`, value];
    screen.command(`pulumi ${args.join(" ")}`);
    await succeed(stage, args);
  }
}

function actBehindPulumi({ about: what, behindPulumi }: Act, declared: string, stage: Stage): TimelineRow[] {
  const recording = recordingOf(what, stage);
  if (!behindPulumi || !recording) return [];
  const { by, status } = behindPulumi;
  stage.emulator.clearRequests();
  stage.emulator.patchRecording(recording.id, { status });
  const sent = describeSent(readLog(stage).sent);
  const changed = { observed: recording.status, sent, after: statusOf(what, stage) };
  return [{ time: clockTime(new Date()), what, by, declared, ...changed }];
}

/** The file as Pulumi's outputs have it, after a comparison with what the service has. */
async function describeFile(about: Subject, stage: Stage): Promise<string> {
  const stdout = await succeed(stage, ["stack", "output", "recordings", "--json"]);
  const { file, bytes } = JSON.parse(stdout)[about];
  const real = recordingOf(about, stage);
  if (file !== real?.output_file_name || bytes !== real?.file_size)
    throw new DemoFailure(`the file is ${real?.output_file_name}, ${real?.file_size} bytes`, stdout);
  return `${file}, ${(bytes / 1e6).toFixed(1)} MB`;
}

async function succeed(stage: Stage, args: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await stage.run(args);
  if (exitCode === 0) return stdout;
  throw new DemoFailure(`pulumi ${args.join(" ")} failed with exit code ${exitCode}`, stdout + stderr);
}

function statusOf(about: Subject, stage: Stage): ObservedStatus {
  return recordingOf(about, stage)?.status ?? "none";
}

function clockTime(time: Date): string {
  return [time.getHours(), time.getMinutes(), time.getSeconds()]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
}
