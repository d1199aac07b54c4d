/** Reads an answer's body up to a bound, whatever its server sends. */

import { InvalidResponseError, type RequestLine } from "./errors";

/** The largest body that is read, in bytes: a full page of recordings is well below it. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

/** The body as text. @throws InvalidResponseError as soon as it is too long; what then follows isn't received. */
export async function readBounded(body: AsyncIterable<Buffer>, line: RequestLine): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES)
      throw new InvalidResponseError(line, `more than ${MAX_BODY_BYTES} bytes`, false);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
