import { describe, expect, test } from 'vitest';
import { defaultPod } from '../kubernetes/defaults.ts';
import type { Container, Pod, PodSpec, Probe } from '../kubernetes/pod.ts';
import { crashLoopWait } from './crashLoop.ts';
import type { FailureMode } from './probe.ts';
import { readyAfterStart } from './probe.ts';
import { describeWindow } from './testing/describe.ts';
import { type ContainerTiming, podTiming } from './timing.ts';
import { earliest, fieldsOf, latest, type TimeWindow } from './window.ts';

/** `D5 P3 T1 S1 F3` stands for the five timings; what is left out has its default. */
function probe(text: string): Probe {
  const names = {
    D: 'initialDelaySeconds',
    T: 'timeoutSeconds',
    P: 'periodSeconds',
    S: 'successThreshold',
    F: 'failureThreshold',
    G: 'terminationGracePeriodSeconds',
  } as const;
  const timings = text.split(' ').filter((part) => part !== '');
  return {
    tcpSocket: { port: 80 },
    ...Object.fromEntries(timings.map((part) => [names[part[0] as keyof typeof names], Number(part.slice(1))])),
  };
}

function timing(container: Partial<Container>, spec: Partial<PodSpec> = {}): ContainerTiming {
  const pod: Pod = { spec: { ...spec, containers: [{ name: 'app', ...container }] } };
  return podTiming(pod).containers.get('spec.containers[0]') as ContainerTiming;
}

const text = (window: TimeWindow | undefined) => window && describeWindow(window);

describe('liveness', () => {
  test.each<[string, string, FailureMode, string, string]>([
    // probe, first attempt, how it fails, killed if it never answers, killed after it stops answering
    ['D5 P3', '5–8 s', 'error', '11–14 s', '6–9 s'],
    ['D5 P3', '5–8 s', 'hang', '12–15 s', '7–10 s'],
    ['', '0–10 s', 'error', '20–30 s', '20–30 s'],
    ['', '0–10 s', 'hang', '21–31 s', '21–31 s'],
    ['D15 P20', '15–35 s', 'error', '55 s–1 min 15 s', '40 s–1 min'],
    ['P5 F1', '0–5 s', 'error', '0–5 s', '0–5 s'],
    // An attempt that outlasts its period puts the next ones off: 3 × 5 s.
    ['P2 T5', '0–2 s', 'hang', '15–17 s', '15–17 s'],
    ['P2 T5', '0–2 s', 'error', '4–6 s', '4–6 s'],
    ['D-3 P0 F0', '0–10 s', 'error', '20–30 s', '20–30 s'],
  ])('%s: first attempt %s; %s: killed after %s, or %s after a failure', (timings, first, mode, never, hang) => {
    const analysed = timing({ livenessProbe: probe(timings) });
    expect(text(analysed.firstProbe.liveness)).toBe(first);
    expect(text(analysed.neverAnswers?.[mode].killed)).toBe(never);
    expect(text(analysed.stopsAnswering?.[mode].killed)).toBe(hang);
  });

  test('waits for the startup probe', () => {
    const both = timing({ startupProbe: probe('P5 F12'), livenessProbe: probe('') });
    // Both tickers began together, so five seconds at least lie between a success of one and a tick of the other.
    expect(text(both.firstProbe.liveness)).toBe('5–15 s');
    expect(both.neverAnswers?.error.by).toBe('startup');
    expect(text(both.neverAnswers?.error.killed)).toBe('55 s–1 min');
    expect(text(both.livenessAlwaysFails?.error.killed)).toBe('25–35 s');
    const delayed = timing({ startupProbe: probe('P5 F12'), livenessProbe: probe('D20') });
    expect(text(delayed.firstProbe.liveness)).toBe('20–30 s');
  });
});

describe('start-up allowance', () => {
  test.each([
    [{ startupProbe: probe('F30') }, 'startup', '4 min 50 s–5 min'],
    [{ startupProbe: probe('F30'), livenessProbe: probe('F1') }, 'startup', '4 min 50 s–5 min'],
    [{ livenessProbe: probe('D30') }, 'liveness', '50 s–1 min'],
    [{ readinessProbe: probe('') }, undefined, undefined],
  ])('%#', (container, by, window) => {
    const { startupAllowance } = timing(container);
    expect(startupAllowance?.by).toBe(by);
    expect(text(startupAllowance?.window)).toBe(window);
  });
});

