/** The options for starting a recording: the specification's bounds, written out from it, and the body that is sent. */

import assert from "node:assert/strict";
import { meetingKind } from "../../provider/core/meeting-kind";
import { checkAgainst } from "../../provider/core/rules";
import { START_RULES, toStartBody } from "../../provider/core/start-rules";
import { IDENTITY, UNKNOWN_SENTINELS } from "./fixtures";

const { recordingId, ...app } = IDENTITY;
const MEETING = { ...app, meetingId: recordingId, state: "recording" };
const check = (start: unknown) => checkAgainst(meetingKind, { ...MEETING, start });

/** An object with one value at a path. */
function at(path: string, value: unknown): Record<string, unknown> {
  const [first, ...rest] = path.split(".") as [string, ...string[]];
  return { [first]: rest.length === 0 ? value : at(rest.join("."), value) };
}

const FLAG = { right: [true, false], wrong: ["true", 1, {}] };
const SIDE = { right: [1, 720, 1920], wrong: [0, 1921, 719.5, -1, "720"] };
const MARK = { right: [1, 5000], wrong: [0, 1.5, "50"] };
const ADDRESS = { right: ["https://example.com/stage?x=1"], wrong: ["", "example", 1] };

/** Every option that stands alone, with values at and beyond its bounds. */
const OPTIONS: Record<string, { right: unknown[]; wrong: unknown[] }> = {
  maxSeconds: { right: [60, 61, 86_400], wrong: [59, 86_401, 60.5, 0, -60, "60", Number.NaN] },
  fileNamePrefix: { right: ["keynote"], wrong: ["", 1, ["a"]] },
  url: ADDRESS,
  allowMultipleRecordings: FLAG,
  "audioConfig.channel": { right: ["mono", "stereo"], wrong: ["MONO", "left", 2] },
  "audioConfig.codec": { right: ["MP3", "AAC"], wrong: ["mp3", "OPUS"] },
  "audioConfig.exportFile": FLAG,
  "videoConfig.codec": { right: ["H264", "VP8", "VP9"], wrong: ["h264", "AV1"] },
  "videoConfig.exportFile": FLAG,
  "videoConfig.height": SIDE,
  "videoConfig.width": SIDE,
  "videoConfig.watermark.position": {
    right: ["left top", "right top", "left bottom", "right bottom"],
    wrong: ["top left", "center"],
  },
  "videoConfig.watermark.size.height": MARK,
  "videoConfig.watermark.size.width": MARK,
  "videoConfig.watermark.url": ADDRESS,
  "rtmpOutConfig.rtmpUrl": { right: ["rtmp://a.rtmp.youtube.com/live2/key"], wrong: ["", "live2", 1] },
  "interactiveConfig.type": { right: ["ID3"], wrong: ["id3", "ID4"] },
  "realtimekitBucketConfig.enabled": FLAG,
};

