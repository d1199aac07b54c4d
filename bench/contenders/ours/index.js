/** Declares every recording with this package. */
const { Recording } = require("pulumi-realtimekit");
const { recordingIds, state, waitForUpload } = require("./declared.json");

recordingIds.forEach((recordingId, index) => {
  new Recording(`recording-${index}`, { recordingId, state, waitForUpload });
});
