/** The time of a request: it comes, whatever is collected as garbage meanwhile. */

import assert from "node:assert/strict";
import { limitTime } from "../../provider/api/time-limit";

describe("the time of a request", () => {
  const aborted = (signal: AbortSignal) =>
    new Promise<Error>((resolve) => signal.addEventListener("abort", () => resolve(signal.reason)));

  it("ends it, also where somebody else could have ended it", async () => {
    const { signal, release } = limitTime(20, new AbortController().signal);
    assert.equal((await aborted(signal)).name, "TimeoutError");
    release();
  });

  it("is ended by the other signal, with its reason", async () => {
    const other = new AbortController();
    const { signal, release } = limitTime(60_000, other.signal);
    const ended = aborted(signal);
    other.abort(new Error("interrupted"));
    assert.equal((await ended).message, "interrupted");
    release();
  });

  it("is over at once where the other signal is aborted already", () => {
    const { signal, release } = limitTime(60_000, AbortSignal.abort(new Error("interrupted")));
    assert.equal((signal.reason as Error).message, "interrupted");
    release();
  });

  it("follows nobody any more once it is released", () => {
    const other = new AbortController();
    const { signal, release } = limitTime(60_000, other.signal);
    release();
    other.abort();
    assert.equal(signal.aborted, false);
  });
});
