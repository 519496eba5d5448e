import type { Container, Pod, Probe } from '../../server/src/kubernetes/pod.ts';
import { simulate } from '../../server/src/lifecycle/simulate.ts';
import type { Scenario } from '../../server/src/lifecycle/world/scenario.ts';
import { formatTable, measure } from './measure.ts';

const hourMs = 3_600_000;

/** How long the engine takes for an hour of a pod's life, and for a sweep over many scenarios. */
export function benchLifecycle(): string {
  const pod = podOf(3);
  const rows = [['one hour of 3 containers with 3 probes each', 'median', 'p95', 'entries', 'bound']];
  const scenarios: Record<string, Scenario> = {
    healthy: { name: 'healthy' },
    'one container crashes for ever': {
      name: 'crashing',
      containers: { c0: { runs: [{ exitAfterSeconds: 5, exitCode: 1 }] } },
    },
    'every liveness probe hangs after a minute': {
      name: 'hanging',
      containers: Object.fromEntries(
        pod.spec.containers.map(({ name }) => [name, { probes: { liveness: [{ fromSeconds: 60, result: 'hang' }] } }]),
      ),
    },
  };
  for (const [name, scenario] of Object.entries(scenarios)) {
    const run = () => simulate(pod, scenario, { untilMs: hourMs });
    const { medianMs, p95Ms } = measure(run, 40);
    rows.push([name, `${medianMs.toFixed(1)} ms`, `${p95Ms.toFixed(1)} ms`, String(run().entries.length), '10 ms']);
  }
  const sweep = measure(() => {
    for (let i = 0; i < 1000; i++) {
      simulate(pod, { name: 'sweep', containers: { c0: { runs: [{ exitAfterSeconds: 1 + i / 10, exitCode: 1 }] } } });
    }
  }, 3);
  rows.push([
    '1,000 scenarios of ten minutes',
    `${sweep.medianMs.toFixed(0)} ms`,
    `${sweep.p95Ms.toFixed(0)} ms`,
    '',
    '2000 ms',
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
