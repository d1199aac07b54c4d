/** Progress: never silent for long, and one line on a terminal. */
import assert from "node:assert/strict";
import { createProgress } from "../../scripts/engine/index";

function record(isTTY: boolean) {
  const written: string[] = [];
  let onWrite = () => {};
  const stream = {
    isTTY,
    write: (text: string) => {
      written.push(text);
      onWrite();
    },
  };
  const writes = (count: number) =>
    new Promise<void>((resolve) => (onWrite = () => void (written.length >= count && resolve())));
  return { stream, written, writes };
}

describe("progress", () => {
  it("says again what is under way, with what has changed, until it ends", async () => {
    const { stream, written, writes } = record(false);
    let count = 0;
    const result = await createProgress(stream, 1).follow(
      () => `building ${++count}`,
      () => writes(3).then(() => "done"),
    );
    assert.equal(result, "done");
    assert.deepEqual(written.slice(0, 3), ["building 1 (0 s)\n", "building 2 (0 s)\n", "building 3 (0 s)\n"]);
  });

  it("rewrites one line on a terminal and clears it at the end, also when the task fails", async () => {
    const { stream, written } = record(true);
    const failing = createProgress(stream).follow(
      () => "building",
      () => Promise.reject(new Error("no")),
    );
    await assert.rejects(failing, { message: "no" });
    assert.deepEqual(written, ["\r\u001b[Kbuilding (0 s)", "\r\u001b[K"]);
  });
});
