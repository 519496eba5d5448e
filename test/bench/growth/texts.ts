/** Manifests that grow in one respect: `n` says how many of what their name says there are. */

const pod = (body: string) => `apiVersion: v1\nkind: Pod\nmetadata: {name: a, labels: {app: a}}\nspec:\n${body}`;
const repeat = (n: number, write: (i: number) => string) => Array.from({ length: n }, (_, i) => write(i)).join('');
const container = (i: number) =>
  `  - {name: c${i}, image: "nginx:1.27", ports: [{name: p${i}, containerPort: ${1 + (i % 60_000)}}], livenessProbe: {httpGet: {port: p${i}}}}\n`;
const one = (fields: string) => pod(`  containers:\n  - name: a\n    image: nginx:1.27\n${fields}`);

const deployment = (i: number, labels: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d${i}}\nspec:\n  selector: {matchLabels: {${labels}}}\n  template:\n    metadata: {labels: {${labels}}}\n    spec:\n      containers: [{name: a, image: "nginx:1.27", ports: [{name: http, containerPort: 80}]}]\n---\n`;
const service = (i: number, labels: string) =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: s${i}}\nspec: {selector: {${labels}}, ports: [{port: 80, targetPort: http}]}\n---\n`;
const budget = (i: number, labels: string) =>
  `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: b${i}}\nspec: {maxUnavailable: 0, selector: {matchLabels: {${labels}}}}\n---\n`;
const autoscaler = (i: number) =>
  `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: h${i}}\nspec: {maxReplicas: 3, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: d${i}}}\n---\n`;

export type Text = (n: number) => string;

/** Texts of one document or of many that nothing binds together. */
export const texts: Readonly<Record<string, Text>> = {
  documents: (n) => repeat(n, (i) => deployment(i, `app: d${i}`)),
  containers: (n) => pod(`  containers:\n${repeat(n, container)}`),
  'init containers': (n) => `${one('')}  initContainers:\n${repeat(n, container)}`,
  variables: (n) => one(`    env:\n${repeat(n, (i) => `    - {name: V${i}, value: "$(V${i - 1})"}\n`)}`),
  'ports of a container': (n) =>
    one(`    ports:\n${repeat(n, (i) => `    - {name: p${i}, containerPort: ${1 + i}}\n`)}`),
  'volumes and mounts': (n) =>
    `${one(`    volumeMounts:\n${repeat(n, (i) => `    - {name: v${i}, mountPath: /v${i}}\n`)}`)}  volumes:\n${repeat(n, (i) => `  - {name: v${i}, emptyDir: {}}\n`)}`,
  labels: (n) =>
    `apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  labels:\n${repeat(n, (i) => `    l${i}: v${i}\n`)}`,
  tolerations: (n) =>
    `${one('')}  tolerations:\n${repeat(n, (i) => `  - {key: k${i}, operator: Exists, effect: NoExecute, tolerationSeconds: 1}\n`)}`,
  arguments: (n) => one(`    args: [${repeat(n, (i) => `"--a${i}=$(A)", `)}]\n`),
  'unknown fields': (n) => one(repeat(n, (i) => `    unknown${i}: 1\n`)),
  'duplicate keys': (n) => one(repeat(n, () => '    stdin: true\n')),
  'keys of a ConfigMap': (n) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n${repeat(n, (i) => `  k${i}: v\n`)}`,
  'lines of a text': (n) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  a: |\n${repeat(n, (i) => `    line ${i}: {a: [b]}\n`)}`,
  'JSON objects': (n) =>
    repeat(n, (i) => `${JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: `a${i}` } })}\n`),
  'items of a List': (n) =>
    `apiVersion: v1\nkind: List\nitems:\n${repeat(n, (i) => `- {apiVersion: v1, kind: Service, metadata: {name: s${i}}, spec: {ports: [{port: 80}]}}\n`)}`,
  'aliases and merge keys': (n) =>
    `x: &x {stdin: true}\n${one(`    env: &e []\n${repeat(n, (i) => `    y${i}: {<<: *x}\n`)}`)}`,
  comments: (n) => one(repeat(n, (i) => `    # comment ${i}\n`)),
  'comments that silence': (n) => one(repeat(n, (i) => `    # probewise-disable-next-line no-limits\n    u${i}: 1\n`)),
  'half-typed lines': (n) => one(repeat(n, (i) => `    half${i}\n`)),
  'lines that are not YAML': (n) => one(repeat(n, (i) => `    a${i}: b: c\n`)),
  'lost indentation': (n) => one(repeat(n, (i) => `   ports${i}:\n     - a\n`)),
  'tabs and quotes that nobody closes': (n) => one(repeat(n, (i) => `\ta${i}: "b\n`)),
  'template values': (n) =>
    one(`    env:\n${repeat(n, (i) => `    - name: V${i}\n      value: {{ .Values.v${i} | quote }}\n`)}`),
  'template conditions': (n) =>
    one(
      `    env:\n${repeat(n, (i) => `    {{- if .Values.v${i} }}\n    - {name: V${i}, value: a}\n    {{- else }}\n    - {name: W${i}, value: a}\n    {{- end }}\n`)}`,
    ),
  'template conditions in each other': (n) =>
    one(`${repeat(n, (i) => `    {{- if .Values.v${i} }}\n`)}    stdin: true\n${repeat(n, () => '    {{- end }}\n')}`),
  'template blocks on lines of their own': (n) =>
    one(`    env:\n${repeat(n, (i) => `    {{- include "a${i}" . | nindent 4 }}\n`)}`),
  'fields that templates write': (n) =>
    one(
      `    env:\n${repeat(n, (i) => `    - name: a${i}\n      value:\n        {{- toYaml .Values.a | nindent 8 }}\n`)}`,
    ),
  'templates beside each other': (n) => one(`    args: ["${repeat(n, (i) => `{{ .a${i} }}x`)}"]\n`),
  'definitions of templates': (n) => repeat(n, (i) => `{{- define "a${i}" -}}\na: b\n{{- end -}}\n`),
  'Jinja and placeholders': (n) =>
    one(`    env:\n${repeat(n, (i) => `    - {name: V${i}, value: "{% if a %}\${V${i}}{% endif %}@V@"}\n`)}`),
  'templated documents': (n) => repeat(n, (i) => `{{- if .Values.a${i} }}\n${deployment(i, `app: d${i}`)}{{- end }}\n`),
};

