/** Moves rooms to a state, and shows how far each of them is: node move.js paused keynote panel */
const { Config } = require("@pulumi/pulumi");
const { ConcurrentUpdateError, LocalWorkspace } = require("@pulumi/pulumi/automation");
const { Recording } = require("pulumi-realtimekit");
const rooms = require("./rooms.json");
const { createTable } = require("./table");

const STATES = ["recording", "paused", "stopped"];

/** Declares every room that was ever moved; the stack's configuration remembers to which state. */
async function program() {
  const declared = new Config().requireObject("states");
  for (const [room, state] of Object.entries(declared))
    new Recording(room, { recordingId: rooms[room], state });
}

/** Declares these rooms as they were before; a room that wasn't declared at all isn't declared any more. */
async function takeBack(stack, names, before) {
  for (const name of names) {
    const key = `states.${name}`;
    if (name in before) await stack.setConfig(key, { value: before[name] }, true);
    else await stack.removeConfig(key, true);
  }
}

async function main([state, ...names]) {
  if (!STATES.includes(state) || names.length === 0 || !names.every((name) => name in rooms)) {
    console.error(`Usage: node move.js ${STATES.join("|")} ROOM...\nRooms: ${Object.keys(rooms).join(", ")}`);
    return 2;
  }
  // The provider is loaded from the folder that the stack works in: this one, which has it in node_modules.
  const settings = { workDir: __dirname };
  const args = { projectName: "rooms", stackName: "event", program };
  const stack = await LocalWorkspace.createOrSelectStack(args, settings);
  const before = JSON.parse((await stack.getAllConfig())["rooms:states"]?.value ?? "{}");
  const declared = names.map((name) => [`states.${name}`, { value: state }]);
  await stack.setAllConfig(Object.fromEntries(declared), true);

  const table = createTable(names, state);
  try {
    await stack.up({ onEvent: table.follow });
    return 0;
  } catch (error) {
    // Another script is at work. What this one wanted isn't to be brought about later, by whoever comes next.
    if (error instanceof ConcurrentUpdateError) await takeBack(stack, names, before);
    // What went wrong with a room stands in its row; the rest is said here.
    if (!table.hasFailure()) console.error(error.message);
    return 1;
  }
}

void main(process.argv.slice(2)).then((exitCode) => {
  process.exitCode = exitCode;
});
