/** What each error tells its user: what happened, and what to do next. */

import assert from "node:assert/strict";
import { ApiError, ConnectionError } from "../../provider/api/errors";
import {
  ActionRefusedError,
  ConfigurationError,
  describeEnd,
  ERROR_PROPERTIES,
  RecordingEndedError,
  RecordingNotFoundError,
  UploadFailedError,
  type WaitDetails,
  WaitTimeoutError,
} from "../../provider/core/errors";
import {
  AmbiguousMeetingError,
  EmptyMeetingError,
  MeetingNotFoundError,
  NoActiveRecordingError,
  StartUnconfirmedError,
} from "../../provider/core/meeting-errors";
import { IDENTITY, observed } from "./fixtures";

const ID = IDENTITY.recordingId;
const AT = "2026-11-20T10:00:00.000Z";

const ENDS = [
  { more: {}, text: "ended; its status is UPLOADED" },
  { more: { stoppedTime: AT }, text: `ended at ${AT}; its status is UPLOADED` },
  {
    more: { stopReason: { reason: "API_CALL" } },
    text: "ended because it was stopped through the API or by a host (API_CALL); its status is UPLOADED",
  },
  {
    more: { stopReason: { reason: "ALL_PEERS_LEFT" } },
    text: "ended because everybody had left the meeting (ALL_PEERS_LEFT); its status is UPLOADED",
  },
  {
    more: { stoppedTime: AT, stopReason: { reason: "INTERNAL_ERROR" } },
    text: `ended at ${AT} because the service had an error (INTERNAL_ERROR); its status is UPLOADED`,
  },
  {
    more: { stopReason: { reason: "MAX_DURATION" } },
    text: "ended, with the reason MAX_DURATION; its status is UPLOADED",
  },
  {
    more: { stopReason: { reason: "constructor" } },
    text: "ended, with the reason constructor; its status is UPLOADED",
  },
  { more: { stopReason: {} }, text: "ended; its status is UPLOADED" },
];

describe("the end of a recording", () => {
  for (const { more, text } of ENDS) {
    it(`is told as "${text}"`, () => assert.equal(describeEnd(observed("UPLOADED", more)), text));
  }

  it("of which nobody saw more than that it is gone is told as that", () => {
    const text = "is gone from the API; its status was PAUSED when last seen";
    assert.equal(describeEnd(observed("PAUSED", { stoppedTime: AT })), text);
  });
});

const WAIT: WaitDetails = {
  recordingId: ID,
  target: "paused",
  recording: observed("RECORDING"),
  accepted: "pause",
  lost: undefined,
  waitedMs: 90_500,
};

/** Details of a wait, and what its message must say. */
const TIMEOUTS: [Partial<WaitDetails>, RegExp][] = [
  [{}, /was not paused after 1m30s; its status was RECORDING when last seen\. The API accepted "pause"\./],
  [{ accepted: undefined }, /when last seen\. Nothing was sent\./],
  [{ accepted: undefined, lost: "pause" }, /when last seen\. "pause" was sent, but its answer got lost\./],
  [
    { accepted: undefined, refused: { action: "stop", said: "HTTP 400: no" } },
    /when last seen\. The API refused "stop": HTTP 400: no\. Run it again/,
  ],
  [{ lost: "pause" }, /The API accepted "pause"\./],
  [{ recording: undefined }, /after 1m30s; it could not be observed\./],
  [{}, /Run it again to go on waiting, or give it longer with the "timeouts" input\.$/],
];

describe("a wait that took too long", () => {
  for (const [details, text] of TIMEOUTS) {
    it(`says ${text.source}`, () => {
      const error = new WaitTimeoutError({ ...WAIT, ...details });
      assert.match(error.message, text);
      assert.match(error.message, /^WaitTimeoutError: recording 97440c6a/);
    });
  }
});

const MEETING = { ...IDENTITY, meetingId: "m-1" };
const REQUEST = { method: "PUT", path: "/x" };
const REFUSAL = new ApiError(REQUEST, { status: 400, message: "no", rayId: "ray-1" });