/** Files of a workspace whose objects ask for each other. */
export const workspaces: Readonly<Record<string, (n: number) => readonly string[]>> = {
  'Services and pods of one label': (n) => [
    repeat(n, (i) => deployment(i, 'app: a')),
    repeat(n, (i) => service(i, 'app: a')),
  ],
  'Services and pods, a file for each': (n) =>
    Array.from({ length: n }, (_, i) => deployment(i, `app: a${i}`) + service(i, `app: a${i}`)),
  'Services and pods of one label, a file for each': (n) =>
    Array.from({ length: n }, (_, i) => deployment(i, 'app: a') + service(i, 'app: a')),
  'Services and pods that share one label of two': (n) => [
    repeat(n, (i) => deployment(i, `app: a, part: p${i}`)),
    repeat(n, (i) => service(i, `app: a, part: p${i}`)),
  ],
  'Services that find nothing': (n) => [
    repeat(n, (i) => deployment(i, `app: a${i}`)),
    repeat(n, (i) => service(i, `app: ab${i}`)),
  ],
  'budgets of one label': (n) => [repeat(n, (i) => deployment(i, 'app: a')), repeat(n, (i) => budget(i, 'app: a'))],
  autoscalers: (n) => [repeat(n, (i) => deployment(i, `app: a${i}`)), repeat(n, autoscaler)],
  'the same object in each file': (n) =>
    Array.from({ length: n }, () => deployment(0, 'app: a') + service(0, 'app: a')),
  'pods whose labels a template writes': (n) => [
    repeat(n, (i) => deployment(i, '{{ include "a" . }}')),
    repeat(n, (i) => service(i, `app: a${i}`)),
  ],
};
