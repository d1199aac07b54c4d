/** The section about what a recording costs among many: ours beside the least that the engine allows. */

import { type Check, growthOf } from "../checks";
import type { Results } from "../results";
import { formatMeasured } from "../verdict";
import { ABSENT } from "./format";
import { layOutTable, left, right } from "./table";

/** Every operation that the goal compares; no section where none was measured at both sizes. */
export function growthSection(results: Results): string[] {
  const [ours, least] = [growthOf("ours", results), growthOf("least", results)];
  if (ours.length === 0) return [];
  const rows = ours.map((check) => {
    const { what } = check;
    return [what, formatRatio(check), formatRatio(least.find((other) => other.what === what))];
  });
  return [
    "## Cost per recording at 1,000 against 100, floor subtracted",
    "",
    ...layOutTable([left("operation"), right("ours"), right("least")], rows),
    "",
  ];
}

const formatRatio = (check: Check | undefined) => (check ? formatMeasured(check.measured, "times") : ABSENT);
