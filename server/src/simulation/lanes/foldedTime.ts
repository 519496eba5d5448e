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

interface Placed extends Fold {
  /** Along the axis. */
  readonly alongMs: number;
}

export class FoldedTime {
  /** In order, without overlaps. */
  readonly folds: readonly Fold[];
  readonly #placed: readonly Placed[];

  constructor(folds: readonly Fold[]) {
    this.folds = folds;
    let savedMs = 0;
    this.#placed = folds.map((fold) => {
      const alongMs = fold.fromMs - savedMs;
      savedMs += fold.toMs - fold.fromMs - fold.shownMs;
      return { ...fold, alongMs };
    });
  }

  along(atMs: number): number {
    const fold = this.#last(({ fromMs }) => fromMs <= atMs);
    if (fold === undefined) return atMs;
    const { fromMs, toMs, shownMs, alongMs } = fold;
    if (atMs >= toMs) return alongMs + shownMs + atMs - toMs;
    return alongMs + ((atMs - fromMs) / (toMs - fromMs)) * shownMs;
  }

  /** The moment that stands there. */
  at(alongMs: number): number {
    const fold = this.#last((one) => one.alongMs <= alongMs);
    if (fold === undefined) return alongMs;
    const { fromMs, toMs, shownMs } = fold;
    const inside = alongMs - fold.alongMs;
    if (inside >= shownMs) return toMs + inside - shownMs;
    return fromMs + (inside / shownMs) * (toMs - fromMs);
  }

  /** Each moment is asked for many times while a view is drawn. */
  #last(holds: (fold: Placed) => boolean): Placed | undefined {
    let [low, high] = [0, this.#placed.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holds(this.#placed[middle]!)) low = middle + 1;
      else high = middle;
    }
    return this.#placed[low - 1];
  }
}

/** As it is. */
export const unfolded = new FoldedTime([]);