describe('readiness', () => {
  test.each([
    // container, first attempt, ready
    [{}, undefined, '0–1 s'],
    [{ readinessProbe: probe('') }, '0–1 s', '0–1 s'],
    [{ readinessProbe: probe('D5 P3') }, '5–8 s', '5–8 s'],
    // The second attempt follows the first after a second, the third after a period.
    [{ readinessProbe: probe('S3') }, '0–1 s', '11–21 s'],
    [{ readinessProbe: probe('D5 P5 S3') }, '5–10 s', '15–20 s'],
    [{ startupProbe: probe('P5') }, undefined, '0–5 s'],
    [{ startupProbe: probe('P5'), readinessProbe: probe('') }, '0–5 s', '0–5 s'],
    [{ startupProbe: probe('P5'), readinessProbe: probe('D20') }, '20–30 s', '20–30 s'],
    [{ startupProbe: probe('P5'), readinessProbe: probe('D3') }, '3–13 s', '3–13 s'],
    [{ startupProbe: probe('D10 P5'), readinessProbe: probe('D3') }, '10–15 s', '10–15 s'],
    [{ lifecycle: { postStart: { sleep: { seconds: 7 } } }, readinessProbe: probe('D5') }, '7–8 s', '7–8 s'],
  ])('%#: %o', (container, first, ready) => {
    const analysed = timing(container as Partial<Container>);
    expect(text(analysed.firstProbe.readiness)).toBe(first);
    expect(text(analysed.ready)).toBe(ready);
  });

  test.each([
    [{ readinessProbe: probe('P5') }, 20_000, 'error', '20–25 s'],
    [{ readinessProbe: probe('P5 T9') }, 20_000, 'hang', '20–29 s'],
    [{ readinessProbe: probe('D30 P5') }, 20_000, 'error', '30–35 s'],
    [{ startupProbe: probe('P10'), readinessProbe: probe('P5') }, 20_000, 'error', '20–30 s'],
  ] as const)('%#: of an app that answers later', (container, answersFromMs, before, ready) => {
    const [app] = defaultPod({ spec: { containers: [{ name: 'app', ...container }] } }).spec.containers;
    const placed = { container: app!, path: 'spec.containers[0]' };
    expect(text(readyAfterStart(placed, answersFromMs, before))).toBe(ready);
  });

  test.each<[string, FailureMode, string, string]>([
    ['', 'error', '20–30 s', '0–10 s'],
    ['', 'hang', '21–31 s', '0–10 s'],
    ['P5 F1 S2', 'error', '0–5 s', '5–10 s'],
    ['P2 T5 F2', 'hang', '10–12 s', '0–5 s'],
  ])('%s, %s: out of the endpoints after %s, back after %s', (timings, mode, removed, back) => {
    const analysed = timing({ readinessProbe: probe(timings) });
    expect(text(analysed.removedFromEndpoints?.[mode])).toBe(removed);
    expect(text(analysed.addedBack?.[mode])).toBe(back);
  });
});

describe('restart', () => {
  const heedsAndIgnores = (container: Partial<Container>, spec: Partial<PodSpec> = {}) => {
    const restarted = timing(container, spec).neverAnswers?.error.restarted;
    return [text(restarted?.heeds), text(restarted?.ignores)];
  };
  const preStop = (handler: object) => ({ lifecycle: { preStop: handler } });

  test.each<[string, Partial<Container>, Partial<PodSpec>, [string | undefined, string | undefined]]>([
    ['thirty seconds for SIGTERM', { livenessProbe: probe('D5 P3') }, {}, ['11–14 s', '41–44 s']],
    ["the probe's own grace", { livenessProbe: probe('D5 P3 G4') }, {}, ['11–14 s', '15–18 s']],
    [
      'two seconds at least',
      { livenessProbe: probe('D5 P3') },
      { terminationGracePeriodSeconds: 0 },
      ['11–14 s', '13–16 s'],
    ],
    [
      'a preStop hook first',
      { livenessProbe: probe('D5 P3'), ...preStop({ sleep: { seconds: 5 } }) },
      {},
      ['16–19 s', '41–44 s'],
    ],
    [
      'a hook that eats the grace',
      { livenessProbe: probe('D5 P3'), ...preStop({ sleep: { seconds: 30 } }) },
      {},
      ['41–44 s', '43–46 s'],
    ],
    [
      'a hook of unknown length',
      { livenessProbe: probe('D5 P3'), ...preStop({ exec: { command: ['x'] } }) },
      {},
      ['11–44 s', '41–46 s'],
    ],
    ['no restart', { livenessProbe: probe('D5 P3') }, { restartPolicy: 'Never' }, [undefined, undefined]],
    ['a restart', { livenessProbe: probe('D5 P3') }, { restartPolicy: 'OnFailure' }, ['11–14 s', '41–44 s']],
  ])('%s', (_, container, spec, expected) => {
    expect(heedsAndIgnores(container, spec)).toEqual(expected);
  });

  test("with Never, the only container's kill uses the pod's grace", () => {
    const spec = { restartPolicy: 'Never', terminationGracePeriodSeconds: 9 } as const;
    expect(text(timing({ livenessProbe: probe('G4') }, spec).stop.liveness.ignores)).toBe('9 s');
  });
});

