/** `read`: shows what the recording is really doing as the *input* `state`, so that `pulumi refresh` finds drift. */

import { NotFoundError } from "../api/errors";
import { ConfigurationError, RecordingNotFoundError } from "../core/errors";
import { parseId } from "../core/identity";
import type { RecordingInputs } from "../core/inputs";
import { pickInputs, type RecordingOutputs, readOutputs, toOutputs } from "../core/outputs";
import { hasEnded, observedState } from "../core/status";
import { OBSERVE_TIMEOUT_MS, type Session } from "./session";

/** What the engine takes back; without an id, the recording is gone. */
export interface ReadAnswer {
  readonly id?: string;
  readonly props?: RecordingOutputs;
  readonly inputs?: RecordingInputs;
}

/** `props` are the stored outputs, or for `Recording.get` what its constructor passed. */
export async function read(
  session: Session,
  id: string,
  props: Readonly<Record<string, unknown>>,
): Promise<ReadAnswer> {
  const identity = parseId(id);
  if (!identity)
    throw new ConfigurationError(`"${id}" is no id of a Recording; it must be accountId/appId/recordingId`);
  const { api, deadline, report } = session.begin(identity, {
    urn: props.__urn,
    timeoutMs: OBSERVE_TIMEOUT_MS,
  });
  const isLookUp = props.schemaVersion === undefined;
  try {
    const observed = await api.getRecording(identity, { deadline, notify: (text) => report.progress(text) });
    const stored = isLookUp ? { ...DEFAULTS, ...props, ...identity } : readOutputs(props);
    const inputs = withObservedState(pickInputs(stored as RecordingInputs), observed.status);
    return { id, props: toOutputs(inputs, observed), inputs };
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    // The engine takes a look-up that finds nothing for a success.
    if (isLookUp) throw new RecordingNotFoundError(identity, { cause: error });
    return {};
  }
}

const DEFAULTS = { onDelete: "leave", whenEnded: "fail", waitForUpload: false } as const;

/** An accepted end is no drift: it would show as one for ever. Neither is a status that this version can't judge. */
function withObservedState(inputs: RecordingInputs, status: string): RecordingInputs {
  const isAcceptedEnd = inputs.whenEnded === "accept" && hasEnded(status) && inputs.state !== undefined;
  const state = isAcceptedEnd ? inputs.state : (observedState(status) ?? inputs.state);
  return { ...inputs, state };
}
