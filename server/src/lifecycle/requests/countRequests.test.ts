import { expect, test } from 'vitest';
import fc from '../../../../test/support/fastCheck.ts';
import { lostRequests, type Requests } from '../trace/requests.ts';
import type { Traffic } from '../world/traffic.ts';
import { countRequests, type PodInService } from './countRequests.ts';
import type { Met, ServedPod, Step } from './servedPod.ts';

const untilMs = 1_000;

const steps = <T>(first: T, ...values: readonly T[]) =>
  fc
    .array(fc.record({ fromMs: fc.integer({ min: 1, max: untilMs - 1 }), value: fc.constantFrom(first, ...values) }), {
      maxLength: 5,
    })
    .map((later): Step<T>[] => {
      const byTime = new Map(later.map((step) => [step.fromMs, step]));
      return [{ fromMs: 0, value: first }, ...[...byTime.values()].sort((a, b) => a.fromMs - b.fromMs)];
    });

const pod: fc.Arbitrary<PodInService> = fc.record({
  createdAtMs: fc.integer({ min: 0, max: 400 }),
  served: fc.record<ServedPod>({
    met: steps<Met>('refused', 'answered', 'slow', 'stopped', 'failed', 'timedOut'),
    endpoint: steps<'ready' | 'ending' | 'none'>('none', 'ready', 'ending'),
    open: fc.constant([]),
  }),
});

const traffic: fc.Arbitrary<Traffic> = fc.record({
  requestsPerSecond: fc.integer({ min: 1, max: 1_000 }),
  answerSeconds: fc.constant(0),
  knownAfterSeconds: fc.constantFrom(0, 0.05, 0.3),
  keepAliveSeconds: fc.constant(0),
});

/** Millisecond by millisecond, as one would count by hand. */
function countedByHand(pods: readonly PodInService[], { requestsPerSecond, knownAfterSeconds }: Traffic): number {
  const at = <T>(list: readonly Step<T>[], ms: number) => list.findLast(({ fromMs }) => fromMs <= ms)?.value;
  let lost = 0;
  for (let ms = 0; ms < untilMs; ms++) {
    const seen = pods.map(({ createdAtMs, served }) => ({
      // What the nodes know is as old as that; before it they know of no endpoint.
      place: at(served.endpoint, ms - createdAtMs - knownAfterSeconds * 1000) ?? 'none',
      met: at(served.met, ms - createdAtMs),
    }));
    const ready = seen.filter(({ place }) => place === 'ready');
    const targets = ready.length > 0 ? ready : seen.filter(({ place }) => place === 'ending');
    const share = targets.filter(({ met }) => met !== 'answered' && met !== 'slow').length / targets.length;
    lost += (requestsPerSecond / 1000) * (targets.length === 0 ? 1 : share);
  }
  return lost;
}

test('the spans hold as many lost requests as one counts millisecond by millisecond', () => {
  fc.assert(
    fc.property(fc.array(pod, { minLength: 1, maxLength: 4 }), traffic, (pods, given) => {
      const first = Math.min(...pods.map(({ createdAtMs }) => createdAtMs));
      const requests = countRequests(pods, given, { fromMs: 0, untilMs, isWhole: true });
      // Before the first pod there is nothing that changes.
      const before = (first / 1000) * given.requestsPerSecond;
      expect(lostRequests(requests, untilMs) + before).toBeCloseTo(countedByHand(pods, given), 0);
    }),
  );
});

test('no request is both slow and lost', () => {
  fc.assert(
    fc.property(fc.array(pod, { minLength: 1, maxLength: 4 }), traffic, (pods, given) => {
      const { losses, slow = [] }: Requests = countRequests(pods, given, { fromMs: 0, untilMs, isWhole: true });
      for (const { fromMs, untilMs: toMs, perSecond } of slow) {
        expect(fromMs).toBeLessThan(toMs);
        const lost = losses
          .filter((loss) => loss.fromMs < toMs && loss.untilMs > fromMs)
          .map((loss) => loss.lost.reduce((sum, part) => sum + part.perSecond, 0));
        expect(perSecond + Math.max(0, ...lost)).toBeLessThanOrEqual(given.requestsPerSecond + 0.01);
      }
    }),
  );
});

test('spans are in order, do not overlap, and neighbours differ', () => {
  fc.assert(
    fc.property(fc.array(pod, { maxLength: 5 }), traffic, (pods, given) => {
      const { losses }: Requests = countRequests(pods, given, { fromMs: undefined, untilMs, isWhole: true });
      for (const [index, { fromMs, untilMs: toMs, lost }] of losses.entries()) {
        expect(fromMs).toBeLessThan(toMs);
        const next = losses[index + 1];
        if (next === undefined) continue;
        expect(next.fromMs).toBeGreaterThanOrEqual(toMs);
        if (next.fromMs === toMs) expect(next.lost).not.toEqual(lost);
      }
    }),
  );
});
