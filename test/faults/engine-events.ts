/** Reads from the engine's own events what a command did, resource by resource. */

import { nameOf } from "./cli-stack";
import type { Name } from "./declaration";
import type { Failure, Outcome } from "./outcome";

interface EngineEvent {
  readonly diagnosticEvent?: { readonly urn?: string; readonly message: string; readonly severity: string };
  readonly resourcePreEvent?: { readonly metadata: { readonly op: string; readonly urn: string } };
}

/** What changes nothing about a resource. */
const IDLE: ReadonlySet<string> = new Set(["same", "refresh", "read"]);

/** The outcome that a log of events tells. */
export function readEvents(log: string): Outcome {
  const events = log
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as EngineEvent);
  const steps = events.flatMap(({ resourcePreEvent }) => resourcePreEvent?.metadata ?? []);
  const failures = events.flatMap(({ diagnosticEvent }) => readFailure(diagnosticEvent));
  const namesOf = (urns: string[]) => urns.flatMap((urn) => nameOf(urn) ?? []);
  const changed = namesOf(steps.filter(({ op }) => !IDLE.has(op)).map(({ urn }) => urn));
  const reached: Name[] = [
    ...namesOf(steps.map(({ urn }) => urn)),
    ...failures.flatMap(({ name }) => name ?? []),
  ];
  const messages = events.flatMap(
    ({ diagnosticEvent: { urn = "", message } = { message: "", severity: "" } }) => {
      const name = nameOf(urn);
      return name ? [{ name, text: message.trim() }] : [];
    },
  );
  return { calls: [], failures, messages, changed: [...new Set(changed)], reached: [...new Set(reached)] };
}

function readFailure(event: EngineEvent["diagnosticEvent"]): Failure[] {
  const name = nameOf(event?.urn ?? "");
  if (event?.severity !== "error" || !name) return [];
  // The engine puts words of its own before a message that came from check, diff, read or delete.
  const message = /\b[A-Z]\w*Error: .*/s.exec(event.message)?.[0] ?? event.message;
  return [{ name, message: message.trim() }];
}
