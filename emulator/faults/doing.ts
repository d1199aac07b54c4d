/** What a fault can let somebody else do, as it is written down. */

import { z } from "zod";
import { id, meetingPatchSchema, recordingInputSchema, recordingPatchSchema } from "../control/inputs";

/** One call of the control plane, by its name. */
export const doingSchema = z.union([
  z.strictObject({ createRecording: recordingInputSchema }),
  z.strictObject({ patchRecording: recordingPatchSchema.extend({ id }) }),
  z.strictObject({ deleteRecording: z.strictObject({ id }) }),
  z.strictObject({ patchMeeting: meetingPatchSchema.extend({ id }) }),
  z.strictObject({ deleteMeeting: z.strictObject({ id }) }),
]);

/** What somebody else does. */
export type Doing = z.output<typeof doingSchema>;
