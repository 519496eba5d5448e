import { describe, expect, it } from 'vitest';
import { textOf } from '../testing/textOf.ts';
import type { RolloutTrace } from '../trace/rolloutTrace.ts';
import type { RolloutFacts } from './rolloutFacts.ts';
import { describeOutcome } from './rolloutOutcome.ts';

const update: Partial<RolloutTrace> = { kind: 'Deployment', createdAtMs: -60_000, desired: 3, endMs: 900_000 };
const creation = { ...update, createdAtMs: 0 };
const job: Partial<RolloutTrace> = { ...creation, kind: 'Job' };
const finished = { outcome: 'finished', tookMs: 30_000, mostPods: 4 } as const;
const unfinished = { outcome: 'unfinished', mostPods: 4 } as const;

describe('describeOutcome', () => {
  it.each<[string, Partial<RolloutTrace>, RolloutFacts, string]>([
    ['an update', update, finished, 'The update is finished after 30 s.'],
    ['a first rollout', creation, finished, 'The rollout is finished after 30 s.'],
    ['a Job', job, finished, 'The Job is complete after 30 s.'],
    ['a Job that failed', job, { ...finished, outcome: 'failed' }, 'The Job fails after 30 s.'],
    ['an update that hangs', update, unfinished, 'The update is not finished after 15 min.'],
    [
      'the last change is what counts',
      update,
      { ...finished, changedAtMs: 10_000 },
      'Everything is as asked for at 30 s, 20 s after the last change at 10 s.',
    ],
    [
      'a deadline stops nothing',
      update,
      { ...unfinished, deadlineExceededAtMs: 601_000 },
      'The update is not finished after 15 min. kubectl reports ProgressDeadlineExceeded at 10 min 1 s; Kubernetes keeps trying.',
    ],
    [
      'a deadline that was exceeded on the way',
      update,
      { ...finished, tookMs: 700_000, deadlineExceededAtMs: 601_000 },
      'The update is finished after 11 min 40 s. kubectl reported ProgressDeadlineExceeded at 10 min 1 s, before that.',
    ],
    [
      'all endpoints stay',
      update,
      { ...finished, readyEndpoints: { before: 3, fewest: 3, fewestAtMs: 0 } },
      'The update is finished after 30 s. At least 3 endpoints are ready all the time.',
    ],
    [
      'endpoints go',
      update,
      { ...finished, readyEndpoints: { before: 3, fewest: 1, fewestAtMs: 4000 } },
      'The update is finished after 30 s. At worst 1 of 3 endpoints is ready, from 4 s on.',
    ],
    [
      'pods that become unavailable again',
      update,
      { ...finished, relapse: { atMs: 60_000, fewestAvailable: 1, fewestAtMs: 65_000 } },
      'The update is finished after 30 s. But pods become unavailable again at 1 min: at worst 1 of 3 available, from 1 min 5 s on.',
    ],
  ])('%s', (_, trace, facts, text) => {
    expect(textOf(describeOutcome(trace as RolloutTrace, facts))).toBe(text);
  });

  it('ready endpoints do not reassure where requests are lost', () => {
    const requests = {
      perSecond: 100,
      knownAfterMs: 1000,
      answerMs: 100,
      keepAliveMs: 0,
      fromMs: 0,
      losses: [{ fromMs: 0, untilMs: 1000, lost: [{ reason: 'stopped' as const, perSecond: 30, pods: 1 }] }],
    };
    const text = textOf(
      describeOutcome({ ...update, requests } as RolloutTrace, {
        ...finished,
        readyEndpoints: { before: 3, fewest: 3, fewestAtMs: 0 },
        requests: { sent: 100, lost: 30, podsStopped: 3 },
      }),
    );
    expect(text).not.toContain('all the time');
    expect(text).toContain('At 100 requests per second, about 30 are lost. Each pod that stops loses about 10');
  });
});
