/**
 * The index of the first of the items for which `comesBefore` is false; their number where it is true for all. The items for
 * which it is true come first. It is asked about log2 of them, from `from` on.
 */
export function partitionPoint<T>(items: readonly T[], comesBefore: (item: T) => boolean, from = 0): number {
  let low = from;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (comesBefore(items[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}
