/** What happens around a container is on the scenario's clock: a restart does not begin it again. */
import { describe, expect, it } from 'vitest';
import type { Pod } from '../../kubernetes/pod.ts';
import { simulateRollout } from '../rollout/simulateRollout.ts';
import { simulate } from '../simulate.ts';
import { restartsIn } from '../trace/runs.ts';
import { statusEntryAt } from '../trace/statuses.ts';
import type { Happening } from './containerBehaviour.ts';
import type { Scenario } from './scenario.ts';

const probe = { httpGet: { port: 80 }, periodSeconds: 5, failureThreshold: 2 };
const pod: Pod = {
  metadata: { name: 'api' },
  spec: { containers: [{ name: 'api', image: 'api:1', livenessProbe: probe, readinessProbe: probe }] },
};

function outage(clock: Happening['clock'], more: Partial<Happening> = {}): Scenario {
  const happening = (atSeconds: number, rest: Partial<Happening>): Happening => ({
    atSeconds,
    ...(clock === undefined ? {} : { clock }),
    ...rest,
  });
  return {
    name: 'outage',
    containers: {
      api: { happenings: [happening(60, { answers: 'failure', ...more }), happening(120, { answers: 'success' })] },
    },
  };
}

const restarts = (scenario: Scenario, minutes = 15) =>
  restartsIn(simulate(pod, scenario, { untilMs: minutes * 60_000 })).map(({ atMs }) => atMs / 1000);

describe('an outage around one pod', () => {
  it('ends at its time, however often the container was restarted', () => {
    expect(Math.max(...restarts(outage('scenario')))).toBeLessThan(180);
    expect(restarts(outage(undefined)).length).toBeGreaterThan(restarts(outage('scenario')).length);
  });

  it('is met by a run that starts in the middle of it, at once', () => {
    const trace = simulate(pod, outage('scenario'), { untilMs: 300_000 });
    const failures = trace.entries.flatMap((entry) =>
      entry.kind === 'probe' && entry.probe.result === 'failure' ? [entry.atMs / 1000] : [],
    );
    expect(Math.min(...failures)).toBeGreaterThanOrEqual(60);
    expect(Math.max(...failures)).toBeLessThan(120);
    expect(statusEntryAt(trace, 300_000)?.status.conditions.find(({ type }) => type === 'Ready')?.status).toBe('True');
  });

  it('is an entry twice: when it begins and when it ends', () => {
    const { entries } = simulate(pod, outage('scenario'), { untilMs: 300_000 });
    const told = entries.flatMap((entry) => (entry.kind === 'world' ? [[entry.atMs / 1000, entry.fact]] : []));
    expect(told).toEqual([
      [60, { type: 'answersChanged', container: 'api', answers: 'failure' }],
      [120, { type: 'answersChanged', container: 'api', answers: 'success' }],
    ]);
  });

  it('does not make a container answer that has not started up yet', () => {
    const { containers } = outage('scenario');
    const slow: Scenario = { name: 'slow', containers: { api: { ...containers!.api, startupSeconds: 8 } } };
    const { entries } = simulate(pod, slow, { untilMs: 300_000 });
    const lastStart = entries.findLast((entry) => entry.kind === 'cri' && entry.call.op === 'start')!.atMs;
    const next = entries.find((entry) => entry.kind === 'probe' && entry.atMs > lastStart);
    expect(next).toMatchObject({ probe: { result: 'failure' } });
  });

  it('ends a run only where it is still to come', () => {
    const once: Scenario = {
      name: 'once',
      containers: { api: { happenings: [{ atSeconds: 60, clock: 'scenario', exitCode: 1 }] } },
    };
    expect(restarts(once)).toHaveLength(1);
  });
});

describe('an outage during a rollout', () => {
  const workload = { kind: 'Deployment', name: 'api', namespace: 'default', spec: { replicas: 3 } } as const;
  const notReadyAt = (scenario: Scenario) => {
    const { trace } = simulateRollout(
      workload,
      { updated: { pod, scenario }, old: { pod, scenario: { name: 'well' } } },
      { untilMs: 300_000 },
    );
    return trace.entries.flatMap((entry) =>
      entry.kind === 'pod' && entry.pod.change === 'notReady' && entry.atMs >= 0
        ? [`${Math.round(entry.atMs / 1000)} ${entry.pod.revision}`]
        : [],
    );
  };

  it('meets all pods at the same time, whenever they were made', () => {
    // The old pods have gone by then, not ready in the end.
    const ofNew = notReadyAt(outage('scenario', { probe: 'readiness' })).filter((line) => line.endsWith('new'));
    const times = ofNew.map((line) => Number(line.split(' ')[0]));
    expect(times).toHaveLength(3);
    expect(Math.min(...times)).toBeGreaterThanOrEqual(60);
    expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(5);
  });

  it('meets the old pods, too', () => {
    const { containers } = outage('scenario', { probe: 'readiness' });
    const never: Scenario = { name: 'never', containers: { api: { ...containers!.api, startupSeconds: 900 } } };
    expect(notReadyAt(never).filter((line) => line.endsWith('old')).length).toBe(3);
  });
});
