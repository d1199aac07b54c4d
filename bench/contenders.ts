/** The contenders, in the order in which they take turns. */

import path from "node:path";
import type { OperationName } from "./operations";

/** A contender's name on the command line. */
export type ContenderName = "floor" | "ours" | "as-documented" | "script" | "least";

/** Who is measured. */
export interface Contender {
  readonly name: ContenderName;
  /** As tables and plots have it. */
  readonly title: string;
  /** What is run: a Pulumi program, or a script of its own. */
  readonly kind: "stack" | "script";
  /** Whether it works on recordings at all. */
  readonly holdsRecordings: boolean;
  /** What it does; default: everything. */
  readonly operations?: readonly OperationName[];
  /** Readable on white and on black. */
  readonly colour: string;
}

/** All contenders. Their programs stand in `contenders/NAME`. */
export const CONTENDERS: readonly Contender[] = [
  { name: "floor", title: "floor", kind: "stack", holdsRecordings: false, colour: "#858585" },
  { name: "ours", title: "ours", kind: "stack", holdsRecordings: true, colour: "#2f81f7" },
  { name: "as-documented", title: "as documented", kind: "stack", holdsRecordings: true, colour: "#d9622b" },
  { name: "script", title: "script", kind: "script", holdsRecordings: true, colour: "#2e9e5b" },
  {
    name: "least",
    title: "least",
    kind: "stack",
    holdsRecordings: true,
    operations: ["create", "change-all", "wait"],
    colour: "#9a6dd7",
  },
];

/** The folder with a contender's program. */
export const programOf = ({ name }: Contender) => path.join(__dirname, "contenders", name);
