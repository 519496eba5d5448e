import { expect, test } from 'vitest';
import { LineIndex } from '../../base/lineIndex.ts';
import { parseManifest } from '../../manifest/file.ts';
import { simulationMessages } from '../../simulation/messages.ts';
import { simulationFailures as failures } from './messages.ts';
import { type Simulation, simulateWorkload } from './simulation.ts';
import { fieldSpans } from './testing/fieldSpans.ts';
import { workloadsIn } from './workloads.ts';

const text = `# two documents
apiVersion: v1
kind: Service
metadata:
  name: web
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: app
          image: nginx:1.27
          livenessProbe:
            tcpSocket: {port: 80}
            failureThreshold: 1
            periodSeconds: 2
---
apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Pod
    metadata: {name: a}
    spec: {containers: [{name: x, image: y}]}
  - apiVersion: v1
    kind: Pod
    metadata: {name: a}
    spec: {containers: [{name: x, image: y}]}
---
apiVersion: batch/v1
kind: Job
metadata: {}
`;
const file = parseManifest(text);
const lines = new LineIndex(text);

function simulated(request: Parameters<typeof simulateWorkload>[1]): Simulation {
  const result = simulateWorkload(file, request);
  if ('error' in result) throw new Error(result.error.id);
  return result;
}

test('lists the workloads of a file', () => {
  expect(
    workloadsIn(file).map(
      ({ id, label, nameSpan }) => `${id} | ${label} | ${lines.positionAt(nameSpan.start).line + 1}`,
    ),
  ).toEqual([
    'Deployment/web | Deployment web | 10',
    'Pod/a | Pod a | 27',
    'Pod/a#2 | Pod a | 31',
    'Job/(no name) | Job (no name) | 35',
  ]);
});

test.each([
  ['nothing said', {}, 'Deployment/web'],
  ['a name', { workload: 'a' }, 'Pod/a'],
  ['an id', { workload: 'Pod/a#2' }, 'Pod/a#2'],
  ['a place in a list', { offset: text.lastIndexOf('image: y') }, 'Pod/a#2'],
  ['a place in a Service', { offset: 5 }, 'Deployment/web'],
])('chooses a workload by %s', (_, request, id) => {
  expect(simulated(request).workload.id).toBe(id);
});

test.each([
  [{ workload: 'b' }, failures.unknownWorkload({ name: 'b' })],
  [{ scenario: 'x' }, simulationMessages.noScenario({ name: 'x' })],
  [{ workload: 'Job/(no name)' }, failures.noContainers({ workload: 'Job (no name)' })],
])('tells why %j cannot be simulated', (request, error) => {
  expect(simulateWorkload(file, request)).toEqual({ error });
});

test('a file without workloads and a pod that a template makes', () => {
  expect(simulateWorkload(parseManifest('a: 1'))).toHaveProperty('error');
  const templated =
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec:\n  template: {{ .Values.pod }}\n';
  expect(simulateWorkload(parseManifest(templated))).toEqual({
    error: failures.fromTemplate({ workload: 'Deployment a' }),
  });
});

test.each([
  ['a pod that comes to rest', 'healthy', 60_000],
  ['a pod that never does', 'deadlock', 600_000],
])('without an end, simulates %s for as long as it matters', (_, scenario, endMs) => {
  expect(simulated({ scenario }).trace.endMs).toBe(endMs);
});

test('a scenario that happens late is simulated to its end', () => {
  const scenario = { name: 'late', delete: { atSeconds: 3600 } };
  expect(simulated({ scenario }).trace.endMs).toBeGreaterThan(3_600_000);
});

test('every field that a cause names has its place in the file', () => {
  const { trace, workload } = simulated({ scenario: 'probe-always-fails', untilMs: 20_000 });
  const spans = fieldSpans(trace, workload);
  const written = (path: string) => text.slice(spans[path]?.start, spans[path]?.end);
  expect(written('spec.containers[0].livenessProbe.failureThreshold')).toBe('failureThreshold: 1');
  for (const span of Object.values(spans)) expect(span.end).toBeGreaterThan(span.start);
});

test.each([
  ['', 'template'],
  ['spec.containers[0].livenessProbe.initialDelaySeconds', 'livenessProbe'],
  ['spec.containers[0].readinessProbe.periodSeconds', '- name: app'],
  ['spec.restartPolicy', 'spec'],
  ['metadata.name', 'template'],
])('a field that is not written stands at what is around it: %j', (field, expected) => {
  const { trace, workload } = simulated({ untilMs: 1 });
  const entry = { ...trace.entries[0]!, cause: { field } };
  const span = fieldSpans({ ...trace, entries: [entry] }, workload)[field]!;
  expect(text.slice(span.start, span.end)).toBe(expected.replace('- ', ''));
});

test('a Service beside it may publish the pod before it is ready', () => {
  const pod = `apiVersion: v1
kind: Pod
metadata: {name: peer, labels: {app: peer}}
spec: {containers: [{name: peer, image: 'peer:1', readinessProbe: {tcpSocket: {port: 80}}}]}
---
apiVersion: v1
kind: Service
metadata: {name: peer}
spec: {selector: {app: APP}, publishNotReadyAddresses: true}
`;
  const isFirstReady = (app: string) => {
    const result = simulateWorkload(parseManifest(pod.replace('APP', app)), { scenario: 'wrong-port' });
    const first = 'error' in result ? undefined : result.trace.entries.find(({ kind }) => kind === 'endpoint');
    return first?.kind === 'endpoint' && first.endpoint?.ready;
  };
  expect(isFirstReady('peer')).toBe(true);
  expect(isFirstReady('other')).toBe(false);
});

test('a named port that there is not is no success, although another port is templated', () => {
  const text = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: web:1
          ports:
            - name: http
              containerPort: {{ .Values.port }}
          readinessProbe: { httpGet: { path: /, port: http } }
          livenessProbe: { httpGet: { path: /, port: web } }
`;
  const simulation = simulateWorkload(parseManifest(text), { untilMs: 60_000 });
  if ('error' in simulation) throw new Error(simulation.error.id);
  const results = (type: string) =>
    new Set(
      simulation.trace.entries.flatMap((entry) =>
        entry.kind === 'probe' && entry.probe.type === type ? [entry.probe.result] : [],
      ),
    );
  expect(results('readiness')).toEqual(new Set(['success']));
  expect(results('liveness')).toEqual(new Set(['unknown']));
});
