import type { Container, Pod, Probe } from '../../server/src/kubernetes/pod.ts';
import { simulate } from '../../server/src/lifecycle/simulate.ts';
import type { Scenario } from '../../server/src/lifecycle/world/scenario.ts';
import { formatTable, measure } from './measure.ts';
import { type NaiveBehaviour, naiveRun } from './naive.ts';

const hourMs = 3_600_000;
const minuteMs = 60_000;

interface Course {
  readonly scenario: Scenario;
  /** The same for a run that looks at everything in each step. */
  readonly naive: Readonly<Record<string, NaiveBehaviour>>;
}

/**
 * How long the engine takes for an hour of a pod's life, and for a sweep over many scenarios; beside it a naïve run, which
 * looks at each container and each probe every 10 ms (as exact as the recordings are met) or 100 ms, and shows far less.
 */
export function benchLifecycle(): string {
  const pod = podOf(3);
  const names = pod.spec.containers.map(({ name }) => name);
  const courses: Readonly<Record<string, Course>> = {
    healthy: { scenario: { name: 'healthy' }, naive: {} },
    'one container crashes for ever': {
      scenario: { name: 'crashing', containers: { c0: { runs: [{ exitAfterSeconds: 5, exitCode: 1 }] } } },
      naive: { c0: { exitsAfterMs: 5_000 } },
    },
    'every liveness probe hangs after a minute': {
      scenario: {
        name: 'hanging',
        containers: Object.fromEntries(
          names.map((name) => [name, { probes: { liveness: [{ fromSeconds: 60, result: 'hang' }] } }]),
        ),
      },
      naive: Object.fromEntries(names.map((name) => [name, { hangsFromMs: minuteMs }])),
    },
  };
  const rows = [
    [
      'one hour of 3 containers with 3 probes each',
      'median',
      'p95',
      'entries',
      'bound',
      'naïve, 10 ms',
      'naïve, 100 ms',
    ],
  ];
  for (const [name, { scenario, naive }] of Object.entries(courses)) {
    const run = () => simulate(pod, scenario, { untilMs: hourMs });
    const { medianMs, p95Ms } = measure(run, 40);
    const stepwise = (stepMs: number) => measure(() => naiveRun(pod, naive, hourMs, stepMs), 10).medianMs;
    rows.push([
      name,
      `${medianMs.toFixed(1)} ms`,
      `${p95Ms.toFixed(1)} ms`,
      String(run().entries.length),
      '10 ms',
      `${stepwise(10).toFixed(1)} ms`,
      `${stepwise(100).toFixed(1)} ms`,
    ]);
  }
  const scenarios = 1_000;
  const exitSeconds = (i: number) => 1 + i / 10;
  const sweep = measure(() => {
    for (let i = 0; i < scenarios; i++) {
      const containers = { c0: { runs: [{ exitAfterSeconds: exitSeconds(i), exitCode: 1 }] } };
      simulate(pod, { name: 'sweep', containers });
    }
  }, 3);
  const stepwiseSweep = (stepMs: number) =>
    measure(() => {
      for (let i = 0; i < scenarios; i++) {
        naiveRun(pod, { c0: { exitsAfterMs: exitSeconds(i) * 1_000 } }, 10 * minuteMs, stepMs);
      }
    }, 1).medianMs;
  rows.push([
    '1,000 scenarios of ten minutes',
    `${sweep.medianMs.toFixed(0)} ms`,
    `${sweep.p95Ms.toFixed(0)} ms`,
    '',
    '2000 ms',
    `${stepwiseSweep(10).toFixed(0)} ms`,
    `${stepwiseSweep(100).toFixed(0)} ms`,
  ]);
  return formatTable(rows);
}

function podOf(containers: number): Pod {
  const probe: Probe = { httpGet: { port: 80 }, periodSeconds: 10 };
  return {
    metadata: { name: 'bench' },
    spec: {
      containers: Array.from(
        { length: containers },
        (_, index): Container => ({
          name: `c${index}`,
          image: 'bench:1',
          livenessProbe: probe,
          readinessProbe: probe,
          startupProbe: probe,
        }),
      ),
    },
  };
}