const MESSAGES: [Error, RegExp][] = [
  [new ConfigurationError("wrong"), /^ConfigurationError: wrong$/],
  [
    new RecordingNotFoundError(IDENTITY),
    /^RecordingNotFoundError: app 2a95\w+ has no recording 97440c6a.*Check recordingId, appId and accountId; .* deleted, take it out of the program and run "pulumi refresh"\.$/,
  ],
  [
    new RecordingEndedError(observed("UPLOADED", { stoppedTime: AT }), "paused"),
    /^RecordingEndedError: .* is declared "paused", but it ended at 2026.* declare state "stopped", or set whenEnded: "accept" to take its end as it is\.$/,
  ],
  [
    new RecordingEndedError(observed("UPLOADED"), "recording", { isRestartable: true }),
    /: declare state "stopped", or set whenEnded: "restart" to start another one, or whenEnded: "accept" to take its end/,
  ],
  [
    new ActionRefusedError("pause", observed("RECORDING"), REFUSAL),
    /^ActionRefusedError: the API refused to pause .* its status is RECORDING: HTTP 400: no \(Ray ID ray-1\)\. Nothing was changed; run it again, or pause the recording in the meeting\.$/,
  ],
  [
    new UploadFailedError(observed("ERRORED")),
    /^UploadFailedError: .*ended; its status is ERRORED: .*Remove waitForUpload, or set whenEnded: "accept" to take its end as it is\.$/,
  ],
  [
    new MeetingNotFoundError(MEETING),
    /^MeetingNotFoundError: app 2a95\w+ has no meeting m-1\. Check meetingId, appId and accountId\.$/,
  ],
  [
    new EmptyMeetingError("m-1"),
    /^EmptyMeetingError: nobody is in meeting m-1, .* so none was started\. Run it again when the meeting has begun, or set startWhenEmpty: true/,
  ],
  [
    new StartUnconfirmedError("m-1", REFUSAL),
    /^StartUnconfirmedError: a recording of meeting m-1 was asked for, .* not asked for again: ApiError: .*\. Run "pulumi up" again; it looks first/,
  ],
  [
    new NoActiveRecordingError(MEETING),
    /^NoActiveRecordingError: meeting m-1 of app 2a95\w+ has no recording that has not ended\.$/,
  ],
];

describe("an error's message", () => {
  it("names each of several recordings with its status and since when it runs", () => {
    const since = [
      observed("RECORDING", { invokedTime: "i", startedTime: "s" }),
      observed("INVOKED", { invokedTime: "i" }),
      observed("PAUSED"),
    ];
    const { message } = new AmbiguousMeetingError("m", since);
    const list = `${ID} (RECORDING, since s), ${ID} (INVOKED, since i), ${ID} (PAUSED, since an unknown time). Nothing`;
    assert.ok(message.includes(list), message);
    assert.match(message, /Declare the one that is meant with the resource Recording, by its id\.$/);
  });

  it("says what was sent before several recordings were found", () => {
    const { message } = new AmbiguousMeetingError("m", [observed("PAUSED")], { accepted: "stop" });
    assert.match(message, /\. The API accepted "stop"\. Declare the one/);
  });

  it("lists ten recordings of a meeting, and counts the others", () => {
    const { message } = new AmbiguousMeetingError("m", Array(1_000).fill(observed("RECORDING")));
    assert.match(message, /^AmbiguousMeetingError: meeting m has 1000 recordings that have not ended: /);
    assert.match(message, /an unknown time\), and 990 more\. Nothing was sent\./);
    assert.equal(message.split(ID).length - 1, 10);
    const ten = new AmbiguousMeetingError("m", Array(10).fill(observed("RECORDING")));
    assert.doesNotMatch(ten.message, /more/);
  });

  it("has one piece of advice, also where it quotes another error that has some", () => {
    const { message } = new StartUnconfirmedError("m-1", new ConnectionError(REQUEST, "cut off"));
    assert.match(
      message,
      /: ConnectionError: PUT \/x got no complete answer: cut off\. Run "pulumi up" again;/,
    );
    assert.doesNotMatch(message, /Check the network/);
  });

  it("of an API that is in trouble says to wait, and of a refusal nothing that isn't known", () => {
    const inTrouble = new ApiError(REQUEST, { status: 502, message: "Bad gateway" });
    assert.match(
      inTrouble.message,
      /HTTP 502: Bad gateway\. That is the API's own trouble: run it again later\.$/,
    );
    assert.match(REFUSAL.message, /HTTP 400: no \(Ray ID ray-1\)$/);
  });

  it("keeps what caused it", () => {
    assert.equal(new ActionRefusedError("pause", observed("RECORDING"), REFUSAL).cause, REFUSAL);
    assert.equal(new StartUnconfirmedError("m-1", REFUSAL).cause, REFUSAL);
  });

  for (const [error, text] of MESSAGES) {
    it(`of ${error.name} begins with its name and ends with what to do`, () => {
      assert.match(error.message, text);
      assert.equal(error.name, error.constructor.name);
    });
  }
});

describe("an error in a preview", () => {
  const SHOWN_AT: [Error, property: string][] = [
    [new RecordingNotFoundError(IDENTITY), "recordingId"],
    [new MeetingNotFoundError(MEETING), "meetingId"],
    [new AmbiguousMeetingError("m-1", []), "meetingId"],
    [new RecordingEndedError(observed("UPLOADED"), "paused"), "state"],
    [new UploadFailedError(observed("ERRORED")), "waitForUpload"],
  ];
  for (const [error, property] of SHOWN_AT) {
    it(`of ${error.name} is shown at ${property}`, () =>
      assert.equal(ERROR_PROPERTIES[error.name], property));
  }
});
