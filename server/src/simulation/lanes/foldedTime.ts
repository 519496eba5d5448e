/**
 * An axis on which quiet stretches are shorter than they are. "Along the axis" a moment stands where it would without
 * them; both are in milliseconds, and where nothing is folded they are the same.
 */
export interface Fold {
  readonly fromMs: number;
  readonly toMs: number;
  /** How long it is along the axis. */
  readonly shownMs: number;
}

export class FoldedTime {
  /** In order, without overlaps. */
  readonly folds: readonly Fold[];
  /** Where along the axis each fold begins. */
  readonly #alongMs: readonly number[];
  readonly #fromMs: readonly number[];

  constructor(folds: readonly Fold[]) {
    this.folds = folds;
    this.#fromMs = folds.map(({ fromMs }) => fromMs);
    let savedMs = 0;
    this.#alongMs = folds.map(({ fromMs, toMs, shownMs }) => {
      const alongMs = fromMs - savedMs;
      savedMs += toMs - fromMs - shownMs;
      return alongMs;
    });
  }

  along(atMs: number): number {
    const index = lastUpTo(this.#fromMs, atMs);
    if (index < 0) return atMs;
    const { fromMs, toMs, shownMs } = this.folds[index]!;
    const alongMs = this.#alongMs[index]!;
    if (atMs >= toMs) return alongMs + shownMs + atMs - toMs;
    return alongMs + ((atMs - fromMs) / (toMs - fromMs)) * shownMs;
  }

  /** The moment that stands there. */
  at(alongMs: number): number {
    const index = lastUpTo(this.#alongMs, alongMs);
    if (index < 0) return alongMs;
    const { fromMs, toMs, shownMs } = this.folds[index]!;
    const inside = alongMs - this.#alongMs[index]!;
    if (inside >= shownMs) return toMs + inside - shownMs;
    return fromMs + (inside / shownMs) * (toMs - fromMs);
  }
}

/** The index of the last value that is not above `most`, or -1. Thousands are asked for while a view is drawn. */
function lastUpTo(values: readonly number[], most: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! <= most) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** As it is. */
export const unfolded = new FoldedTime([]);
