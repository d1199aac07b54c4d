/** Runs the example's GitLab CI jobs: the scripts of each, as `gitlab-ci-local` expands and selects them. */

import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { parse } from "yaml";
import { readChild } from "../../../scripts/engine/child";
import { type CiMachine, EXAMPLE } from "./ci-machine";
import { type Pipeline, SETTINGS } from "./pipeline";

/** A job with what it takes over from `default`. */
export interface GitlabJob {
  readonly before_script: readonly string[];
  readonly script: readonly string[];
  readonly after_script?: readonly string[];
  readonly resource_group?: string;
}

/** What GitLab tells a job about what started it. */
export type Predefined = Readonly<Record<string, string>>;

const PROJECT = {
  CI_PROJECT_ID: "42",
  CI_DEFAULT_BRANCH: "main",
  CI_COMMIT_SHA: "8c2f6d1e0a4b5c7d9e8f7a6b5c4d3e2f1a0b9c8d",
  CI_API_V4_URL: "https://gitlab.example/api/v4",
};

/** What starts each job. */
export const EVENTS = {
  preview: {
    ...PROJECT,
    CI_PIPELINE_SOURCE: "merge_request_event",
    CI_MERGE_REQUEST_IID: "17",
    CI_MERGE_REQUEST_SOURCE_PROJECT_ID: PROJECT.CI_PROJECT_ID,
  },
  up: { ...PROJECT, CI_PIPELINE_SOURCE: "push", CI_COMMIT_BRANCH: "main" },
  drift: { ...PROJECT, CI_PIPELINE_SOURCE: "schedule", CI_COMMIT_BRANCH: "main" },
} as const;

const NOTES = `${PROJECT.CI_API_V4_URL}/projects/42/merge_requests/17/notes`;

/** Checks the pipeline's file against GitLab's schema, and returns what stands in it, expanded. */
export async function expandPipeline(): Promise<Readonly<Record<string, GitlabJob>>> {
  return parse(await runLocal(["--preview"]));
}

/** The names of the jobs that these variables start. */
export async function startedBy(predefined: Predefined): Promise<string[]> {
  const variables = Object.entries(predefined).flatMap(([name, value]) => ["--variable", `${name}=${value}`]);
  const listed = await runLocal(["--list-json", ...variables]);
  const jobs = JSON.parse(listed) as { name: string; when: string }[];
  return jobs.filter(({ when }) => when !== "never").map(({ name }) => name);
}

// It writes down what it expanded: in a folder for temporary files, so that nothing appears in the example.
async function runLocal(args: readonly string[]): Promise<string> {
  const cli = path.join("node_modules", "gitlab-ci-local", "src", "index.js");
  const state = await mkdtemp(path.join(os.tmpdir(), "gitlab-ci-local-"));
  const all = [cli, "--cwd", EXAMPLE, "--state-dir", path.relative(EXAMPLE, state), ...args];
  const { exitCode, stdout, stderr } = await readChild(process.execPath, all, { env: process.env });
  await rm(state, { recursive: true, force: true });
  if (exitCode !== 0) throw new Error(`gitlab-ci-local ${args.join(" ")} exits with ${exitCode}\n${stderr}`);
  return stdout.slice(Math.max(0, stdout.search(/^(---|\[)$/m)));
}

export const gitlab: Pipeline = {
  name: "GitLab CI",
  commentsWith: {
    command: "curl",
    args: ["--header", "PRIVATE-TOKEN: token-for-comments", "--data-urlencode", "body@comment.md", NOTES],
  },
  run: async (name, machine) => {
    const job = (await expandPipeline())[name];
    if (!job) throw new Error(`there is no job ${name}`);
    const env = { ...EVENTS[name], ...settingsOf(machine), STACK: "event" };
    const { exitCode, text } = await machine.run([...job.before_script, ...job.script].join("\n"), env);
    const status = exitCode === 0 ? "success" : "failed";
    // In a shell of its own, whatever became of the script, and without a say in the job's result.
    const after = await machine.run((job.after_script ?? []).join("\n"), { ...env, CI_JOB_STATUS: status });
    return { exitCode, text: text + after.text, calls: machine.takeCalls() };
  },
};

function settingsOf({ backend }: CiMachine): NodeJS.ProcessEnv {
  return {
    ...SETTINGS,
    COMMENT_TOKEN: "token-for-comments",
    PULUMI_BACKEND_URL: backend.url,
    PULUMI_CONFIG_PASSPHRASE: backend.passphrase,
  };
}
