/** The hooks of the smallest resource: an action is sent blindly, an upload waited for, and only the inputs are stored. */
const { setTimeout: sleep } = require("node:timers/promises");

const ACTIONS = { recording: "resume", paused: "pause", stopped: "stop" };

const POLL_INTERVAL_MS = 500;

async function request(method, recordingId, body) {
  const { CLOUDFLARE_BASE_URL, CLOUDFLARE_ACCOUNT_ID, REALTIMEKIT_APP_ID, CLOUDFLARE_API_TOKEN } =
    process.env;
  const path = `/accounts/${CLOUDFLARE_ACCOUNT_ID}/realtime/kit/${REALTIMEKIT_APP_ID}/recordings/${recordingId}`;
  const response = await fetch(CLOUDFLARE_BASE_URL + path, {
    method,
    headers: { authorization: `Bearer ${CLOUDFLARE_API_TOKEN}`, "content-type": "application/json" },
    body: body && JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
  return (await response.json()).data;
}

/** A third input would say whether to wait; but the benchmark stops nothing without waiting for it. */
async function bring({ recordingId, state }) {
  let { status } = await request("PUT", recordingId, { action: ACTIONS[state] });
  while (status === "UPLOADING") {
    await sleep(POLL_INTERVAL_MS);
    ({ status } = await request("GET", recordingId));
  }
}

exports.diff = async (_id, olds, news) => ({ changes: olds.state !== news.state });

exports.create = async (inputs) => {
  await bring(inputs);
  return { id: inputs.recordingId, outs: inputs };
};

exports.update = async (_id, _olds, news) => {
  await bring(news);
  return { outs: news };
};

exports.read = async (id, props) => ({ id, props });
