/** Mocha's usual report, closed by one line that a pipeline can read: `N passed, N failed`. */

const { reporters } = require("mocha");

/** A file's tests are shown when all of them are done; meanwhile a line says that something goes on, in milliseconds. */
const QUIET_MS = 8_000;

module.exports = class extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    let isOver = false;
    const sign = setInterval(() => {
      const { passes, failures } = this.stats;
      console.log(`  … ${passes + failures} tests are done, others are under way`);
    }, QUIET_MS).unref();
    runner.on("test end", () => sign.refresh());
    runner.once("end", () => {
      isOver = true;
      clearInterval(sign);
    });
    // At the very end, since mocha may tell of a second dead worker after its report.
    process.once("exit", () => {
      if (!isOver) this.#tellWhatIsMissing();
      const { passes, failures } = this.stats;
      console.log(`${passes} passed, ${isOver ? failures : failures + 1} failed`);
    });
  }

  /** When its workers have died, mocha leaves the files that wait for one, and ends as if all were well. */
  #tellWhatIsMissing() {
    reporters.Base.list(this.failures);
    console.log("  Not all tests were run: their workers ended before their time.\n");
    process.exitCode ||= 1;
  }
};
