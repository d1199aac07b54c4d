/** Plays one act: declares, runs Pulumi, shows what it printed, and notes in the timeline what really happened. */

import type { Act } from "./acts";
import { excerpt } from "./excerpt";
import { DemoFailure, describeSent, judge, type SentAction } from "./judge";
import type { Screen } from "./screen";
import type { Stage } from "./stage";
import type { TimelineRow } from "./timeline";

/** The recording's name in the stack's configuration. */
const ENTRY = "recordings.keynote";

/** Declares which recording it is all about. */
export async function declareRecording(stage: Stage, screen: Screen): Promise<void> {
  await declare({ recordingId: stage.recordingId }, { stage, screen });
}

/**
 * Plays an act and returns its rows of the timeline: one for what somebody else did, one for the command.
 *
 * @throws DemoFailure when the act doesn't come out as it must.
 */
export async function playAct(act: Act, stage: Stage, screen: Screen): Promise<TimelineRow[]> {
  const rows: TimelineRow[] = [];
  if (act.declares) await declare(act.declares, { stage, screen });
  const declared = (await succeed(stage, ["config", "get", "--path", `${ENTRY}.state`])).trim();
  if (act.behindPulumi) rows.push(actBehindPulumi(act.behindPulumi, declared, stage));
  const observed = statusOf(stage);
  stage.emulator.clearRequests();
  screen.command(`pulumi ${act.command.join(" ")}`);
  const { exitCode, stdout, stderr } = await screen.during(
    `pulumi ${act.command[0]}`,
    stage.run(act.command),
  );
  const output = stdout + stderr;
  const { sent, time } = readLog(stage);
  const status = statusOf(stage);
  judge(act, { exitCode, output, sent, status });
  screen.quote(excerpt(output));
  screen.conclude(`sent to the API: ${describeSent(sent)}; the recording is ${status}`);
  if (act.expects.file) screen.conclude(`the file: ${await describeFile(stage)}`);
  const refused = exitCode === 0 ? "" : ": refused";
  const by = act.command[0] ?? "";
  return [...rows, { time, by, declared, observed, sent: describeSent(sent) + refused, after: status }];
}

async function declare(
  entries: Readonly<Record<string, string>>,
  { stage, screen }: { stage: Stage; screen: Screen },
): Promise<void> {
  for (const [name, value] of Object.entries(entries)) {
    const args = ["config", "set", "--path", `${ENTRY}.${name}`, value];
    screen.command(`pulumi ${args.join(" ")}`);
    await succeed(stage, args);
  }
}

function actBehindPulumi(
  { by, status }: NonNullable<Act["behindPulumi"]>,
  declared: string,
  stage: Stage,
): TimelineRow {
  const observed = statusOf(stage);
  stage.emulator.clearRequests();
  stage.emulator.patchRecording(stage.recordingId, { status });
  const sent = describeSent(readLog(stage).sent);
  return { time: clockTime(new Date()), by, declared, observed, sent, after: statusOf(stage) };
}

/** What the emulator was asked for since the log was cleared, and when that began. */
function readLog({ emulator }: Stage): { sent: SentAction[]; time: string } {
  const requests = emulator.requests();
  const changes = requests.filter(({ method }) => method !== "GET");
  const sent = changes.map(({ method, body, status }) => {
    const { action } = (body ?? {}) as { action?: unknown };
    return { method, action: String(action), httpStatus: status };
  });
  const first = changes[0] ?? requests[0];
  return { sent, time: clockTime(first ? new Date(first.time) : new Date()) };
}

/** The file as Pulumi's outputs have it, after a comparison with what the service has. */
async function describeFile(stage: Stage): Promise<string> {
  const stdout = await succeed(stage, ["stack", "output", "recordings", "--json"]);
  const { file, bytes } = JSON.parse(stdout).keynote;
  const real = stage.emulator.getRecording(stage.recordingId);
  if (file !== real.output_file_name || bytes !== real.file_size)
    throw new DemoFailure(`the file is ${real.output_file_name}, ${real.file_size} bytes`, stdout);
  return `${file}, ${(bytes / 1e6).toFixed(1)} MB`;
}

async function succeed(stage: Stage, args: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await stage.run(args);
  if (exitCode === 0) return stdout;
  throw new DemoFailure(`pulumi ${args.join(" ")} failed with exit code ${exitCode}`, stdout + stderr);
}

function statusOf({ emulator, recordingId }: Stage) {
  return emulator.getRecording(recordingId).status;
}

function clockTime(time: Date): string {
  return [time.getHours(), time.getMinutes(), time.getSeconds()]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
}
