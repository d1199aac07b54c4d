/** Linear scales for a plot: round ticks, and labels that don't cover each other. */

/** From 0 in at most five round steps to the first that is not below `most`. */
export function roundTicks(most: number): number[] {
  if (!(most > 0)) return [0, 1];
  const rough = most / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5].find((factor) => factor * power >= rough) ?? 10) * power;
  const count = Math.ceil(most / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}

/** Moves positions apart to at least `gap`, in their order, as little as it takes and none beyond `end`. */
export function spread(wanted: readonly number[], gap: number, end: number): number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => at(wanted, a) - at(wanted, b));
  const placed = [...wanted];
  order.forEach((index, rank) => {
    const before = rank === 0 ? Number.NEGATIVE_INFINITY : at(placed, at(order, rank - 1));
    placed[index] = Math.max(at(wanted, index), before + gap);
  });
  let limit = end;
  for (const index of order.toReversed()) {
    placed[index] = Math.min(at(placed, index), limit);
    limit = at(placed, index) - gap;
  }
  return placed;
}

/** Those that stand at least `gap` from the next larger one that is kept; the largest always is. */
export function thinOut(positions: readonly number[], gap: number): number[] {
  const kept: number[] = [];
  for (const position of positions.toSorted((a, b) => b - a))
    if (kept.length === 0 || at(kept, kept.length - 1) - position >= gap) kept.push(position);
  return kept.reverse();
}

const at = (numbers: readonly number[], index: number) => numbers[index] as number;
