/** Reads an answer's body up to a bound, whatever its server sends. */

import { InvalidResponseError, type RequestLine } from "./errors";

/** The largest body that is read, in bytes: a full page of recordings is well below it. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

/**
 * How many objects and lists a body may hold; a page of 1,000 recordings has some 25,000. Parsed, an empty one takes
 * twenty times its two bytes.
 */
const MAX_NODES = 1_000_000;

/** The body as text. @throws InvalidResponseError as soon as it is too much; what then follows isn't received. */
export async function readBounded(body: AsyncIterable<Buffer>, line: RequestLine): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  let nodes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    nodes += countNodes(chunk);
    if (bytes > MAX_BODY_BYTES)
      throw new InvalidResponseError(line, `more than ${MAX_BODY_BYTES} bytes`, false);
    if (nodes > MAX_NODES)
      throw new InvalidResponseError(line, `more than ${MAX_NODES} objects and lists`, false);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

const OPENING_BRACKET = "[".charCodeAt(0);
const OPENING_BRACE = "{".charCodeAt(0);

function countNodes(chunk: Buffer): number {
  let nodes = 0;
  // By index: ten times as fast on a buffer.
  for (let index = 0; index < chunk.length; index++) {
    if (chunk[index] === OPENING_BRACKET || chunk[index] === OPENING_BRACE) nodes++;
  }
  return nodes;
}