test('a sidecar is restarted under Never too', () => {
  const sidecar: Container = { name: 'proxy', restartPolicy: 'Always', livenessProbe: probe('') };
  const init: Container = { name: 'once' };
  const pod: Pod = {
    spec: { restartPolicy: 'Never', initContainers: [init, sidecar], containers: [{ name: 'app' }] },
  };
  const { containers } = podTiming(pod);
  expect([...containers.keys()]).toEqual(['spec.initContainers[1]', 'spec.containers[0]']);
  expect(containers.get('spec.initContainers[1]')?.stopsAnswering?.error.restarted).toBeDefined();
});

describe('deletion', () => {
  const terminated = (spec: PodSpec) => {
    const { heeds, ignores } = podTiming({ spec }).terminated;
    return [text(heeds), text(ignores)];
  };
  test.each<[PodSpec, [string, string]]>([
    [{ containers: [{ name: 'a' }] }, ['0–1 s', '30–31 s']],
    [{ containers: [{ name: 'a' }], terminationGracePeriodSeconds: 1 }, ['0–1 s', '2–3 s']],
    [
      { containers: [{ name: 'a', lifecycle: { preStop: { sleep: { seconds: 10 } } } }, { name: 'b' }] },
      ['10–11 s', '30–31 s'],
    ],
    [{ containers: [{ name: 'a' }], initContainers: [{ name: 's', restartPolicy: 'Always' }] }, ['0–1 s', '32–33 s']],
  ])('%#', (spec, expected) => {
    expect(terminated(spec)).toEqual(expected);
  });
});

describe('crash loop', () => {
  test.each([
    [1, '0–1 s'],
    [2, '10–17 s'],
    [3, '20–35 s'],
    [4, '40–55 s'],
    [5, '1 min 20 s–1 min 35 s'],
    [6, '2 min 40 s–2 min 55 s'],
    [7, '5 min–5 min 15 s'],
    [20, '5 min–5 min 15 s'],
  ])('restart %i comes %s after the exit', (n, window) => {
    expect(text(crashLoopWait(n))).toBe(window);
  });

  test.each([
    // Measured at the real kubelet, see the comment on each row.
    ['', 4, 4], // a kill every 30 s: restarts 1 to 4 at once
    ['P3 F1', 2, 2], // every 3 s: 1 and 2
    ['P15 F3', 5, 5], // every 45 s: 1 to 5
    ['P5 F3', 3, 3], // every 15 s: 1 to 3
    // Every 70 s: 1 to 5. If a resync puts a kill off by a moment, it is 80 s once, and 80 s is not held back.
    ['D10 P10 F7', 5, 6],
  ])('liveness %s restarts %i to %i times at once', (timings, fewest, most) => {
    const onset = timing({ livenessProbe: probe(timings) }).livenessAlwaysFails?.error.crashLoop;
    expect(onset?.restarts).toEqual({ fewest, most });
  });

  test('shows after the fifth kill of a default probe', () => {
    const onset = timing({ livenessProbe: probe('') }).livenessAlwaysFails?.error.crashLoop;
    // First kill after 20–30 s, four more 30 s apart, and up to a second until the status says so.
    expect(text(onset?.window)).toBe('2 min 20 s–2 min 31 s');
  });

  test('never shows when the container runs for longer than the longest back-off', () => {
    const onset = timing({ livenessProbe: probe('D300') }).livenessAlwaysFails?.error.crashLoop;
    expect(onset).toBeUndefined();
  });
});

describe('granularity', () => {
  test.each([
    ['D5 P3', 4_000, 8_000],
    ['P3', 0, 4_000],
    ['D1 P3', 0, 4_000],
  ])('the first attempt of %s is never before %i ms nor after %i ms', (timings, from, to) => {
    const window = timing({ livenessProbe: probe(timings) }).firstProbe.liveness as TimeWindow;
    expect([earliest(window), latest(window)]).toEqual([from, to]);
  });
});

test('a window knows the fields that it depends on', () => {
  const analysed = timing({ livenessProbe: probe('D5 P3') });
  const field = (name: string) => `spec.containers[0].livenessProbe.${name}`;
  expect(fieldsOf(analysed.neverAnswers?.hang.killed as TimeWindow)).toEqual(
    ['initialDelaySeconds', 'periodSeconds', 'failureThreshold', 'timeoutSeconds'].map(field),
  );
  expect(fieldsOf(analysed.stop.liveness.ignores)).toEqual(['spec.terminationGracePeriodSeconds']);
});

test('a pod is analysed once', () => {
  const pod: Pod = { spec: { containers: [{ name: 'app' }] } };
  expect(podTiming(pod)).toBe(podTiming(pod));
});
