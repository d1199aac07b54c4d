/** Declares every recording with a dynamic provider as Pulumi's documentation teaches it. */
const { Recording } = require("./recording");
const { recordingIds, state, waitForUpload } = require("./declared.json");

const accountId = process.env.CLOUDFLARE_ACCOUNT_ID;
const appId = process.env.REALTIMEKIT_APP_ID;

recordingIds.forEach((recordingId, index) => {
  new Recording(`recording-${index}`, { accountId, appId, recordingId, state, waitForUpload });
});
