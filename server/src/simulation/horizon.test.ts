import { expect, test } from 'vitest';
import { simulateRollout } from '../features/simulation/rollout.ts';
import { simulateWorkload } from '../features/simulation/simulation.ts';
import type { Scenario } from '../lifecycle/world/scenario.ts';
import { parseManifest } from '../manifest/file.ts';
import { simulationMessages as say } from './messages.ts';

const spec = (indent: string) => `${indent}spec:\n${indent}  containers: [{name: app, image: "nginx:1.27"}]\n`;
const pod = parseManifest(`apiVersion: v1\nkind: Pod\nmetadata: {name: web}\n${spec('')}`);
const deployment = parseManifest(
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  selector: {matchLabels: {a: b}}\n  template:\n    metadata: {labels: {a: b}}\n${spec('    ')}`,
);
const late: Scenario = { name: 'late', delete: { atSeconds: 30_000 } };

test('what a scenario does late is simulated and shown, of a pod and of a rollout', () => {
  const simulation = simulateWorkload(pod, { scenario: late });
  if ('error' in simulation) throw new Error(simulation.error.id);
  expect(simulation.trace.entries).toContainEqual(
    expect.objectContaining({ atMs: 30_000_000, kind: 'api', call: expect.stringContaining('delete') }),
  );
  expect(simulation.trace.endMs).toBeGreaterThan(30_000_000);
  const rollout = simulateRollout(deployment, { scenario: late });
  if ('error' in rollout) throw new Error(rollout.error.id);
  expect(rollout.trace.pods.some(({ deletedAtMs = 0 }) => deletedAtMs >= 30_000_000)).toBe(true);
});

test.each([1e18, -1, Number.NaN, Number.POSITIVE_INFINITY])('no simulation until %d ms', (untilMs) => {
  for (const answer of [simulateWorkload(pod, { untilMs }), simulateRollout(deployment, { untilMs })]) {
    expect(answer).toEqual({ error: say.outOfRange({ count: 10 }) });
  }
});
