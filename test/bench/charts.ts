/** What an author of a chart feels: the first check of what it becomes, and the check after an edit of one file. */
import type { ChartFiles } from '../../server/src/chart/chart.ts';
import { checkChart } from '../../server/src/features/chart/chartFindings.ts';
import { type ChartManifests, renderManifests } from '../../server/src/features/chart/renderedManifests.ts';
import { checkOptions } from '../../server/src/features/diagnostics/diagnostics.ts';
import { formatTable, measure } from './measure.ts';

const templates = 60;

export function benchCharts(): string {
  const options = checkOptions({ kubernetesVersion: '1.34' });
  const check = (files: ChartFiles, before?: ChartManifests) => {
    const rendered = renderManifests(files, { kubernetes: '1.34', podPaths: {} }, before)!;
    checkChart(files, rendered, options);
    return rendered;
  };
  let run = 0;
  // Another name each time, so that nothing is known from the run before.
  const cold = measure(() => {
    check(chartOf(`web${run++}`));
  });
  const edited = (path: string, from: string, to: (digit: number) => string) => {
    const files = new Map(chartOf('web'));
    const text = files.get(path)!;
    let before = check(files);
    let digit = 0;
    return measure(() => {
      digit = (digit + 1) % 10;
      files.set(path, text.replace(from, to(digit)));
      before = check(new Map(files), before);
    });
  };
  const template = edited('templates/web30.yaml', 'periodSeconds: 10', (digit) => `periodSeconds: 1${digit}`);
  const value = edited('values.yaml', 'replicas: 2', (digit) => `replicas: 1${digit}`);
  const ms = (figure: number) => `${figure.toFixed(1)} ms`;
  return formatTable([
    [`a chart of ${templates} templates`, 'median', 'p95'],
    ['rendered and checked, cold', ms(cold.medianMs), ms(cold.p95Ms)],
    ['after an edit of one template', ms(template.medianMs), ms(template.p95Ms)],
    ['after an edit of one value', ms(value.medianMs), ms(value.p95Ms)],
  ]);
}

function chartOf(name: string): ChartFiles {
  const files = new Map([
    ['Chart.yaml', `apiVersion: v2\nname: ${name}\nversion: 0.1.0\nappVersion: "1.2"\n`],
    ['values.yaml', valuesText()],
    [
      'templates/_helpers.tpl',
      `{{- define "labels" -}}
app.kubernetes.io/name: {{ .Chart.Name | trunc 63 | trimSuffix "-" }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
{{- end -}}
`,
    ],
  ]);
  for (let index = 0; index < templates; index++) files.set(`templates/web${index}.yaml`, templateText(index));
  return files;
}

function valuesText(): string {
  return `replicas: 2
image: {repository: nginx, tag: "1.27"}
livenessProbe:
  httpGet: {path: /healthz, port: http}
  failureThreshold: 6
resources:
  requests: {cpu: 100m, memory: 128Mi}
env:
${Array.from({ length: 20 }, (_, index) => `  VARIABLE_${index}: value ${index}`).join('\n')}
`;
}

function templateText(index: number): string {
  return `{{- if .Values.replicas }}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ printf "%s-web${index}" .Chart.Name }}
  labels: {{- include "labels" . | nindent 4 }}
spec:
  replicas: ${index === 0 ? '{{ .Values.replicas }}' : 2}
  selector:
    matchLabels: {app: web${index}}
  template:
    metadata:
      labels: {app: web${index}}
    spec:
      containers:
        - name: web
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"
          ports: [{name: http, containerPort: 80}]
          env:
          {{- range $name, $value := .Values.env }}
            - name: {{ $name }}
              value: {{ $value | quote }}
          {{- end }}
          {{- with .Values.livenessProbe }}
          livenessProbe: {{- toYaml . | nindent 12 }}
          {{- end }}
          readinessProbe:
            httpGet: {path: /ready, port: http}
            periodSeconds: 10
          resources: {{- toYaml .Values.resources | nindent 12 }}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ printf "%s-web${index}" .Chart.Name }}
spec:
  selector: {app: web${index}}
  ports: [{port: 80, targetPort: http}]
{{- end }}
`;
}
