/** Cloudflare's SDK in a loop, without Pulumi: what the API itself takes. Takes the file of what is declared, and how much is done at once. */
const { readFileSync } = require("node:fs");
const { setTimeout: sleep } = require("node:timers/promises");
const Cloudflare = require("cloudflare");

const ACTIONS = { recording: "resume", paused: "pause", stopped: "stop" };
const IN_PLACE = {
  recording: ["RECORDING"],
  paused: ["PAUSED"],
  stopped: ["UPLOADING", "UPLOADED", "ERRORED"],
};
const POLL_INTERVAL_MS = 1_000;

const [, , file, parallel] = process.argv;
const { recordingIds, state, waitForUpload } = JSON.parse(readFileSync(file, "utf8"));
const scope = { account_id: process.env.CLOUDFLARE_ACCOUNT_ID, app_id: process.env.REALTIMEKIT_APP_ID };
const { recordings } = new Cloudflare({
  apiToken: process.env.CLOUDFLARE_API_TOKEN,
  baseURL: process.env.CLOUDFLARE_BASE_URL,
}).realtimeKit;

async function hold(id) {
  let recording = (await recordings.getOneRecording(id, scope)).data;
  if (!IN_PLACE[state].includes(recording.status)) {
    const action = { ...scope, action: ACTIONS[state] };
    recording = (await recordings.pauseResumeStopRecording(id, action)).data;
  }
  while (waitForUpload && recording.status === "UPLOADING") {
    await sleep(POLL_INTERVAL_MS);
    recording = (await recordings.getOneRecording(id, scope)).data;
  }
}

async function work(queue) {
  for (const id of queue) await hold(id);
}

// The workers share one iterator, so that each takes the next recording as soon as it is free.
const queue = recordingIds.values();
Promise.all(Array.from({ length: Number(parallel) }, () => work(queue))).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
