/** What a fault can let somebody else do, as it is written down. */

import { z } from "zod";
import { id, meetingPatchSchema, recordingInputSchema, recordingPatchSchema } from "../control/inputs";
import { RECORDING_STATUSES } from "../model/recording";

/** A recording by its id; or by its meeting, the one that has not ended; where wanted, in these statuses only. */
const target = {
  id: id.optional(),
  meeting_id: id.optional(),
  from: z.array(z.enum(RECORDING_STATUSES)).optional(),
};

/** One call of the control plane, by its name. */
export const doingSchema = z.union([
  z.strictObject({ createRecording: recordingInputSchema }),
  z.strictObject({ patchRecording: recordingPatchSchema.extend(target) }),
  z.strictObject({ deleteRecording: z.strictObject(target) }),
  z.strictObject({ patchMeeting: meetingPatchSchema.extend({ id }) }),
  z.strictObject({ deleteMeeting: z.strictObject({ id }) }),
]);

/** What somebody else does. */
export type Doing = z.output<typeof doingSchema>;

/** The same as it is given. */
export type DoingInput = z.input<typeof doingSchema>;