describe("the start options", () => {
  for (const [path, { right, wrong }] of Object.entries(OPTIONS)) {
    it(`take ${path} as ${right.map((value) => JSON.stringify(value)).join(", ")}`, () => {
      for (const value of right) {
        const { inputs, failures } = check(at(path, value));
        assert.deepEqual(failures, []);
        assert.deepEqual(inputs.start, at(path, value));
      }
    });

    it(`name start.${path} where it is anything else, with what would be right`, () => {
      for (const value of wrong) {
        const { failures } = check(at(path, value));
        assert.deepEqual(
          failures.map(({ property }) => property),
          [`start.${path}`],
        );
        assert.match(failures[0]?.reason ?? "", /^must be \S/);
      }
    });
  }

  it("are all that the rules have, with those of the storage", () => {
    const rows = Object.entries(START_RULES).filter(
      ([path, rule]) => path !== "start" && !("isGroup" in rule),
    );
    const alone = rows.map(([path]) => path.slice("start.".length)).filter((path) => !/^storage/.test(path));
    assert.deepEqual(alone.sort(), Object.keys(OPTIONS).sort());
  });

  it("say the bounds in words", () => {
    const reason = (path: string, value: unknown) => check(at(path, value)).failures[0]?.reason;
    assert.equal(
      reason("maxSeconds", 30),
      "must be a whole number of seconds from 60 to 86400 (24 hours), but is 30",
    );
    assert.equal(
      reason("videoConfig.width", 4000),
      "must be a whole number of pixels from 1 to 1920, but is 4000",
    );
    assert.equal(reason("audioConfig.codec", "ogg"), 'must be "MP3" or "AAC", but is "ogg"');
    const mark = "videoConfig.watermark.size.width";
    assert.equal(reason(mark, 0), "must be a whole number of pixels, at least 1, but is 0");
    assert.equal(reason("videoConfig.exportFile", 1), "must be true or false, but is 1");
  });

  it("must be objects where they are groups", () => {
    for (const path of ["audioConfig", "videoConfig", "videoConfig.watermark", "videoConfig.watermark.size"])
      for (const value of ["text", 1, true, ["a"]])
        assert.deepEqual(
          check(at(path, value)).failures.map(({ property }) => property),
          [`start.${path}`],
        );
    assert.equal(check("all").failures[0]?.property, "start");
  });

  it("name what is misspelt, wherever it stands, and what there is", () => {
    const failure = (path: string) => check(at(path, "x")).failures[0];
    assert.deepEqual(failure("max_seconds"), {
      property: "start.max_seconds",
      reason: "is not an input of MeetingRecording; did you mean start.maxSeconds?",
    });
    assert.match(
      failure("videoConfig.watermark.opacity")?.reason ?? "",
      /there are start\.videoConfig\.watermark\.position, start\.videoConfig\.watermark\.size,/,
    );
  });

  it("need what the specification needs", () => {
    assert.deepEqual(check({ realtimekitBucketConfig: {} }).failures, [
      { property: "start.realtimekitBucketConfig.enabled", reason: "is missing; it must be true or false" },
    ]);
    assert.deepEqual(check({ audioConfig: {}, videoConfig: { watermark: { size: {} } } }).failures, []);
  });

  it("may be left out, and null counts as left out", () => {
    assert.deepEqual(check(undefined).failures, []);
    const { inputs, failures } = check({ maxSeconds: null, audioConfig: { codec: null } });
    assert.deepEqual([inputs.start, failures], [{ audioConfig: {} }, []]);
  });

  it("pass unknown values, wherever they stand", () => {
    const unknown = UNKNOWN_SENTINELS.string;
    const paths = [...Object.keys(OPTIONS), "audioConfig", "videoConfig.watermark", "storageConfig"];
    for (const path of paths) {
      const { inputs, failures } = check(at(path, unknown));
      assert.deepEqual([inputs.start, failures], [at(path, unknown), []]);
    }
    assert.deepEqual(check(unknown).failures, []);
  });

  it("are sent in snake_case, with the meeting", () => {
    const start = {
      maxSeconds: 90,
      realtimekitBucketConfig: { enabled: true },
      videoConfig: { exportFile: false, watermark: { position: "left top", size: { width: 1 } } },
      storageConfig: { type: "sftp", accessKey: "k", authMethod: "KEY", privateKey: "p" },
      rtmpOutConfig: { rtmpUrl: "rtmp://x/Camel" },
    };
    assert.deepEqual(toStartBody("m", start), {
      meeting_id: "m",
      max_seconds: 90,
      realtimekit_bucket_config: { enabled: true },
      video_config: { export_file: false, watermark: { position: "left top", size: { width: 1 } } },
      storage_config: { type: "sftp", access_key: "k", auth_method: "KEY", private_key: "p" },
      rtmp_out_config: { rtmp_url: "rtmp://x/Camel" },
    });
    assert.deepEqual(toStartBody("m"), { meeting_id: "m" });
    assert.deepEqual(toStartBody("m", { url: null }), { meeting_id: "m", url: null });
  });
});
