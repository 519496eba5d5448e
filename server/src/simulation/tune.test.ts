import { describe, expect, test } from 'vitest';
import { podTiming } from '../analysis/timing.ts';
import { earliest, latest } from '../analysis/window.ts';
import type { Container, Pod } from '../kubernetes/pod.ts';
import { type Tuned, type TuneResult, type TuneWishes, tune } from './tune.ts';

const podOf = (container: Partial<Container>, spec: Partial<Pod['spec']> = {}): Pod => ({
  spec: { containers: [{ name: 'app', image: 'a:1', ...container }], ...spec },
});
const tcp = { tcpSocket: { port: 80 } };
const all = podOf({ livenessProbe: tcp, readinessProbe: tcp });

function tuned(result: TuneResult): Tuned {
  if (!('probes' in result)) throw new Error(JSON.stringify(result));
  return result;
}

const settings = (pod: Pod, wishes: TuneWishes) =>
  tuned(tune(pod, 'app', wishes)).probes.map(
    ({ type, periodSeconds, failureThreshold }) => `${type} ${failureThreshold} × ${periodSeconds} s`,
  );

test('the longest periods that do', () => {
  expect(settings(all, { restartSeconds: 30, trafficSeconds: 15 })).toEqual(['liveness 2 × 14 s', 'readiness 2 × 7 s']);
  expect(settings(all, { restartSeconds: 60, outageSeconds: 30 })).toEqual(['liveness 3 × 19 s']);
  expect(
    settings(podOf({ livenessProbe: { ...tcp, periodSeconds: 14, failureThreshold: 2 } }), { restartSeconds: 30 }),
  ).toEqual([]);
});

test('an outage is outlived even where no restart was asked for', () =>
  expect(settings(podOf({ livenessProbe: { ...tcp, periodSeconds: 5 } }), { outageSeconds: 60 })).toEqual([
    'liveness 13 × 5 s',
  ]));

test('a slow start gets a startup probe, where liveness would not wait', () => {
  expect(settings(all, { startSeconds: 120 })).toEqual(['startup 13 × 10 s']);
  expect(settings(all, { startSeconds: 15 })).toEqual([]);
  expect(settings(podOf({ startupProbe: tcp, livenessProbe: tcp }), { startSeconds: 40 })).toEqual([
    'startup 11 × 4 s',
  ]);
});

test('a new probe asks what another one asks, or connects to a port', () => {
  const [liveness] = tuned(tune(podOf({ readinessProbe: tcp }), 'app', { restartSeconds: 30 })).probes;
  expect(liveness?.handler).toEqual(tcp);
  const ports = [
    { containerPort: 53, protocol: 'UDP' },
    { containerPort: 8080, name: 'web' },
  ];
  const [readiness] = tuned(tune(podOf({ ports }), 'app', { trafficSeconds: 30 })).probes;
  expect(readiness?.handler).toEqual({ tcpSocket: { port: 'web' } });
  expect(tune(podOf({}), 'app', { trafficSeconds: 30 })).toEqual({ withoutHandler: 'readiness' });
  expect(tune(all, 'other', {})).toEqual({ noContainer: 'other' });
});

describe('wishes that contradict each other', () => {
  const contradiction = (pod: Pod, wishes: TuneWishes) => {
    const result = tune(pod, 'app', wishes);
    return 'contradictions' in result ? result.contradictions : undefined;
  };

  test('are named with what is missing', () => {
    expect(contradiction(all, { restartSeconds: 20, outageSeconds: 30 })).toEqual([
      { wishes: ['restartSeconds', 'outageSeconds'], neededSeconds: 33, missingSeconds: 13 },
    ]);
    expect(contradiction(podOf({ readinessProbe: { ...tcp, timeoutSeconds: 10 } }), { trafficSeconds: 10 })).toEqual([
      { wishes: ['trafficSeconds'], neededSeconds: 30, missingSeconds: 20 },
    ]);
  });

  test('count the preStop hook', () => {
    const hooked = podOf({ livenessProbe: tcp, lifecycle: { preStop: { sleep: { seconds: 20 } } } });
    expect(contradiction(hooked, { restartSeconds: 20 })).toEqual([
      { wishes: ['restartSeconds'], neededSeconds: 24, missingSeconds: 4 },
    ]);
  });
});

describe('every other setting is worse', () => {
  const seconds = (ms: number) => ms / 1_000;

  test.each([
    [30, 0, 1],
    [45, 20, 2],
    [90, 61, 3],
    [20, 30, 1],
    [10, 0, 5],
  ])('restart within %i s, outages of %i s, timeout %i s', (restartSeconds, outageSeconds, timeoutSeconds) => {
    const pod = podOf({ livenessProbe: { ...tcp, timeoutSeconds } });
    const good: number[] = [];
    let needed = Number.POSITIVE_INFINITY;
    for (let periodSeconds = timeoutSeconds; periodSeconds <= 100; periodSeconds++)
      for (let failureThreshold = 2; failureThreshold <= 100; failureThreshold++) {
        const probe = { ...tcp, timeoutSeconds, periodSeconds, failureThreshold };
        const { stopsAnswering } = podTiming(podOf({ livenessProbe: probe })).containers.get('spec.containers[0]')!;
        if (seconds(earliest(stopsAnswering!.error.killed)) < outageSeconds) continue;
        const takes = Math.ceil(seconds(latest(stopsAnswering!.hang.restarted!.heeds)));
        needed = Math.min(needed, takes);
        if (takes <= restartSeconds) good.push(periodSeconds);
      }
    const result = tune(pod, 'app', { restartSeconds, outageSeconds });
    if (good.length === 0) expect(result).toMatchObject({ contradictions: [{ neededSeconds: needed }] });
    else expect(tuned(result).probes).toMatchObject([{ periodSeconds: Math.max(...good) }]);
  });
});
