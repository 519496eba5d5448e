/** What is wrong in what a chart becomes is told where its author can change it. */
import { expect, test } from 'vitest';
import { MessageFormatter } from '../../base/formatMessage.ts';
import { applyEdits } from '../../base/textEdit.ts';
import { checkOptions } from '../diagnostics/diagnostics.ts';
import { english } from '../messages.ts';
import { checkChart } from './chartFindings.ts';
import { renderManifests } from './renderedManifests.ts';

const formatter = new MessageFormatter([english]);

const chartYaml = 'apiVersion: v2\nname: web\nversion: 0.1.0\n';

const deployment = (container: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
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
          readinessProbe:
            tcpSocket: {port: http}
${container}`;

/** Findings as `file:line: text under the finding: rule`, errors only. */
function check(files: Record<string, string>) {
  const chart = new Map(Object.entries({ 'Chart.yaml': chartYaml, ...files }));
  const rendered = renderManifests(chart, { kubernetes: '1.34', podPaths: {} })!;
  const { findings } = checkChart(chart, rendered, checkOptions({ kubernetesVersion: '1.34' }));
  const loud = findings.filter(({ severity }) => severity === 'error');
  return {
    findings: loud,
    lines: loud.map(({ file, span, rule }) => {
      const text = chart.get(file)!;
      const line = text.slice(0, span.start).split('\n').length;
      return `${file}:${line}: ${text.slice(span.start, span.end)}: ${rule}`;
    }),
    chart,
  };
}

test('at the value in values.yaml where a value wrote it', () => {
  const { lines } = check({
    'values.yaml': 'probe:\n  tcpSocket: {port: http}\n  successThreshold: 2\n',
    'templates/web.yaml': deployment('          livenessProbe: {{- toYaml .Values.probe | nindent 12 }}\n'),
  });
  expect(lines).toEqual(['values.yaml:3: 2: success-threshold-must-be-one']);
});

test('at the key in values.yaml where a whole block of values has an unknown field', () => {
  const { lines } = check({
    'values.yaml': 'probe:\n  tcpSocket: {port: http}\n  timeoutSecond: 3\n',
    'templates/web.yaml': deployment('          livenessProbe: {{- toYaml .Values.probe | nindent 12 }}\n'),
  });
  expect(lines).toEqual(['values.yaml:3: timeoutSecond: unknown-field']);
});

test('at the literal text of the template where the template wrote it', () => {
  const { lines } = check({
    'values.yaml': 'port: http\n',
    'templates/web.yaml': deployment(
      '          livenessProbe:\n            tcpSocket: {port: {{ .Values.port }}}\n            successThreshold: 2\n',
    ),
  });
  expect(lines).toEqual(['templates/web.yaml:20: 2: success-threshold-must-be-one']);
});

test('in the helper that wrote it, once for all templates that include it', () => {
  const { lines } = check({
    'values.yaml': '{}\n',
    'templates/_probe.tpl': '{{- define "probe" -}}\ntcpSocket: {port: http}\nsuccessThreshold: 2\n{{- end -}}\n',
    'templates/a.yaml': deployment('          livenessProbe: {{- include "probe" . | nindent 12 }}\n'),
    'templates/b.yaml': deployment('          livenessProbe: {{- include "probe" . | nindent 12 }}\n').replace(
      '.Release.Name',
      '"b"',
    ),
  });
  expect(lines).toEqual(['templates/_probe.tpl:3: 2: success-threshold-must-be-one']);
});

test('a branch that these values do not take is not checked', () => {
  const { lines } = check({
    'values.yaml': 'enabled: false\n',
    'templates/web.yaml': deployment(
      '{{- if .Values.enabled }}\n          livenessProbe:\n            successThreshold: 2\n{{- end }}\n',
    ),
  });
  expect(lines).toEqual([]);
});

test('a fix edits the value, and leaves the file around it as it is', () => {
  const { findings, chart } = check({
    'values.yaml': 'probe:\n  tcpSocket: {port: http}\n  successThreshold: 2 # twice\n',
    'templates/web.yaml': deployment('          livenessProbe: {{- toYaml .Values.probe | nindent 12 }}\n'),
  });
  const [fix] = findings[0]!.fixes();
  const edits = fix!.edits.filter(({ file }) => file === 'values.yaml');
  expect(edits).toHaveLength(fix!.edits.length);
  expect(applyEdits(chart.get('values.yaml')!, edits)).toBe(
    'probe:\n  tcpSocket: {port: http}\n  successThreshold: 1 # twice\n',
  );
});

test('a fix edits the template where the template wrote the value', () => {
  const { findings, chart } = check({
    'templates/web.yaml': deployment(
      '          livenessProbe:\n            tcpSocket: {port: {{ "http" }}}\n            successThreshold: 2\n',
    ),
  });
  const [fix] = findings[0]!.fixes();
  expect(applyEdits(chart.get('templates/web.yaml')!, fix!.edits)).toContain('successThreshold: 1\n');
});

test('what a function made of a value is not edited', () => {
  const { findings } = check({
    'values.yaml': 'threshold: 1\n',
    'templates/web.yaml': deployment(
      '          livenessProbe:\n            tcpSocket: {port: http}\n            successThreshold: {{ add .Values.threshold 1 }}\n',
    ),
  });
  expect(findings[0]!.file).toBe('values.yaml');
  expect(findings[0]!.fixes()).toEqual([]);
});

const slowStart = `probe: # of liveness
  tcpSocket:
    port: http
  periodSeconds: 5
`;
const slowTemplate = deployment('          livenessProbe: {{- toYaml .Values.probe | nindent 12 }}\n').replace(
  'tcpSocket: {port: http}',
  'tcpSocket: {port: http}\n            initialDelaySeconds: 60',
);

/** What the fixes of one rule's finding make of the files that they edit, by title. */
function fixed(files: Record<string, string>, rule: string) {
  const chart = new Map(Object.entries({ 'Chart.yaml': chartYaml, ...files }));
  const rendered = renderManifests(chart, { kubernetes: '1.34', podPaths: {} })!;
  const { findings } = checkChart(chart, rendered, checkOptions({ kubernetesVersion: '1.34' }));
  const found = findings.find((one) => one.rule === rule)!;
  const place = `${found.file}: ${chart.get(found.file)!.slice(found.span.start, found.span.end)}`;
  const after = found.fixes().map(({ title, edits }) => {
    const changed = [...new Set(edits.map(({ file }) => file))];
    const texts = changed.map((file) =>
      applyEdits(
        chart.get(file)!,
        edits.filter((edit) => edit.file === file),
      ),
    );
    return [formatter.text(title), changed.join(), texts.join('')];
  });
  return { place, after };
}

test('about a whole block that a value wrote: at the value', () => {
  const files = { 'values.yaml': slowStart, 'templates/web.yaml': slowTemplate };
  expect(fixed(files, 'liveness-kills-slow-start')).toEqual({
    place: 'values.yaml: probe',
    // Nothing in the values stands for a startup probe.
    after: [
      [
        'Add a startupProbe that grants 2 min to start',
        'templates/web.yaml',
        `${slowTemplate}          startupProbe:
            tcpSocket:
              port: http
            periodSeconds: 5
            failureThreshold: 24
`,
      ],
    ],
  });
});

test('a block is added beside the one that it is about, where values have both', () => {
  const values = `probes:
  livenessProbe:
    tcpSocket:
      port: http
  readinessProbe:
    tcpSocket:
      port: http
    initialDelaySeconds: 60
replicas: 2
`;
  const template = deployment('          {{- toYaml .Values.probes | nindent 10 }}\n').replace(
    '          readinessProbe:\n            tcpSocket: {port: http}\n',
    '',
  );
  const { place, after } = fixed(
    { 'values.yaml': values, 'templates/web.yaml': template },
    'liveness-kills-slow-start',
  );
  expect(place).toBe('values.yaml: livenessProbe');
  expect(after).toEqual([
    [
      'Add a startupProbe that grants 2 min to start',
      'values.yaml',
      values.replace(
        'replicas',
        `  startupProbe:
    tcpSocket:
      port: http
    periodSeconds: 5
    failureThreshold: 24
replicas`,
      ),
    ],
  ]);
});

test('fields of a block are renamed and taken out where the value has them', () => {
  const template = deployment('          livenessProbe: {{- toYaml .Values.probe | nindent 12 }}\n');
  const values = (fields: string) => `probe:\n  tcpSocket:\n    port: http\n${fields}replicas: 2\n`;
  const misspelt = { 'values.yaml': values('  periodSecond: 3 # often\n'), 'templates/web.yaml': template };
  expect(fixed(misspelt, 'unknown-field')).toEqual({
    place: 'values.yaml: periodSecond',
    after: [['Rename to "periodSeconds"', 'values.yaml', values('  periodSeconds: 3 # often\n')]],
  });
  const unknown = { 'values.yaml': values('  # no field\n  enabled: true\n'), 'templates/web.yaml': template };
  expect(fixed(unknown, 'unknown-field')).toEqual({
    place: 'values.yaml: enabled',
    after: [['Remove "enabled"', 'values.yaml', values('')]],
  });
});

test('a line that an action continues is not taken out', () => {
  const template = deployment('          livenes: {{- toYaml .Values.probe | nindent 12 }}\n');
  const files = { 'values.yaml': 'probe:\n  tcpSocket: {port: http}\n', 'templates/web.yaml': template };
  expect(fixed(files, 'unknown-field').place).toBe('templates/web.yaml: livenes');
});

test.each([
  ['an unclosed action', 'a: {{ .Values.x\n', 'error', 'Helm can’t read this template: unclosed action'],
  ['an unknown function', 'a: {{ nope 1 }}\n', 'error', 'Helm can’t read this template: function "nope" not defined.'],
  [
    'a value that is not there',
    'a: {{ .Values.a.b }}\n',
    'warning',
    'Helm can’t render this template with these values: nil pointer evaluating interface {}.b.',
  ],
])('%s: one finding, with the words of Helm', (_, template, severity, text) => {
  const chart = new Map(
    Object.entries({ 'Chart.yaml': chartYaml, 'values.yaml': '{}\n', 'templates/a.yaml': template }),
  );
  const rendered = renderManifests(chart, { kubernetes: '1.34', podPaths: {} })!;
  const found = checkChart(chart, rendered, checkOptions({})).findings;
  expect(found.map((one) => [one.severity, formatter.text(one.message)])).toEqual([
    [severity, expect.stringContaining(text)],
  ]);
});

test('a value that the chart demands is a matter of information', () => {
  const chart = new Map(
    Object.entries({ 'Chart.yaml': chartYaml, 'templates/a.yaml': 'a: {{ required "Set a host" .Values.host }}\n' }),
  );
  const rendered = renderManifests(chart, { kubernetes: '1.34', podPaths: {} })!;
  const found = checkChart(chart, rendered, checkOptions({})).findings;
  expect(found.map((one) => [one.severity, formatter.text(one.message)])).toEqual([
    ['information', 'The chart asks for a value: Set a host'],
  ]);
});

test('a loop without an end is given up, and the other templates are checked', () => {
  const chart = new Map(
    Object.entries({
      'Chart.yaml': chartYaml,
      'templates/a.yaml': '{{ range until 100000000 }}x{{ end }}\n',
      'templates/b.yaml': deployment('          restartPolicy: Sometimes\n'),
    }),
  );
  const rendered = renderManifests(chart, { kubernetes: '1.34', podPaths: {} })!;
  expect(rendered.failed.map(({ failure }) => failure?.kind)).toEqual(['limit']);
  expect(rendered.manifests.map(({ template }) => template.file)).toEqual(['templates/b.yaml']);
});

test('values that the schema of the chart does not allow', () => {
  const schema = {
    required: ['host'],
    properties: { replicas: { type: 'integer' }, name: { pattern: '^[a-z]+$' }, '': {} },
    additionalProperties: true,
  };
  const chart = new Map(
    Object.entries({
      'Chart.yaml': chartYaml,
      'values.yaml': 'replicas: "2"\nname: WEB\n',
      'values.schema.json': JSON.stringify(schema),
      'templates/a.yaml': 'a: {{ .Values.replicas }}\n',
    }),
  );
  const rendered = renderManifests(chart, { kubernetes: '1.34', podPaths: {} })!;
  const found = checkChart(chart, rendered, checkOptions({})).findings;
  const text = chart.get('values.yaml')!;
  expect(
    found.map((one) => [one.severity, text.slice(one.span.start, one.span.end), formatter.text(one.message)]),
  ).toEqual([
    [
      'error',
      'WEB',
      expect.stringContaining("The schema of web says of /name: 'WEB' does not match pattern '^[a-z]+$'."),
    ],
    ['error', '"2"', expect.stringContaining('The schema of web says of /replicas: got string, want integer.')],
    ['information', '', expect.stringContaining("The schema of web says of /: missing property 'host'.")],
  ]);
});

test('a finding in an archive is reported where its values are given, or not at all', () => {
  const inArchive = deployment(
    '          livenessProbe: {{- toYaml .Values.probe | nindent 12 }}\n          restartPolicy: Sometimes\n',
  );
  const { lines } = check({
    'Chart.yaml': `${chartYaml}dependencies:\n  - {name: redis, version: 1.0.0, repository: https://example.com}\n`,
    'values.yaml': 'redis:\n  probe: {tcpSocket: {port: http}, successThreshold: 2}\n',
    'charts/redis-1.0.0.tgz/Chart.yaml': 'apiVersion: v2\nname: redis\nversion: 1.0.0\n',
    'charts/redis-1.0.0.tgz/templates/redis.yaml': inArchive,
  });
  expect(lines).toEqual(['values.yaml:2: 2: success-threshold-must-be-one']);
});
