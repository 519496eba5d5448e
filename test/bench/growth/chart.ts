/** A chart with so many templates and values, of which each finding has its place in both. */
import type { ChartFiles } from '../../../server/src/chart/chart.ts';

export function chartFiles(templates: number, values: number): ChartFiles {
  const numbers = (n: number) => Array.from({ length: n }, (_, i) => i);
  return new Map([
    ['Chart.yaml', 'apiVersion: v2\nname: web\nversion: 0.1.0\n'],
    [
      'values.yaml',
      `image: nginx\nenv:\n${numbers(values)
        .map((i) => `  V${i}: {bad-${i}: x}\n`)
        .join('')}`,
    ],
    ...numbers(templates).map((i) => [`templates/web${i}.yaml`, template(i)] as const),
  ]);
}

function template(i: number): string {
  return `apiVersion: v1
kind: Pod
metadata: {name: web${i}, labels: {app: web${i}}}
spec:
  containers:
    - name: web
      image: {{ .Values.image }}
      env:
      {{- range $name, $value := .Values.env }}
        - name: {{ $name }}
          value: {{ toJson $value }}
      {{- end }}
`;
}
