import { expect, test } from 'vitest';
import { firstReady } from '../../../server/src/lifecycle/trace/statuses.ts';
import { outOfServiceMs } from '../../../server/src/lifecycle/trace/traffic.ts';
import { podOf, traceOf } from '../testing/traces.ts';
import { plain, summarize } from './summary.ts';

test.each([
  ['healthy', 60_000, 'Ready after 3.6 s.'],
  ['slow-start', 90_000, 'Never ready. Restarted 4 times, first after 17 s. At the end 0/1 Running.'],
  ['probe-always-fails', 40_000, 'Never ready. Restarted 2 times, first after 17 s. At the end 0/1 Running.'],
  ['image-not-found', 30_000, 'Never ready. At the end 0/1 ErrImagePull.'],
])('%s', (preset, untilMs, expected) => {
  const trace = traceOf(preset, untilMs);
  expect(plain(summarize(trace))).toBe(expected);
});

test('time out of the Service counts from the first time in it', () => {
  const pod = podOf({
    livenessProbe: { exec: { command: ['true'] } },
    readinessProbe: { exec: { command: ['true'] }, failureThreshold: 1 },
  });
  const answers = [
    { fromSeconds: 0, result: 'success' as const },
    { fromSeconds: 25, result: 'failure' as const },
    { fromSeconds: 45, result: 'success' as const },
  ];
  const trace = traceOf({ name: 'outage', containers: { app: { probes: { readiness: answers } } } }, 60_000, pod);
  const flips = trace.entries.filter(({ kind }) => kind === 'endpoint').map(({ atMs }) => atMs);
  expect(firstReady(trace)?.atMs).toBe(600);
  expect(outOfServiceMs(trace)).toBe(flips.at(-1)! - flips.at(-2)!);
  expect(plain(summarize(trace))).toMatch(/^Ready after 0.6 s\. Out of the Service for \d+ s\.$/);
});

test('a pod that ends', () => {
  const pod = podOf();
  const trace = traceOf(
    { name: 'job', containers: { app: { runs: [{ exitAfterSeconds: 5, exitCode: 0 }] } } },
    30_000,
    { ...pod, spec: { containers: [{ name: 'app', image: 'app:1' }], restartPolicy: 'Never' } },
  );
  expect(plain(summarize(trace))).toBe('Ready after 0.6 s. Completed after 5.6 s.');
});

test('the figures are the strong parts', () => {
  const trace = traceOf('healthy', 60_000);
  expect(summarize(trace)).toEqual([
    { text: 'Ready after ', strong: false },
    { text: '3.6 s', strong: true },
    { text: '.', strong: false },
  ]);
});
