/** Rules along the branches of a template. */
import { expect, test } from 'vitest';
import { defaultGates } from '../kubernetes/gates.ts';
import { parseManifest } from '../manifest/file.ts';
import { allRules } from './registry.ts';
import { checkManifest } from './runner.ts';
import { apiVersionNotServed } from './structure/apiVersionNotServed.ts';
import { duplicateKey } from './structure/duplicateKey.ts';
import { misplacedField } from './structure/misplacedField.ts';
import { missingField } from './structure/missingField.ts';
import { unknownField } from './structure/unknownField.ts';
import { yamlSyntax } from './structure/yamlSyntax.ts';
import { checkFix, checkRule, checkSilent } from './testing/checkRule.ts';

const pod = (inside: string) => `
apiVersion: v1
kind: Pod
metadata: {name: a}
spec:
  containers:
  - name: a
    image: nginx:1.27
${inside}`;

test('what is wrong whenever a branch is taken is reported in it, in later branches too', () => {
  checkRule(
    unknownField,
    pod(`
    {{- if .Values.a }}
    imagePullPolice: Always
#   ^^^^^^^^^^^^^^^ 💡 error: Unknown field "imagePullPolice"…
    {{- else if .Values.b }}
    imagePullPolicy: Never
    {{- else }}
    imagePolicy: Never
#   ^^^^^^^^^^^ 💡 error: Unknown field "imagePolicy"…
    {{- end }}
`),
  );
});

test('a wrong name stays wrong for each value that a template makes', () => {
  checkRule(
    misplacedField,
    pod(`
    readinessProbe:
      httpGet:
        path: /
        port: 80
        {{- with .Values.timeout }}
        timeoutSeconds: {{ . }}
#       ^^^^^^^^^^^^^^ 💡 error: "timeoutSeconds" …
        {{- end }}
`),
  );
});

test('a field under a condition moves with its condition', () => {
  checkFix(
    misplacedField,
    'Move "timeoutSeconds"',
    pod(`
    readinessProbe:
      httpGet:
        path: /
        port: 80
        {{- if .Values.timeout }}
        timeoutSeconds: {{ .Values.timeout }}
        {{- end }}
    stdin: true
`),
    pod(`
    readinessProbe:
      httpGet:
        path: /
        port: 80
      {{- if .Values.timeout }}
      timeoutSeconds: {{ .Values.timeout }}
      {{- end }}
    stdin: true
`),
  );
});

const choosing = (kind: string, other: string, field: string) => `
apiVersion: apps/v1
{{- if ${kind} }}
kind: StatefulSet
{{- else }}
kind: Deployment
{{- end }}
metadata: {name: a}
spec:
  selector: {matchLabels: {app: a}}
  {{- if ${other} }}
  ${field}
  {{- end }}
`;

test.each([
  ['not .Values.sharded', '.Values.sharded'],
  ['.Values.sharded', 'not .Values.sharded'],
  ['eq .Values.kind "StatefulSet"', 'eq .Values.kind "Deployment"'],
  ['and .Values.a .Values.b', 'not (and .Values.a .Values.b)'],
  ['.Values.sharded', '.Values.recreate'],
  ['include "is.sharded" .', '.Values.strategy'],
])('what only another condition makes wrong is not: kind by %s, field by %s', (kind, other) => {
  checkSilent(unknownField, choosing(kind, other, 'strategy: {type: Recreate}'));
});

test('what no kind has is wrong in each', () => {
  checkRule(
    unknownField,
    choosing('.Values.sharded', '.Values.more', 'strategies: {}\n# ^^^^^^^^^^ 💡 error: Unknown field "strategies"…'),
  );
});

test('what another branch may bring is not missing', () => {
  checkSilent(
    missingField,
    `
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: a}
spec:
  accessModes: [ReadWriteOnce]
  {{- if .Values.data }}
  dataSource:
    kind: VolumeSnapshot
    {{- if .Values.name }}
    name: x
    {{- else }}
    name: {{ .Release.Name }}
    {{- end }}
  {{- end }}
`,
  );
});

test('keys of branches that exclude each other, or may, are no duplicates; those of one branch are', () => {
  checkRule(
    duplicateKey,
    `
apiVersion: v1
kind: ConfigMap
metadata: {name: a}
{{- if .a }}
data: {a: b}
{{- else }}
data: {c: d}
{{- end }}
{{- if .b }}
{{- if .c }}
immutable: true
{{- end }}
{{- if .d }}
immutable: false
{{- end }}
binaryData: {}
binaryData: {}
#<-- 💡 error: "binaryData" is set twice…
{{- end }}
`,
  );
});

test('what is guarded may be for other releases; what no release has is wrong all the same', () => {
  checkSilent(
    apiVersionNotServed,
    `
{{- if .Capabilities.APIVersions.Has "policy/v1beta1" }}
apiVersion: policy/v1beta1
kind: PodSecurityPolicy
metadata: {name: a}
{{- end }}
---
{{- if .Values.old }}
apiVersion: policy/v1beta1
kind: PodDisruptionBudget
metadata: {name: a}
{{- else }}
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: a}
{{- end }}
`,
  );
});

test('branches within a literal text are no YAML', () => {
  checkSilent(
    yamlSyntax,
    `
apiVersion: v1
kind: ConfigMap
metadata: {name: a}
data:
  a.yaml: |-
  {{- if .a }}
    {{- toYaml .a | nindent 4 }}
  {{- else }}
    a: b: c
    d
  {{- end }}
  b: c
`,
  );
});

test('a branch that is no YAML is reported', () => {
  checkRule(
    yamlSyntax,
    `
apiVersion: v1
kind: ConfigMap
metadata: {name: a}
{{- if .a }}
data:
  a: b
{{- else }}
data:
  a: b: c
#    ^ error: A value must not contain …
{{- end }}
`,
  );
});

test.each([
  ['conditions', (index: number) => `    {{- if .Values.x${index} }}\n    tty${index}: true\n    {{- end }}`],
  [
    'alternatives',
    (index: number) =>
      `    {{- if .Values.x${index} }}\n    a${index}: b\n    {{- else }}\n    c${index}: d\n    {{- end }}`,
  ],
  [
    'branches of one choice',
    (index: number) => `    {{- ${index === 0 ? '' : 'else '}if .Values.x${index} }}\n    a${index}: b`,
  ],
])('time grows with the number of %s, no faster', (_, line) => {
  const measure = (count: number) => {
    const body = Array.from({ length: count }, (_unused, index) => line(index)).join('\n');
    const annotations = line(0).includes('end') ? body : `${body}\n    {{- end }}`;
    const text = pod('').replace('metadata: {name: a}', `metadata:\n  name: a\n  annotations:\n${annotations}`);
    const begin = process.cpuUsage();
    checkManifest(parseManifest(text), { rules: allRules, kubernetes: '1.34', gates: defaultGates });
    return process.cpuUsage(begin).user / 1_000;
  };
  measure(100);
  expect(measure(2_000)).toBeLessThan(Math.max(50, measure(500)) * 12);
});
