/** What overlays become, checked and played while their files are edited, over a real connection. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type SimulatedTextResult,
  type SimulateResponse,
  simulatedTextRequest,
  simulateRequest,
} from '../../server/src/lsp/protocol.ts';
import { TestClient } from './client.ts';

const folder = 'file:///w/deploy';
const uris = {
  base: `${folder}/base/deployment.yaml`,
  baseKustomization: `${folder}/base/kustomization.yaml`,
  prod: `${folder}/prod%20eu/kustomization.yaml`,
  patch: `${folder}/prod%20eu/probes.yaml`,
  dev: `${folder}/dev/kustomization.yaml`,
};
const base = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: nginx:1.27
          ports: [{name: http, containerPort: 80}]
          livenessProbe:
            httpGet:
              path: /live
              port: http
            periodSeconds: 10
`;
const patch = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      containers:
        - name: web
          livenessProbe:
            failureThreshold: 6
`;
const prod =
  'namePrefix: prod-\nresources: [../base]\npatches:\n  - path: probes.yaml\nreplicas:\n  - {name: web, count: 3}\n';

let client: TestClient;

beforeEach(async () => {
  client = await TestClient.start();
  await client.connection.sendNotification('probewise/workspaceFiles', {
    changed: [
      { uri: uris.base, text: base },
      { uri: uris.baseKustomization, text: 'resources: [deployment.yaml]\n' },
      { uri: uris.prod, text: prod },
      { uri: uris.patch, text: patch },
      { uri: uris.dev, text: 'resources: [../base]\n' },
    ],
    deleted: [],
    complete: true,
  });
});

afterEach(() => client.stop());

interface Lens {
  readonly range: { readonly start: { readonly line: number } };
  readonly command: { readonly title: string; readonly arguments: readonly [{ readonly workload: string }] };
}

async function lensesOf(uri: string) {
  const lenses: Lens[] = await client.connection.sendRequest('textDocument/codeLens', { textDocument: { uri } });
  const simulations = lenses.filter(({ command }) => command.title.startsWith('▶'));
  return simulations.map(({ range, command }) => [range.start.line, command.title, command.arguments[0].workload]);
}

test('a patch that makes two handlers has the error, and names the overlay', async () => {
  await client.open(uris.patch, patch);
  await client.expectErrors(uris.patch);
  await client.edit(uris.patch, 'failureThreshold: 6', 'tcpSocket: {port: http}');
  await client.expectErrors(uris.patch, '10 exactly-one-handler');
  const [error] = (await client.diagnostics(uris.patch)).filter(({ severity }) => severity === 1);
  expect(error?.relatedInformation?.at(-1)?.location.uri).toBe(uris.prod);
});

test('an edit of the base is seen in the patch', async () => {
  const tcp = patch.replace('failureThreshold: 6', 'tcpSocket: {port: http}');
  await client.open(uris.patch, tcp);
  await client.expectErrors(uris.patch, '10 exactly-one-handler');
  await client.open(uris.base, base);
  await client.edit(uris.base, '            httpGet:\n              path: /live\n              port: http\n', '');
  await client.expectErrors(uris.patch);
});

test("what is wrong with the base is said once, by the base's own check", async () => {
  await client.open(uris.base, `${base}            successThreshold: 2\n`);
  await client.expectErrors(uris.base, '21 success-threshold-must-be-one');
});

test('a patch plays the pod that the overlay builds', async () => {
  await client.open(uris.patch, patch);
  await client.expectErrors(uris.patch);
  expect(await lensesOf(uris.patch)).toEqual([
    [0, '▶ Simulate', 'Deployment/prod-web'],
    [0, '▶ Rollout', 'Deployment/prod-web'],
  ]);
  expect(await lensesOf(uris.prod)).toEqual([]);
  const { input }: { input: { pod: { spec: { containers: { livenessProbe: unknown }[] } } } } =
    await client.connection.sendRequest('probewise/simulate', {
      textDocument: { uri: uris.patch },
      position: client.positionOf(uris.patch, 'failureThreshold'),
    });
  expect(input.pod.spec.containers[0]?.livenessProbe).toMatchObject({
    httpGet: { path: '/live', port: 'http' },
    periodSeconds: 10,
    failureThreshold: 6,
  });
});

test('fields of the simulation stand in the patch and in the base', async () => {
  await client.open(uris.patch, patch);
  await client.expectErrors(uris.patch);
  const fieldRange = (field: string) =>
    client.connection.sendRequest<{ start: { line: number }; uri?: string }>('probewise/fieldRange', {
      textDocument: { uri: uris.patch },
      workload: 'Deployment/prod-web',
      field: `spec.containers[0].livenessProbe.${field}`,
      of: 'pod',
    });
  expect(await fieldRange('failureThreshold')).toMatchObject({ start: { line: 9 } });
  expect(await fieldRange('periodSeconds')).toMatchObject({ start: { line: 19 }, uri: uris.base });
});

test('numbers that were tried out are written into the patch and into the base', async () => {
  await client.open(uris.patch, patch);
  await client.expectErrors(uris.patch);
  const edits = ['failureThreshold', 'periodSeconds'].map((name) => ({
    of: 'pod',
    field: `spec.containers[0].livenessProbe.${name}`,
    value: 4,
  }));
  const { changes }: { changes: Record<string, { newText: string; range: { start: { line: number } } }[]> } =
    await client.connection.sendRequest('probewise/fieldEdits', {
      textDocument: { uri: uris.patch },
      workload: 'Deployment/prod-web',
      edits,
    });
  expect(changes[uris.patch]).toMatchObject([{ newText: '4', range: { start: { line: 9 } } }]);
  expect(changes[uris.base]).toMatchObject([{ newText: '4', range: { start: { line: 19 } } }]);
});

test('a kustomization has lenses for what it writes', async () => {
  await client.open(uris.prod, prod);
  await client.expectErrors(uris.prod);
  expect((await lensesOf(uris.prod)).map(([line, , workload]) => [line, workload])).toEqual([
    [5, 'Deployment/prod-web'],
    [5, 'Deployment/prod-web'],
  ]);
});

test('clients get a refresh for what an edit of the base changes', async () => {
  await client.open(uris.patch, patch);
  await client.expectErrors(uris.patch);
  await client.open(uris.base, base);
  const told = new Promise<readonly string[]>((resolve) => {
    client.connection.onNotification('probewise/meaningChanged', (params: { uris: readonly string[] }) =>
      resolve(params.uris),
    );
  });
  await client.edit(uris.base, 'periodSeconds: 10', 'periodSeconds: 20');
  expect(await told).toContain(uris.patch);
});

test('a workload as the patch alone has it is played as it is built', async () => {
  await client.open(uris.patch, patch);
  await client.expectErrors(uris.patch);
  const answer: { workload: { id: string } } = await client.connection.sendRequest('probewise/simulate', {
    textDocument: { uri: uris.patch },
    workload: 'Deployment/web',
  });
  expect(answer.workload.id).toBe('Deployment/prod-web');
});

test('numbers that were tried out are written into the patch, else into the base', async () => {
  await client.open(uris.patch, patch);
  await client.expectErrors(uris.patch);
  const written: { changes: Record<string, { newText: string }[]> } = await client.connection.sendRequest(
    'probewise/fieldEdits',
    {
      textDocument: { uri: uris.patch },
      workload: 'Deployment/prod-web',
      edits: [
        { of: 'pod', field: 'spec.containers[0].livenessProbe.failureThreshold', value: 9 },
        { of: 'pod', field: 'spec.containers[0].livenessProbe.periodSeconds', value: 4 },
        { of: 'pod', field: 'spec.containers[0].livenessProbe.timeoutSeconds', value: 2 },
      ],
    },
  );
  expect(written.changes[uris.patch]?.map(({ newText }) => newText.trim()).toSorted()).toEqual([
    '9',
    'timeoutSeconds: 2',
  ]);
  expect(written.changes[uris.base]?.map(({ newText }) => newText)).toEqual(['4']);
});

test('a patch is played as it was with other files of the overlay', async () => {
  await client.open(uris.patch, patch);
  const textDocument = { uri: uris.patch };
  const { madeOf } = await client.connection.sendRequest<SimulatedTextResult>(simulatedTextRequest, { textDocument });
  expect(madeOf?.uris).toEqual(expect.arrayContaining([uris.base, uris.prod, uris.patch]));
  const others = { [uris.base]: base.replace('periodSeconds: 10', 'periodSeconds: 77') };
  const text = patch.replace('failureThreshold: 6', 'failureThreshold: 5');
  const then = await client.connection.sendRequest<SimulateResponse>(simulateRequest, { textDocument, text, others });
  if ('error' in then) throw new Error(then.error);
  expect(then.input.pod.spec.containers[0]?.livenessProbe).toMatchObject({ periodSeconds: 77, failureThreshold: 5 });
  const gone = { [uris.base]: null };
  expect(
    await client.connection.sendRequest<SimulateResponse>(simulateRequest, { textDocument, text, others: gone }),
  ).toHaveProperty('error');
});
