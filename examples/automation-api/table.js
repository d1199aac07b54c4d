/** A live table of rooms from the engine's events; where the output isn't a terminal, a line for each change. */

/** Shows these rooms on their way to `state`. */
function createTable(names, state, stream = process.stdout) {
  const width = Math.max(...names.map((name) => name.length));
  const rows = new Map(names.map((name) => [name, "waiting"]));
  const failed = new Set();
  const line = (name) => `${name.padEnd(width)}  ${state}  ${rows.get(name)}`;

  const draw = () => {
    // One line for one room: a terminal would wrap what is longer, and the table would climb.
    for (const name of names) stream.write(`\u001b[2K${line(name).slice(0, stream.columns - 1)}\n`);
  };
  const show = (name, text) => {
    if (!rows.has(name) || rows.get(name) === text) return;
    rows.set(name, text);
    if (!stream.isTTY) return stream.write(`${line(name)}\n`);
    stream.write(`\u001b[${names.length}A`);
    draw();
  };
  const noteFailure = (name) => {
    if (rows.has(name)) failed.add(name);
  };
  if (stream.isTTY) draw();

  return {
    /** Whether a row says what went wrong. */
    hasFailure: () => failed.size > 0,
    /** Takes an event of the engine. */
    follow: ({ diagnosticEvent, resOutputsEvent, resOpFailedEvent }) => {
      if (diagnosticEvent) {
        const { urn = "", message, severity } = diagnosticEvent;
        const name = nameOf(urn);
        if (severity === "error") noteFailure(name);
        show(name, plain(message).replace(`${name}: `, ""));
      }
      // The error itself has been told before.
      if (resOpFailedEvent) noteFailure(nameOf(resOpFailedEvent.metadata.urn));
      if (resOutputsEvent) {
        const { op, urn, new: now } = resOutputsEvent.metadata;
        const { status } = now?.outputs ?? {};
        show(nameOf(urn), op === "same" ? `already there: ${status}` : `done: ${status}`);
      }
    },
  };
}

const nameOf = (urn) => urn.split("::").at(-1);

/** A message in one line, without the marks that Pulumi puts into it for colours. */
const plain = (message) =>
  message
    .replaceAll(/<\{%.*?%\}>/g, "")
    .trim()
    .replaceAll(/\s*\n\s*/g, " ");

module.exports = { createTable };
