/**
 * A dynamic provider for recordings as one writes it from Pulumi's documentation: an object with the methods, which
 * Pulumi serialises by value into every resource, a request per resource wherever the live recording matters, and no
 * cache, pacing or repetition. It does what a user would miss: it compares with what is live, adopts what is in place
 * already, waits where that is declared, and stores what the API says.
 */
const pulumi = require("@pulumi/pulumi");

const ACTIONS = { recording: "resume", paused: "pause", stopped: "stop" };
const IN_PLACE = {
  recording: ["RECORDING"],
  paused: ["PAUSED"],
  stopped: ["UPLOADING", "UPLOADED", "ERRORED"],
};
const POLL_INTERVAL_MS = 1_000;

async function request(method, { accountId, appId, recordingId }, body) {
  const path = `/accounts/${accountId}/realtime/kit/${appId}/recordings/${recordingId}`;
  const response = await fetch(process.env.CLOUDFLARE_BASE_URL + path, {
    method,
    headers: {
      authorization: `Bearer ${process.env.CLOUDFLARE_API_TOKEN}`,
      ...(body && { "content-type": "application/json" }),
    },
    body: body && JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()).data;
}

async function bring(inputs) {
  const { state, waitForUpload } = inputs;
  let recording;
  try {
    recording = await request("PUT", inputs, { action: ACTIONS[state] });
  } catch (error) {
    // The API refuses what is done already.
    recording = await request("GET", inputs);
    if (!IN_PLACE[state].includes(recording.status)) throw error;
  }
  while (waitForUpload && recording.status === "UPLOADING") {
    await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS));
    recording = await request("GET", inputs);
  }
  return toOutputs(inputs, recording);
}

function toOutputs(inputs, recording) {
  return {
    ...inputs,
    status: recording.status,
    outputFileName: recording.output_file_name,
    startedTime: recording.started_time,
    stoppedTime: recording.stopped_time,
    fileSize: recording.file_size,
    downloadUrl: recording.download_url,
  };
}

const recordingProvider = {
  async create(inputs) {
    return { id: inputs.recordingId, outs: await bring(inputs) };
  },

  async diff(_id, olds, news) {
    const identity = ["accountId", "appId", "recordingId"];
    const replaces = identity.filter((name) => olds[name] !== news[name]);
    if (replaces.length > 0) return { changes: true, replaces, deleteBeforeReplace: true };
    const { status } = await request("GET", news);
    const isDeclared = olds.state === news.state && olds.waitForUpload === news.waitForUpload;
    return { changes: !isDeclared || !IN_PLACE[news.state].includes(status) };
  },

  async read(id, props) {
    return { id, props: toOutputs(props, await request("GET", props)) };
  },

  async update(_id, _olds, news) {
    return { outs: await bring(news) };
  },
};

class Recording extends pulumi.dynamic.Resource {
  constructor(name, args, opts) {
    const outputs = {
      status: undefined,
      outputFileName: undefined,
      startedTime: undefined,
      stoppedTime: undefined,
      fileSize: undefined,
      downloadUrl: undefined,
    };
    super(recordingProvider, name, { ...outputs, ...args }, opts);
  }
}

module.exports = { Recording };
