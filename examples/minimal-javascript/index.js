/** Holds one recording in its declared state. */
const { Recording } = require("pulumi-realtimekit");

const keynote = new Recording("keynote", {
  recordingId: "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e",
  state: "paused", // or "recording", or "stopped", which can't be undone
});

exports.status = keynote.status;
exports.file = keynote.outputFileName;
exports.sizeInBytes = keynote.fileSize; // null until the file is uploaded
