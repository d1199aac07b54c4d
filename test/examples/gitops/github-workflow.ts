/** Runs the example's GitHub Actions workflows: their `run:` steps, in order, with their conditions and settings. */

import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { type CiMachine, EXAMPLE } from "./ci-machine";
import { type Contexts, fillIn, holds } from "./expressions";
import { type JobRun, type Pipeline, SETTINGS } from "./pipeline";

/** A step as it stands in a workflow. */
export interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A workflow as it stands in its file. */
export interface Workflow {
  readonly on: unknown;
  readonly permissions: Readonly<Record<string, string>>;
  readonly concurrency: { readonly group: string; readonly "cancel-in-progress": boolean };
  readonly env: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, { readonly if?: string; readonly steps: readonly Step[] }>>;
}

const REPOSITORY = "example/event-recordings";
const COMMIT = "8c2f6d1e0a4b5c7d9e8f7a6b5c4d3e2f1a0b9c8d";

/** The text of a workflow's file. */
export function readWorkflow(name: string): Workflow {
  return parse(readFileSync(path.join(EXAMPLE, ".github", "workflows", `${name}.yml`), "utf8"));
}

/** What GitHub tells a workflow about a pull request from this repository or from a fork. */
export function pullRequestOf(repository: string): Contexts {
  const head = { sha: COMMIT, repo: { full_name: repository } };
  return { repository: REPOSITORY, token: "token-of-the-job", event: { pull_request: { number: 17, head } } };
}

/** Whether a workflow's job runs where it is started by hand on a branch. */
export async function runsByHandOn(workflow: Workflow, branch: string): Promise<boolean> {
  const [job] = Object.values(workflow.jobs);
  return holds(job?.if, { github: { ...pullRequestOf(REPOSITORY), ref: `refs/heads/${branch}` } });
}

/** Whether a workflow's job runs for a pull request that comes from this repository. */
export async function runsForPullRequestOf(workflow: Workflow, repository: string): Promise<boolean> {
  const [job] = Object.values(workflow.jobs);
  return holds(job?.if, { github: pullRequestOf(repository) });
}

export const github: Pipeline = {
  name: "GitHub Actions",
  commentsWith: {
    command: "gh",
    args: ["pr", "comment", "17", "--repo", REPOSITORY, "--edit-last", "--create-if-none", "--body-file"],
  },
  run: async (name, machine) => {
    const workflow = readWorkflow(name);
    const [job] = Object.values(workflow.jobs);
    if (!job || !(await runsByHandOn(workflow, "main"))) throw new Error(`${name} doesn't run`);
    return runSteps(job.steps, workflow.env, machine);
  },
};

async function runSteps(
  steps: readonly Step[],
  jobEnv: NodeJS.ProcessEnv,
  machine: CiMachine,
): Promise<JobRun> {
  const outcomes: Record<string, { outcome: string }> = {};
  let exitCode = 0;
  let text = "";
  for (const step of steps.filter(({ run }) => run !== undefined)) {
    const contexts = contextsOf(machine, outcomes);
    const isRun = await holds(step.if, contexts, { failed: exitCode !== 0 });
    const result = isRun ? await runStep(step, { contexts, jobEnv, machine }) : undefined;
    const outcome = result ? (result.exitCode === 0 ? "success" : "failure") : "skipped";
    if (step.id) outcomes[step.id] = { outcome };
    exitCode ||= result?.exitCode ?? 0;
    text += result?.text ?? "";
  }
  return { exitCode, text, calls: machine.takeCalls() };
}

interface StepScene {
  readonly contexts: Contexts;
  readonly jobEnv: NodeJS.ProcessEnv;
  readonly machine: CiMachine;
}

async function runStep({ run = "", env = {} }: Step, { contexts, jobEnv, machine }: StepScene) {
  const stepEnv: NodeJS.ProcessEnv = { GITHUB_REPOSITORY: REPOSITORY, ...jobEnv };
  for (const [name, value] of Object.entries(env)) stepEnv[name] = await fillIn(value, contexts);
  return machine.run(await fillIn(run, contexts), stepEnv);
}

function contextsOf({ backend }: CiMachine, steps: object): Contexts {
  return {
    steps,
    github: pullRequestOf(REPOSITORY),
    // A setting that a team doesn't have is empty, as PULUMI_ACCESS_TOKEN is without Pulumi Cloud.
    secrets: { ...SETTINGS, PULUMI_ACCESS_TOKEN: "", PULUMI_CONFIG_PASSPHRASE: backend.passphrase },
    vars: { PULUMI_BACKEND_URL: backend.url },
  };
}
