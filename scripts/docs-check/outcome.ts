/** What a check says about one place of the documentation. */

/** One thing that was checked. */
export interface Outcome {
  /** Page and line, or a page. */
  readonly where: string;
  /** What is wrong with it; absent where nothing is. */
  readonly problem?: string;
}

/** An outcome, with a problem or without one. */
export function outcome(place: string | { page: string; line: number }, problem?: string): Outcome {
  const where = typeof place === "string" ? place : `${place.page}:${place.line}`;
  return problem === undefined ? { where } : { where, problem };
}
