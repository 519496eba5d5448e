import { type RolloutRequest, simulateRollout } from '../../../server/src/features/simulation/rollout.ts';
import { scenarioChoices } from '../../../server/src/features/simulation/scenarioChoices.ts';
import { rolloutStatusLines } from '../../../server/src/lifecycle/kubectl/rolloutStatus.ts';
import { parseManifest } from '../../../server/src/manifest/file.ts';
import { podLives } from '../../../server/src/simulation/podLives.ts';
import type { RolloutSimulation } from '../protocol.ts';
import { formatter } from '../text.ts';

/** A Deployment of three pods with a readiness probe. */
export const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  replicas: 3
  selector:
    matchLabels: {app: shop}
  template:
    metadata:
      labels: {app: shop}
    spec:
      containers:
        - name: shop
          image: registry.example/shop:1
          readinessProbe:
            httpGet: {port: 8080}
            periodSeconds: 5
`;

/** The same with a port, hence with requests, and with more pods. */
export function servedDeployment(replicas: number): string {
  return deployment
    .replace('replicas: 3', `replicas: ${replicas}`)
    .replace('          readinessProbe:', '          ports: [{containerPort: 8080}]\n          readinessProbe:');
}

/** The rollout of a manifest's workload as the extension would send it. */
export function rolloutOf(manifest: string = deployment, request: RolloutRequest = {}): RolloutSimulation {
  // The release whose times stand in the tests.
  const simulation = simulateRollout(parseManifest(manifest), { kubernetes: '1.34', ...request });
  if ('error' in simulation) throw new Error(simulation.error.id);
  const { workload, input, trace, summary } = simulation;
  const { id, kind, name, label } = workload;
  return {
    view: trace.createdAtMs === 0 ? 'create' : 'update',
    uri: 'file:///web.yaml',
    workload: { id, kind, name },
    workloads: [{ id, label, rollout: true }],
    scenario: trace.scenario.new,
    oldScenario: trace.scenario.old ?? 'healthy',
    scenarios: scenarioChoices(formatter),
    trace,
    rejections: [],
    openEnds: [],
    release: { simulated: '1.37', target: '1.37' },
    verdicts: simulation.verdicts,
    summary,
    statusLines: rolloutStatusLines(input.workload, trace),
    ...podLives(simulation, input),
    input,
    specPath: 'spec',
  };
}
