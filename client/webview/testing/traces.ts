import { scenarioChoices } from '../../../server/src/features/simulation/scenarioChoices.ts';
import type { Container, Pod } from '../../../server/src/kubernetes/pod.ts';
import { simulate } from '../../../server/src/lifecycle/simulate.ts';
import type { Trace } from '../../../server/src/lifecycle/trace/trace.ts';
import { presets } from '../../../server/src/lifecycle/world/presets.ts';
import type { Scenario } from '../../../server/src/lifecycle/world/scenario.ts';
import type { PodSimulation } from '../protocol.ts';
import { formatter } from '../text.ts';

const app: Container = {
  name: 'app',
  image: 'registry.example/app:1',
  imagePullPolicy: 'Always',
  livenessProbe: { httpGet: { port: 80 }, periodSeconds: 3, failureThreshold: 3, initialDelaySeconds: 5 },
  readinessProbe: { httpGet: { port: 80 }, periodSeconds: 5, successThreshold: 2 },
};

/** A pod with one probed container, or with others instead. */
export function podOf(...containers: readonly Partial<Container>[]): Pod {
  const all = containers.length === 0 ? [app] : containers.map((container) => ({ ...app, ...container }));
  return { metadata: { name: 'web-1' }, spec: { containers: all } };
}

/** What the engine says of the pod under a preset or a scenario of one's own. */
export function traceOf(scenario: string | Scenario, untilMs = 120_000, pod: Pod = podOf()): Trace {
  const chosen = typeof scenario === 'string' ? presets.find(({ name }) => name === scenario)?.scenario(pod) : scenario;
  if (!chosen) throw new Error(`no preset ${scenario}`);
  return simulate(pod, chosen, { untilMs });
}

/** A simulation as the extension would send it. */
export function simulationOf(trace: Trace, parts: Partial<PodSimulation> = {}): PodSimulation {
  return {
    view: 'pod',
    uri: 'file:///web.yaml',
    workload: { id: 'Deployment/web', kind: 'Deployment', name: 'web' },
    workloads: [
      { id: 'Deployment/web', label: 'Deployment web', rollout: true },
      { id: 'Job/migrate', label: 'Job migrate', rollout: true },
    ],
    scenario: trace.scenario,
    scenarios: scenarioChoices(formatter),
    trace,
    rejections: [],
    openEnds: [],
    release: { simulated: '1.37', target: '1.37' },
    verdicts: [],
    windows: [],
    input: { pod: podOf(), scenario: { name: trace.scenario }, endpoints: true, publishNotReadyAddresses: false },
    specPath: 'spec.template.spec',
    ...parts,
  };
}
