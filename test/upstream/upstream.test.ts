/** Cases after Kubernetes' own end-to-end, node and table tests: what these expect comes true in a simulation. */
import { describe, expect, test, vi } from 'vitest';
import { jobs } from './jobs.ts';
import { failures } from './play.ts';
import { pods } from './pods.ts';
import { workloads } from './workloads.ts';

vi.setConfig({ testTimeout: 30_000 });

const tables = { workloads, jobs, pods };

describe.each(Object.entries(tables))('%s', (_, cases) => {
  test.each(cases.map((one) => [one.name, one] as const))('%s', (_name, one) => expect(failures(one)).toEqual([]));
});

test('an expectation that is not met is reported', () => {
  const [first] = workloads;
  const wrong = { ...first!, scenario: { ...first!.scenario, expect: { outcome: 'unfinished' as const } } };
  expect(failures(wrong)).toHaveLength(1);
});
