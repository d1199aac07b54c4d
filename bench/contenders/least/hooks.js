/** The hooks of the smallest resource: an action is sent blindly, and only the inputs are stored. */
const ACTIONS = { recording: "resume", paused: "pause", stopped: "stop" };

async function send({ recordingId, state }) {
  const { CLOUDFLARE_BASE_URL, CLOUDFLARE_ACCOUNT_ID, REALTIMEKIT_APP_ID, CLOUDFLARE_API_TOKEN } =
    process.env;
  const path = `/accounts/${CLOUDFLARE_ACCOUNT_ID}/realtime/kit/${REALTIMEKIT_APP_ID}/recordings/${recordingId}`;
  const response = await fetch(CLOUDFLARE_BASE_URL + path, {
    method: "PUT",
    headers: { authorization: `Bearer ${CLOUDFLARE_API_TOKEN}`, "content-type": "application/json" },
    body: JSON.stringify({ action: ACTIONS[state] }),
  });
  if (!response.ok) throw new Error(`PUT ${path}: ${response.status}`);
}

exports.diff = async (_id, olds, news) => ({ changes: olds.state !== news.state });

exports.create = async (inputs) => {
  await send(inputs);
  return { id: inputs.recordingId, outs: inputs };
};

exports.update = async (_id, _olds, news) => {
  await send(news);
  return { outs: news };
};

exports.read = async (id, props) => ({ id, props });
