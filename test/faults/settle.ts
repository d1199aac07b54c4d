/** What must follow when the faults have ended: one `up` that ends well or says why not, and then no more actions. */

import { observedState } from "../../provider/core/status";
import { MEETING, type Name } from "./declaration";
import { judge } from "./expectations";
import { type State, type Stored, toldBy } from "./outcome";
import type { Step } from "./step";
import type { Story } from "./story";
import { findDifference } from "./truth";
import { isLive } from "./world";

/** Ends all faults and lags, and holds what follows against what there really is. */
export async function settle(story: Story): Promise<void> {
  story.countStrikes();
  story.world.calm();
  story.tell("> the faults end");
  const first = await story.run("up", { continueOnError: true });
  for (const name of first.outcome.reached) judgeEnding(story, first, name);
  if (first.outcome.failures.some(({ name }) => name && !story.program.has(name)))
    throw story.broken("a resource that was removed could not be deleted");
  // What `check` refuses ends the engine's command at once, whatever it is told about errors.
  if ([...story.program.keys()].some((name) => !first.outcome.reached.includes(name))) return;
  const second = await story.run("up", { continueOnError: true });
  judgeSecond(story, first, second);
  if (story.stack.isSlow) return;
  const refreshed = await story.run("refresh");
  judgeRefresh(story, refreshed);
  if (second.outcome.failures.length > 0) return;
  const { outcome } = await story.run("preview");
  const [changed] = outcome.changed;
  if (changed) throw story.broken(`a preview right after a refresh would change ${changed}`);
}

function judgeEnding(story: Story, { outcome, before }: Step, name: Name): void {
  const declaration = story.program.get(name);
  if (!declaration) return;
  const { reasons, holds } = judge(declaration, before.state.get(name), story.world);
  const failure = outcome.failures.find((one) => one.name === name);
  const reason = failure?.message.split(":")[0] ?? "";
  story.tally.count("after the faults", failure ? `named: ${reason}` : "declaration reached");
  if (failure && !reasons.includes(reason))
    throw story.broken(
      `${name} fails with ${reason}, which isn't so (could be: ${reasons.join() || "nothing"})`,
    );
  if (!failure && !holds) throw story.broken(`${name} is said to be as declared, but isn't`);
}

function judgeSecond(story: Story, first: Step, second: Step): void {
  const isRefused = first.requests.some(({ method, status }) => method === "POST" && Number(status) >= 400);
  // A start that was refused is asked for again, for what stood in its way may be gone.
  const sent = second.requests.find(({ method }) => method !== "GET" && !(isRefused && method === "POST"));
  if (sent) throw story.broken(`a second up sends ${sent.method} ${JSON.stringify(sent.body)}`);
  const failed = new Set(first.outcome.failures.map(({ name }) => name));
  const changed = second.outcome.changed.find((name) => !failed.has(name));
  if (changed) throw story.broken(`a second up changes ${changed}`);
  const worse = second.outcome.failures.find(({ name }) => !failed.has(name));
  if (worse) throw story.broken(`a second up fails where the first did not: ${worse.message}`);
}

function judgeRefresh(story: Story, { outcome, after }: Step): void {
  const failure = outcome.failures.find(({ message }) => !isAmbiguous(message, after, story));
  if (failure) throw story.broken(`an undisturbed refresh fails: ${failure.message}`);
  for (const stored of after.values()) {
    if (stored.isPendingReplacement) continue;
    const problem = differs(story, stored);
    if (problem) throw story.broken(`after a refresh, ${stored.name} ${problem}`);
  }
}

/** Whether several recordings run of a meeting of which the state knows none: a refresh can't tell then which is meant. */
function isAmbiguous(message: string, state: State, { world }: Story): boolean {
  const stored = state.get(MEETING);
  const { recordingId = null, meetingId } = stored ? toldBy(stored) : {};
  const live = world.recordingsOf(String(meetingId)).filter(({ status }) => isLive(status));
  return message.startsWith("AmbiguousMeetingError: ") && recordingId === null && live.length > 1;
}

/** How the state of a refreshed resource differs from what there is. */
function differs({ world }: Story, stored: Stored): string | undefined {
  const { name, inputs } = stored;
  const outputs = toldBy(stored);
  const recording = world.emulator.listRecordings().find(({ id }) => id === outputs.recordingId);
  if (!recording) return name === MEETING ? undefined : "is still there, but its recording is not";
  // It may have gone on while we looked.
  if (outputs.status === "UPLOADING" || outputs.status === "INVOKED") return undefined;
  const wrong = findDifference(outputs, recording);
  if (wrong) return `says ${wrong} ${JSON.stringify(outputs[wrong])}, but that isn't so`;
  const isAccepted = outputs.whenEnded !== "fail" && outputs.whenEnded !== undefined;
  if (inputs.state !== observedState(String(outputs.status)) && !isAccepted)
    return `has the input ${inputs.state} for ${outputs.status}`;
  return undefined;
}
