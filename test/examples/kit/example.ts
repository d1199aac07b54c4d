/** An example on the real engine: a copy of its folder, in which the commands of its README are run one by one. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { RunOptions } from "../../../scripts/engine";
import {
  type Run,
  STORY_TIMEOUT_MS,
  type StackKit,
  type StackKitOptions,
  useStack,
} from "../../support/engine-kit";
import { assertPrints, readInstructions } from "./readme";

/** What an example's test works with. */
export interface ExampleKit extends StackKit {
  /** Runs the README's next command, which has to be this one, and compares what it prints and its exit code. */
  follow(command: string, options?: RunOptions & { exitCode?: number | "failure" }): Promise<Run>;
}

// The packed package isn't on a registry here, and nobody has an account: links and the environment take their place.
const PROVIDED = /^(npm install( --prefix \w+)?|export [A-Z_]+=….*)$/;

/** A suite about `examples/NAME`, which also has to run every command of its README. */
export function describeExample(
  name: string,
  body: (kit: ExampleKit) => void,
  options: StackKitOptions = {},
) {
  const folder = path.join("examples", name);
  const { steps, preparations } = readInstructions(readFileSync(path.join(folder, "README.md"), "utf8"));
  const remaining = [...steps];

  describe(folder, function () {
    this.timeout(STORY_TIMEOUT_MS);
    const stack = useStack({ ...options, program: folder });
    const follow: ExampleKit["follow"] = async (command, { exitCode = 0, ...runOptions } = {}) => {
      const step = remaining.shift();
      assert.equal(step?.command, command);
      const run = await stack.shell(command, runOptions);
      if (exitCode === "failure") assert.notEqual(run.exitCode, 0, run.text);
      else assert.equal(run.exitCode, exitCode, run.text);
      assertPrints(run.text, step.printed);
      return run;
    };
    body(Object.assign(stack, { follow }));

    it("has no other command in its README, apart from the installation and the credentials", () => {
      assert.deepEqual(remaining, []);
      for (const line of preparations) assert.match(line, PROVIDED);
    });
  });
}
