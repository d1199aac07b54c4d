/** Mocha's usual report, closed by one line that a pipeline can read: `N passed, N failed`. */

const { reporters } = require("mocha");

module.exports = class extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    let isOver = false;
    runner.once("end", () => {
      isOver = true;
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
