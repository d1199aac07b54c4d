/** Which shell blocks are run, in which order and in what folder; and why the others are only read. */

import { readFileSync } from "node:fs";

/** Blocks that are run one after the other in one folder, against an emulator that knows the README's ids. */
export interface Story {
  readonly page: string;
  /** The headings whose shell blocks are run, in this order. */
  readonly headings: readonly string[];
  /** The folder's files; a program of the page is put there as `index.ts`. */
  readonly program?: Readonly<Record<string, string>>;
  /** The page and the heading of the program that is put there. */
  readonly programOf?: readonly [page: string, heading: string];
  /** True where the page itself makes the meetings and recordings. */
  readonly isEmpty?: true;
  /** A folder of the repository that the program's folder has a link to. */
  readonly link?: string;
}

const OWN_PROJECT = { "Pulumi.yaml": readFileSync("Pulumi.yaml", "utf8") };

const README_PROGRAM = ["README.md", "pulumi-realtimekit"] as const;

export const STORIES: readonly Story[] = [
  {
    page: "README.md",
    headings: ["From an empty folder", "pulumi-realtimekit", "Drift", "Importing"],
    programOf: README_PROGRAM,
  },
  {
    page: "README.md",
    headings: ["Recordings from configuration"],
    program: OWN_PROJECT,
    link: "examples",
  },
  {
    page: "examples/recordings-from-config/README.md",
    headings: ["Recordings from configuration"],
    program: OWN_PROJECT,
    link: "examples",
  },
  {
    page: "docs/testing-without-an-account.md",
    headings: ["Testing without an account"],
    program: { "Pulumi.yaml": "name: event\nruntime: nodejs\nmain: index.ts\n" },
    programOf: README_PROGRAM,
    isEmpty: true,
  },
  { page: "emulator/README.md", headings: ["The RealtimeKit emulator", "Faults"] },
];

/** The blocks that are read and not run: their commands and options must exist. */
export interface NotRun {
  readonly page: RegExp;
  /** Default: any. */
  readonly heading?: string;
  readonly because: string;
}

export const NOT_RUN: readonly NotRun[] = [
  {
    page: /^README\.md$/,
    heading: "Try it without an account",
    because: "the demo and the tests are steps of .ci/run",
  },
  { page: /^CONTRIBUTING\.md$/, because: "tests, and a contributor's own clone; .ci/run runs all of them" },
  { page: /^docs\/upgrading\.md$/, because: "there is no other version to upgrade from" },
  { page: /^docs\/mutation\.md$/, because: "it takes half an hour" },
  { page: /^docs\/releasing\.md$/, because: "it publishes" },
  { page: /^bench\/README\.md$/, because: "it takes two hours; test/bench runs a short one" },
  { page: /^examples\//, because: "each example is run by a test of its own, in test/examples" },
];

/** Blocks that nothing can check, by page and first line. Keep it short. */
export const UNCHECKED: readonly { page: string; firstLine: string; because: string }[] = [];
