import { expect, it } from 'vitest';
import { defaultEnvironment, NodeClock } from '../environment.ts';
import { Kernel } from '../kernel/kernel.ts';
import { second } from '../kernel/time.ts';
import { BackOff, type BackOffLimits, crashLoopLimits } from './backOff.ts';

function setUp(collected = false, limits?: BackOffLimits) {
  const kernel = new Kernel({ field: 'spec' }, 1);
  const backOff = new BackOff(kernel, new NodeClock(defaultEnvironment), {
    collected,
    ...(limits === undefined ? {} : { limits }),
  });
  const next = () => {
    backOff.next('app', kernel.now);
    return backOff.get('app') / second;
  };
  return { kernel, backOff, next };
}

it('doubles from 10 s to 5 min and stays there', () => {
  const { next } = setUp();
  expect(Array.from({ length: 8 }, next)).toEqual([10, 20, 40, 80, 160, 300, 300, 300]);
});

it.each([
  [{ maxSeconds: 30 }, [10, 20, 30, 30]],
  [{ maxSeconds: 5 }, [5, 5, 5]],
  [{ reducedDecay: true }, [1, 2, 4, 8, 16, 32, 60, 60]],
  [{ reducedDecay: true, maxSeconds: 300 }, [1, 2, 4, 8, 16, 32, 64, 128, 256, 300]],
])('doubles as the node is configured: %j', (configuration, waits) => {
  const { next } = setUp(false, crashLoopLimits(configuration));
  expect(waits.map(next)).toEqual(waits);
});

it('is over when its length has gone by since the event', () => {
  const { kernel, backOff, next } = setUp();
  next();
  const event = kernel.now + 3 * second;
  kernel.now = event + 10 * second - 1;
  expect(backOff.isInBackOffSince('app', event)).toBe(true);
  kernel.now++;
  expect(backOff.isInBackOffSince('app', event)).toBe(false);
  expect(backOff.isInBackOffSince('other', event)).toBe(false);
});

it('starts from the beginning when it was not needed for more than ten minutes', () => {
  const { kernel, next } = setUp();
  next();
  next();
  kernel.now = 600 * second;
  expect(next()).toBe(40);
  kernel.now += 600 * second + 1;
  expect(next()).toBe(10);
});

it('forgets crash loops at the first housekeeping after ten minutes, also those that were looked at', () => {
  const { kernel, backOff, next } = setUp(true);
  next();
  const event = 300 * second;
  kernel.now = 600 * second;
  expect(backOff.get('app')).toBe(10 * second);
  kernel.now = 603 * second;
  expect(backOff.get('app')).toBe(0);
  expect(backOff.isInBackOffSince('app', event)).toBe(false);
});
