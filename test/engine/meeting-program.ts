/** A program for the engine's tests that declares meetings, and what they ask of its stack. */

import type { StackResource } from "../../scripts/engine";
import { type Run, type StackKit, type StackKitOptions, useStack } from "../support/engine-kit";

/** Instantiates what stands in `recordings.json`, and exports what it got. */
export const MEETING_PROGRAM = {
  "Pulumi.yaml": "name: event\nruntime: { name: nodejs, options: { typescript: false } }\n",
  "recordings.json": "{}",
  "index.js": `
const { MeetingRecording } = require("pulumi-realtimekit");
for (const [name, args] of Object.entries(require("./recordings.json"))) {
  const { recordingId, status, origin, fileSize } = new MeetingRecording(name, args);
  exports[name] = { recordingId, status, origin, fileSize };
}
`,
};

/** A stack whose program declares meetings. */
export interface MeetingStack extends StackKit {
  /** The outputs of the one resource of the stack. */
  outputs(): Promise<Record<string, unknown>>;
}

/** Makes one before a suite and removes it after it; recordings are INVOKED for a moment only. */
export function useMeetingStack(options: StackKitOptions = {}): MeetingStack {
  const kit = useStack({ program: MEETING_PROGRAM, ...options });
  before(() => kit.emulator.patchSettings({ invokedMs: 100, uploadingMs: 100 }));
  return Object.assign(kit, {
    outputs: async () => {
      const { resources = [] } = (await kit.workspace.export()).deployment;
      const [resource] = resources.filter(isMeeting);
      return resource?.outputs ?? {};
    },
  });
}

const isMeeting = ({ type }: StackResource) => type === "pulumi-nodejs:dynamic/realtimekit:MeetingRecording";

/** What a run sent besides reads. */
export const sent = ({ methods, actions }: Run) => [
  ...methods.filter((method) => method === "POST"),
  ...actions,
];
