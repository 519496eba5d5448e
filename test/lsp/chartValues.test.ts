/** What values and templates of a chart become: explained, played and shown in the editor, over a real connection. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestClient } from './client.ts';

const folder = 'file:///w/charts/web';
const valuesUri = `${folder}/values.yaml`;
const templateUri = `${folder}/templates/web.yaml`;

const values = `replicas: 2
probe: # of the web server
  tcpSocket:
    port: http
  periodSeconds: 5
`;
const template = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Chart.Name }}
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

let client: TestClient;

beforeEach(async () => {
  client = await TestClient.start();
  await client.connection.sendNotification('probewise/workspaceFiles', {
    changed: [
      { uri: `${folder}/Chart.yaml`, text: 'apiVersion: v2\nname: web\nversion: 0.1.0\n' },
      { uri: `${folder}/values-prod.yaml`, text: 'probe: {periodSeconds: 7}\n' },
      { uri: valuesUri, text: values },
      { uri: templateUri, text: template },
    ],
    deleted: [],
    complete: true,
  });
  await client.open(valuesUri, values);
  await client.open(templateUri, template);
  await client.expectErrors(templateUri);
});

afterEach(() => client.stop());

async function hoverAt(uri: string, text: string): Promise<string | undefined> {
  const answer: { contents: { value: string } } | null = await client.connection.sendRequest('textDocument/hover', {
    textDocument: { uri },
    position: client.positionOf(uri, text),
  });
  return answer?.contents.value;
}

test('a value is explained by the field that it writes', async () => {
  const hover = await hoverAt(valuesUri, 'periodSeconds');
  expect(hover).toContain('5 s, as written');
  expect(hover).toContain(
    'Written as `spec.template.spec.containers[0].livenessProbe.periodSeconds` of Deployment web by templates/web.yaml.',
  );
});

test('a block of values is explained by what it is', async () => {
  const hover = await hoverAt(valuesUri, 'probe:');
  expect(hover).toContain('**`livenessProbe`**');
  expect(hover).toContain('restart');
});

test('what is no field of a pod has no hover', async () => {
  expect(await hoverAt(valuesUri, '# of the')).toBeUndefined();
});

test('an action of a template is explained by what it becomes, with the value that decides it', async () => {
  expect(await hoverAt(templateUri, '.Values.replicas')).toContain('Decided by `replicas` in values.yaml.');
  const probe = await hoverAt(templateUri, 'toYaml .Values.probe');
  expect(probe).toContain('**`livenessProbe`**');
  expect(probe).toContain('Decided by `probe` in values.yaml.');
});

test('hints of a probe stand behind its value', async () => {
  const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
  const hints: { position: { line: number; character: number }; label: string }[] = await client.connection.sendRequest(
    'textDocument/inlayHint',
    { textDocument: { uri: valuesUri }, range },
  );
  // The comment is behind them.
  expect(hints.map(({ position }) => [position.line, position.character])).toContainEqual([1, 'probe:'.length]);
  expect(hints.map(({ label }) => label).join()).toMatch(/restart .* after a hang/);
});

test('a lens above a probe plays the workload of the template', async () => {
  const lenses: { range: { start: { line: number } }; command: { title: string; arguments: unknown[] } }[] =
    await client.connection.sendRequest('textDocument/codeLens', { textDocument: { uri: valuesUri } });
  expect(lenses.map(({ range, command }) => [range.start.line, command.title, command.arguments])).toEqual([
    [1, '▶ Simulate web', [{ uri: templateUri, workload: 'Deployment/web' }]],
  ]);
});

test('what a template becomes, line by line', async () => {
  const rendered: { text: string; lines: number[] } = await client.connection.sendRequest('probewise/rendered', {
    textDocument: { uri: templateUri },
  });
  expect(rendered.text).toContain('  name: web\n');
  const lines = rendered.text.split('\n');
  const lineOf = (text: string) => rendered.lines[lines.findIndex((line) => line.includes(text))];
  expect(lineOf('replicas: 2')).toBe(5);
  expect(lineOf('periodSeconds: 5')).toBe(16);
});

test('why a template becomes nothing', async () => {
  await client.edit(templateUri, '{{ .Values.replicas }}', '{{ .Values.replicas.min.x }}');
  const rendered: { problem?: string } = await client.connection.sendRequest('probewise/rendered', {
    textDocument: { uri: templateUri },
  });
  expect(rendered.problem).toContain('Helm can’t render this template with these values');
});

test('numbers that were tried out are written into the values', async () => {
  const written: { changes: Record<string, { newText: string }[]> } = await client.connection.sendRequest(
    'probewise/fieldEdits',
    {
      textDocument: { uri: templateUri },
      workload: 'Deployment/web',
      edits: [
        { of: 'pod', field: 'spec.containers[0].livenessProbe.periodSeconds', value: 9 },
        { of: 'pod', field: 'spec.containers[0].livenessProbe.failureThreshold', value: 4 },
      ],
    },
  );
  expect(Object.keys(written.changes)).toEqual([valuesUri]);
  const texts = written.changes[valuesUri]!.map(({ newText }) => newText);
  expect(texts.toSorted()).toEqual(['  failureThreshold: 4\n', '9']);
});

test('the status knows the files of values', async () => {
  const target: { valueFiles: unknown } = await client.connection.sendRequest('probewise/target', {
    textDocument: { uri: valuesUri },
  });
  expect(target.valueFiles).toEqual({ all: ['values-prod.yaml'], chosen: [] });
});
