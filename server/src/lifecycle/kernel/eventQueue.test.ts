import { expect, it } from 'vitest';
import fc from '../../../../test/support/fastCheck.ts';
import { EventQueue } from './eventQueue.ts';

it('gives back what it was given by time, then lane, then order of arrival', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ at: fc.nat(5), lane: fc.nat(3) })), (given) => {
      const queue = new EventQueue<{ at: number; lane: number; seq: number; cancelled: boolean }>();
      const items = given.map((item, seq) => ({ ...item, seq, cancelled: false }));
      for (const item of items) queue.push(item);
      const popped = items.map(() => queue.pop());
      expect(popped).toEqual(items.toSorted((a, b) => a.at - b.at || a.lane - b.lane || a.seq - b.seq));
      expect(queue.pop()).toBeUndefined();
    }),
  );
});
