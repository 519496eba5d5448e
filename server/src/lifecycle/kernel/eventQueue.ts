import type { Instant } from './time.ts';

/** Something that will happen: ordered by time, then by lane, then by the order in which it was scheduled. */
export interface Scheduled {
  readonly at: Instant;
  readonly lane: number;
  readonly seq: number;
  cancelled: boolean;
}

/** A binary heap whose order is total, so that equal times never depend on the heap's shape. */
export class EventQueue<T extends Scheduled> {
  readonly #heap: T[] = [];

  push(item: T): void {
    const heap = this.#heap;
    let index = heap.length;
    heap.push(item);
    while (index > 0) {
      const parentIndex = (index - 1) >> 1;
      const parent = heap[parentIndex]!;
      if (!before(item, parent)) break;
      heap[index] = parent;
      index = parentIndex;
    }
    heap[index] = item;
  }

  peek(): T | undefined {
    return this.#heap[0];
  }

  /** Whether it holds of all that wait, in no order. */
  every(holds: (item: T) => boolean): boolean {
    return this.#heap.every(holds);
  }

  pop(): T | undefined {
    const heap = this.#heap;
    const top = heap[0];
    const last = heap.pop();
    if (top === undefined || last === undefined || heap.length === 0) return top;
    let index = 0;
    for (;;) {
      let childIndex = 2 * index + 1;
      if (childIndex >= heap.length) break;
      const right = heap[childIndex + 1];
      if (right !== undefined && before(right, heap[childIndex]!)) childIndex++;
      const child = heap[childIndex]!;
      if (!before(child, last)) break;
      heap[index] = child;
      index = childIndex;
    }
    heap[index] = last;
    return top;
  }
}

function before(a: Scheduled, b: Scheduled): boolean {
  if (a.at !== b.at) return a.at < b.at;
  if (a.lane !== b.lane) return a.lane < b.lane;
  return a.seq < b.seq;
}
