/** A part of `npm run docs:reference`: writes the index of the decisions. */

import { writeFileSync } from "node:fs";
import { DECISIONS_INDEX, makeDecisionsIndex } from "./docs-check/decisions";

writeFileSync(DECISIONS_INDEX, makeDecisionsIndex());
