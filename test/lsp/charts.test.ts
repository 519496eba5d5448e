/** What a chart becomes, checked while its files are edited, over a real connection. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type SimulatedTextResult,
  type SimulateResponse,
  type SimulationTextResponse,
  simulatedTextRequest,
  simulateRequest,
  simulationTextRequest,
  type Turned,
} from '../../server/src/lsp/protocol.ts';
import { TestClient } from './client.ts';

const folder = 'file:///w/charts/web';
const valuesUri = `${folder}/values.yaml`;
const templateUri = `${folder}/templates/web.yaml`;

const values = 'replicas: 2\nprobe:\n  tcpSocket: {port: http}\n  successThreshold: 2\n';
const template = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "web.name" . }}
spec:
  replicas: {{ .Values.replicas }}
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
          livenessProbe: {{- toYaml .Values.probe | nindent 12 }}
`;
const files = [
  { uri: `${folder}/Chart.yaml`, text: 'apiVersion: v2\nname: web\nversion: 0.1.0\n' },
  { uri: `${folder}/templates/_helpers.tpl`, text: '{{- define "web.name" -}}web{{- end -}}\n' },
];

let client: TestClient;

beforeEach(async () => {
  client = await TestClient.start();
  await client.connection.sendNotification('probewise/workspaceFiles', {
    changed: [...files, { uri: valuesUri, text: values }, { uri: templateUri, text: template }],
    deleted: [],
    complete: true,
  });
});

afterEach(() => client.stop());

test('an error stands in values.yaml, and points to the template', async () => {
  await client.open(valuesUri, values);
  await client.expectErrors(valuesUri, '4 success-threshold-must-be-one');
  const [error] = (await client.diagnostics(valuesUri)).filter(({ severity }) => severity === 1);
  expect(error?.relatedInformation?.map(({ location }) => location.uri)).toEqual([templateUri]);
});

test('an edit of the values is seen in what the chart becomes', async () => {
  await client.open(valuesUri, values);
  await client.expectErrors(valuesUri, '4 success-threshold-must-be-one');
  await client.edit(valuesUri, 'successThreshold: 2', 'successThreshold: 1');
  await client.expectErrors(valuesUri);
  await client.edit(valuesUri, 'tcpSocket', 'tcpSockets');
  await client.expectErrors(valuesUri, '2 exactly-one-handler', '3 unknown-field');
});

test('a template that Helm can’t read has one error', async () => {
  await client.open(templateUri, template);
  await client.expectErrors(templateUri);
  await client.edit(templateUri, '{{ .Values.replicas }}', '{{ .Values.replicas');
  await client.expectErrors(templateUri, '7 chart-does-not-render');
});

test('the light bulb mends the value', async () => {
  await client.open(valuesUri, values);
  await client.expectErrors(valuesUri, '4 success-threshold-must-be-one');
  const [error] = (await client.diagnostics(valuesUri)).filter(({ severity }) => severity === 1);
  const [action] = await client.codeActions(valuesUri, error!.range);
  expect(client.applied(valuesUri, action!)).toBe(values.replace('successThreshold: 2', 'successThreshold: 1'));
});

test('a template is simulated as what it becomes', async () => {
  await client.open(templateUri, template);
  await client.expectErrors(templateUri);
  const lenses: {
    range: { start: { line: number } };
    command: { title: string; arguments: [{ workload: string }] };
  }[] = await client.connection.sendRequest('textDocument/codeLens', { textDocument: { uri: templateUri } });
  const buttons = lenses.filter(({ command }) => command.title.startsWith('▶'));
  expect(buttons.map(({ range, command }) => [range.start.line, command.title, command.arguments[0].workload])).toEqual(
    [
      [0, '▶ Simulate', 'Deployment/web'],
      [0, '▶ Rollout', 'Deployment/web'],
    ],
  );
  const answer: { trace: { entries: { kind: string }[] }; rejections: unknown[] } = await client.connection.sendRequest(
    'probewise/simulate',
    { textDocument: { uri: templateUri }, position: client.positionOf(templateUri, 'livenessProbe') },
  );
  expect(answer.rejections).toMatchObject([{ range: { start: { line: 16 } } }]);
  expect(answer.trace.entries.some(({ kind }) => kind === 'probe')).toBe(true);
});

test('a field of a simulation stands at the action that wrote it', async () => {
  await client.open(templateUri, template);
  await client.expectErrors(templateUri);
  const range: { start: { line: number } } = await client.connection.sendRequest('probewise/fieldRange', {
    textDocument: { uri: templateUri },
    workload: 'Deployment/web',
    field: 'spec.containers[0].livenessProbe.successThreshold',
    of: 'pod',
  });
  expect(range.start.line).toBe(16);
});

test('numbers that were tried out are written where the chart has them: in values, in the template', async () => {
  const probed = template.replace(
    'livenessProbe: {{- toYaml .Values.probe | nindent 12 }}',
    'livenessProbe:\n            tcpSocket: {port: http}\n            periodSeconds: {{ .Values.period }}\n            timeoutSeconds: 2',
  );
  const periodic = 'replicas: 2\nperiod: 5 # often\n';
  await client.open(valuesUri, periodic);
  await client.open(templateUri, probed);
  await client.expectErrors(templateUri);
  const apply = (...edits: { of: 'pod' | 'workload'; field: string; value: number }[]) =>
    client.connection
      .sendRequest<{ changes: Record<string, { newText: string; range: { start: { line: number } } }[]> } | null>(
        'probewise/fieldEdits',
        { textDocument: { uri: templateUri }, workload: 'Deployment/web', edits },
      )
      .then((result) => result?.changes);
  const probe = (name: string, value: number) =>
    ({ of: 'pod', field: `spec.containers[0].livenessProbe.${name}`, value }) as const;
  const places = Object.entries((await apply(probe('periodSeconds', 20), probe('timeoutSeconds', 4))) ?? {}).map(
    ([uri, edits]) => [uri, ...edits.map(({ newText, range }) => `${range.start.line} ${newText}`)],
  );
  expect(places).toEqual([
    [valuesUri, '1 20'],
    [templateUri, '19 4'],
  ]);
  expect(await apply({ of: 'workload', field: 'spec.replicas', value: 5 })).toMatchObject({
    [valuesUri]: [{ newText: '5', range: { start: { line: 0 } } }],
  });
});

test('a number that a function made of a value is not written', async () => {
  await client.open(templateUri, template.replace('{{ .Values.replicas }}', '{{ mul .Values.replicas 2 }}'));
  await client.expectErrors(templateUri);
  const edits = [{ of: 'workload', field: 'spec.replicas', value: 5 }];
  expect(
    await client.connection.sendRequest('probewise/fieldEdits', {
      textDocument: { uri: templateUri },
      workload: 'Deployment/web',
      edits,
    }),
  ).toBeNull();
});

/** Waits until the errors of a file that is not open are these. */
async function expectErrorsOfClosed(uri: string, ...expected: string[]): Promise<void> {
  for (;;) {
    const next = client.nextPublication();
    const errors = (client.publishedFor(uri) ?? []).filter(({ severity }) => severity === 1);
    const found = errors.map(({ range, code }) => `${range.start.line + 1} ${code}`);
    if (JSON.stringify(found) === JSON.stringify(expected)) return;
    await next;
  }
}

