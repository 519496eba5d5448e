import type { Pod } from '../../server/src/kubernetes/pod.ts';
import type { RolloutWorkload } from '../../server/src/kubernetes/workloadSpec.ts';
import { simulateRollout } from '../../server/src/lifecycle/rollout/simulateRollout.ts';
import type { Scenario } from '../../server/src/lifecycle/world/scenario.ts';
import { formatTable, measure } from './measure.ts';

const replicas = 20;
const names = { name: 'bench', namespace: 'default' };
const workloads: Readonly<Record<string, RolloutWorkload>> = {
  Deployment: { kind: 'Deployment', ...names, spec: { replicas } },
  StatefulSet: { kind: 'StatefulSet', ...names, spec: { replicas } },
};
const scenarios: readonly Scenario[] = [
  { name: 'healthy' },
  { name: 'crashing', containers: { app: { runs: [{ exitAfterSeconds: 5, exitCode: 1 }] } } },
];

/** How long half an hour of an update takes, with all its pods. */
export function benchRollout(): string {
  const rows = [[`an update of ${replicas} pods, 30 minutes`, 'median', 'p95', 'entries', 'bound']];
  for (const [kind, workload] of Object.entries(workloads)) {
    for (const scenario of scenarios) {
      // A template of its own each time: nothing is known from the run before.
      const run = () => simulateRollout(workload, { updated: template(scenario), old: template({ name: 'old' }) });
      const { medianMs, p95Ms } = measure(run, 20);
      const { entries } = run().trace;
      rows.push([
        `${kind}, ${scenario.name}`,
        `${medianMs.toFixed(1)} ms`,
        `${p95Ms.toFixed(1)} ms`,
        String(entries.length),
        '200 ms',
      ]);
    }
  }
  return formatTable(rows);
}

function template(scenario: Scenario): { readonly pod: Pod; readonly scenario: Scenario } {
  const probe = { httpGet: { port: 80 } };
  const container = {
    name: 'app',
    image: 'bench:1',
    readinessProbe: { ...probe, periodSeconds: 5 },
    livenessProbe: probe,
  };
  return { pod: { metadata: { name: 'bench' }, spec: { containers: [container] } }, scenario };
}
