/** How one area of the provider is changed on purpose, one place at a time, to see whether its tests notice. */

/**
 * An area's own tests must notice; that others would in passing isn't asked, which keeps a run short.
 *
 * @param {"core" | "api"} area the folder below provider/ and test/.
 * @param {object} tests
 * @param {string[]} tests.last how the names of those files begin that take longer: a change is given up with the first
 * test that notices.
 * @param {string} tests.leftOut the file that takes seconds for every change.
 * @returns {import("@stryker-mutator/api/core").PartialStrykerOptions}
 */
export function optionsFor(area, { last, leftOut }) {
  const slower = last.join("|");
  return {
    mutate: [`provider/${area}/**/*.ts`],
    plugins: ["@stryker-mutator/mocha-runner"],
    testRunner: "mocha",
    testRunnerNodeArgs: ["--import=tsx"],
    mochaOptions: {
      "no-config": true,
      spec: [`test/${area}/!(${slower})*.test.ts`, `test/${area}/@(${slower})*.test.ts`],
      ignore: [`test/${area}/${leftOut}.test.ts`],
    },
    coverageAnalysis: "perTest",
    timeoutMS: 3_000,
    timeoutFactor: 2,
    // Only what the tests read is copied for a run.
    ignorePatterns: [
      "/*",
      ...["provider", "emulator", "test", "package.json", "tsconfig.json"].map((name) => `!/${name}`),
      "/test/*",
      ...["core", "api", "support"].map((name) => `!/test/${name}`),
    ],
    tempDirName: `mutation/.work-${area}`,
    incremental: true,
    incrementalFile: `mutation/reports/${area}-incremental.json`,
    reporters: ["clear-text", "progress-append-only", "json"],
    jsonReporter: { fileName: `mutation/reports/${area}.json` },
    clearTextReporter: { reportTests: false, allowColor: false },
    allowConsoleColors: false,
    // The tests run as they are written, by tsx; nothing is compiled.
    disableTypeChecks: false,
    warnings: { slow: false },
    thresholds: { high: 95, low: 90, break: 90 },
  };
}