test('a finding in a file that is not open is published while a template is open', async () => {
  await client.open(templateUri, template);
  await expectErrorsOfClosed(valuesUri, '4 success-threshold-must-be-one');
  await client.edit(templateUri, '.Values.probe |', '(omit .Values.probe "successThreshold") |');
  await expectErrorsOfClosed(valuesUri);
});

test('a file that is closed beside a template has the findings of its saved text', async () => {
  await client.open(templateUri, template);
  await client.open(valuesUri, values);
  await client.edit(valuesUri, 'successThreshold: 2', 'successThreshold: 1');
  await client.expectErrors(valuesUri);
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: valuesUri } });
  await expectErrorsOfClosed(valuesUri, '4 success-threshold-must-be-one');
});

test('a template is played as it was with other files of the chart, and as text with what is turned', async () => {
  await client.open(templateUri, template);
  const ask = (params: object) =>
    client.connection.sendRequest<SimulateResponse>(simulateRequest, { textDocument: { uri: templateUri }, ...params });
  const now = await ask({});
  if ('error' in now) throw new Error(now.error);
  expect(now.input.pod.spec.containers[0]?.livenessProbe).toMatchObject({ tcpSocket: { port: 'http' } });

  const { madeOf } = await client.connection.sendRequest<SimulatedTextResult>(simulatedTextRequest, {
    textDocument: { uri: templateUri },
  });
  expect(madeOf).toEqual({ uris: [], below: folder });
  const committed = values.replace('tcpSocket: {port: http}', 'httpGet: {port: http, path: /old}');
  const others = {
    [valuesUri]: committed,
    [`${folder}/templates/_helpers.tpl`]: null,
    [`${folder}/templates/_old.tpl`]: '{{- define "web.name" -}}old{{- end -}}',
  };
  const then = await ask({ text: template.replace('nginx:1.27', 'nginx:1.20'), others });
  if ('error' in then) throw new Error(then.error);
  expect(then.workload.id).toBe('Deployment/old');
  const [container] = then.input.pod.spec.containers;
  expect(container).toMatchObject({ image: 'nginx:1.20', livenessProbe: { httpGet: { path: '/old' } } });
  const broken = await ask({ text: '{{ .Values.', others: {} });
  expect(broken).toHaveProperty('error');

  const transcript = async (turned?: Turned) => {
    const response = await client.connection.sendRequest<SimulationTextResponse>(simulationTextRequest, {
      textDocument: { uri: templateUri },
      workload: 'Deployment/web',
      scenario: 'probe-always-fails',
      of: 'pod',
      ...(turned === undefined ? {} : { turned }),
    });
    return 'error' in response ? response.error : response.text;
  };
  const period = 'spec.containers[0].livenessProbe.successThreshold';
  const turned = await transcript({
    edits: [{ of: 'pod', field: period, value: 1 }],
    scenario: { name: 'mine', containers: { web: { startupSeconds: 7 } } },
  });
  expect(turned).toContain('scenario mine');
  expect(await transcript()).toContain('scenario probe-always-fails');
  const rollout = { edits: [{ of: 'workload' as const, field: 'spec.replicas', value: 3 }] };
  expect(await transcript(rollout)).not.toMatch(/decides these numbers/);
  // What stands in no file cannot be turned in one.
  const { error } = (await client.connection.sendRequest(simulationTextRequest, {
    textDocument: { uri: templateUri },
    workload: 'Deployment/web',
    of: 'pod',
    turned: { edits: [{ of: 'pod', field: 'spec.containers[9].livenessProbe.periodSeconds', value: 1 }] },
  })) as { error: string };
  expect(error).toMatch(/decides these numbers/);
});
