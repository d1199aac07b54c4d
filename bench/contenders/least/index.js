/** The smallest resource that sends one PUT: what the engine takes at least for a recording, nothing looked at or kept. */
const pulumi = require("@pulumi/pulumi");
const { recordingIds, state } = require("./declared.json");

const __provider = 'exports.handler=()=>require("./hooks")\n';

class Least extends pulumi.CustomResource {
  constructor(name, props) {
    super("pulumi-nodejs:dynamic/bench:Least", name, { ...props, __provider });
  }
}

recordingIds.forEach((recordingId, index) => {
  new Least(`recording-${index}`, { recordingId, state });
});
