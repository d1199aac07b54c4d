/** No stop before a given time, a file for every stop, and no stop by deletion. */
const { PolicyPack } = require("@pulumi/policy");

const RECORDINGS = new Set([
  "pulumi-nodejs:dynamic/realtimekit:Recording",
  "pulumi-nodejs:dynamic/realtimekit:MeetingRecording",
]);

/** A mandatory policy about each recording; `check` returns what is wrong with it, if anything is. */
function aboutRecordings(name, description, check, configSchema) {
  return {
    name,
    description,
    configSchema,
    enforcementLevel: "mandatory",
    validateResource: (args, reportViolation) => {
      const wrong = RECORDINGS.has(args.type) && check(args.props, args);
      if (wrong) reportViolation(wrong);
    },
  };
}

new PolicyPack("recordings", {
  policies: [
    aboutRecordings(
      "no-early-stop",
      "A stop can't be undone: nothing is stopped before the event is over.",
      ({ state }, args) => {
        const { notBefore } = args.getConfig();
        return (
          state === "stopped" &&
          Date.now() < Date.parse(notBefore) &&
          `${args.name} is declared "stopped", which isn't allowed before ${notBefore}.`
        );
      },
      { properties: { notBefore: { type: "string", format: "date-time" } }, required: ["notBefore"] },
    ),
    aboutRecordings(
      "stopped-with-file",
      "A stop is done when the file is there.",
      ({ state, waitForUpload }, { name }) =>
        state === "stopped" && !waitForUpload && `${name} is declared "stopped" without waitForUpload: true.`,
    ),
    aboutRecordings(
      "no-stop-by-deletion",
      "Policies don't see deletions: they must not stop anything.",
      // What a program doesn't declare isn't there: a deletion leaves a recording, but stops what a meeting's started.
      ({ onDelete }, { name, type }) =>
        (onDelete === "stop" || (!onDelete && type.endsWith(":MeetingRecording"))) &&
        `${name} has to declare onDelete: "leave".`,
    ),
  ],
});
