/** Whole objects for an empty document, named as `kubectl` abbreviates them. The API server takes them as they are. */
import type { CompletionItem } from './item.ts';
import { completionMessages as say } from './messages.ts';
import { type CompletionPlace, siblingsAt } from './place.ts';

interface Skeleton {
  readonly name: string;
  readonly kind: string;
  readonly lines: readonly string[];
}

const labels = (column: number) => [`${' '.repeat(column)}app: $1`];

/** A container that serves; the text begins at the column of its dash. */
const server = (column: number, mount: readonly string[] = []) =>
  [
    '- name: $1',
    '  image: ${2:registry.example.com/app:1.0.0}',
    '  ports:',
    '    - name: http',
    '      containerPort: ${3:8080}',
    '  readinessProbe:',
    '    httpGet:',
    '      path: ${4:/ready}',
    '      port: http',
    '    periodSeconds: 5',
    '  resources:',
    '    requests:',
    '      cpu: 100m',
    '      memory: 128Mi',
    '    limits:',
    '      memory: 128Mi',
    ...mount,
  ].map((line) => ' '.repeat(column) + line);

/** A container that does something and ends. */
const task = (column: number) =>
  [
    '- name: $1',
    '  image: ${2:registry.example.com/task:1.0.0}',
    '  resources:',
    '    requests:',
    '      cpu: 100m',
    '      memory: 128Mi',
    '    limits:',
    '      memory: 128Mi',
  ].map((line) => ' '.repeat(column) + line);

const head = (apiVersion: string, kind: string, name: string) => [
  `apiVersion: ${apiVersion}`,
  `kind: ${kind}`,
  'metadata:',
  `  name: \${1:${name}}`,
];

const selected = ['  selector:', '    matchLabels:', ...labels(6)];
const template = (column: number, spec: readonly string[]) => [
  `${' '.repeat(column)}template:`,
  `${' '.repeat(column)}  metadata:`,
  `${' '.repeat(column)}    labels:`,
  ...labels(column + 6),
  `${' '.repeat(column)}  spec:`,
  ...spec,
];

const skeletons: readonly Skeleton[] = [
  {
    name: 'deploy',
    kind: 'Deployment',
    lines: [
      ...head('apps/v1', 'Deployment', 'web'),
      'spec:',
      '  replicas: ${5:2}',
      ...selected,
      ...template(2, ['      containers:', ...server(8)]),
    ],
  },
  {
    name: 'sts',
    kind: 'StatefulSet',
    lines: [
      ...head('apps/v1', 'StatefulSet', 'store'),
      'spec:',
      '  serviceName: $1',
      '  replicas: ${5:3}',
      ...selected,
      ...template(2, [
        '      containers:',
        ...server(8, ['  volumeMounts:', '    - name: data', '      mountPath: ${6:/data}']),
      ]),
      '  volumeClaimTemplates:',
      '    - metadata:',
      '        name: data',
      '      spec:',
      '        accessModes: [ReadWriteOnce]',
      '        resources:',
      '          requests:',
      '            storage: ${7:1Gi}',
    ],
  },
  {
    name: 'ds',
    kind: 'DaemonSet',
    lines: [
      ...head('apps/v1', 'DaemonSet', 'agent'),
      'spec:',
      ...selected,
      ...template(2, ['      containers:', ...server(8)]),
    ],
  },
  {
    name: 'job',
    kind: 'Job',
    lines: [
      ...head('batch/v1', 'Job', 'task'),
      'spec:',
      '  backoffLimit: ${3:3}',
      ...template(2, ['      restartPolicy: ${4|Never,OnFailure|}', '      containers:', ...task(8)]),
    ],
  },
  {
    name: 'cronjob',
    kind: 'CronJob',
    lines: [
      ...head('batch/v1', 'CronJob', 'task'),
      'spec:',
      '  schedule: "${3:0 3 * * *}"',
      '  concurrencyPolicy: ${4|Forbid,Allow,Replace|}',
      '  jobTemplate:',
      '    spec:',
      '      backoffLimit: ${5:3}',
      ...template(6, ['          restartPolicy: ${6|Never,OnFailure|}', '          containers:', ...task(12)]),
    ],
  },
  {
    name: 'pod',
    kind: 'Pod',
    lines: [...head('v1', 'Pod', 'web'), '  labels:', ...labels(4), 'spec:', '  containers:', ...server(4)],
  },
  {
    name: 'svc',
    kind: 'Service',
    lines: [
      ...head('v1', 'Service', 'web'),
      'spec:',
      '  selector:',
      ...labels(4),
      '  ports:',
      '    - name: ${2:http}',
      '      port: ${3:80}',
      '      targetPort: ${4:http}',
    ],
  },
];

export function workloadItems(place: CompletionPlace): CompletionItem[] {
  const { cursor, layout } = place;
  const isEmpty = cursor.type === 'key' && cursor.path.length === 0 && siblingsAt(cursor).size === 0;
  if (!isEmpty || cursor.hasColon || cursor.style !== 'block' || cursor.indent !== 0) return [];
  return skeletons.map(({ name, kind, lines }, index) => ({
    label: name,
    type: 'block',
    detail: say.whole({ kind }),
    snippet: lines.join(layout.newline) + layout.newline,
    span: cursor.token,
    filter: name,
    rank: 3 + index / skeletons.length,
  }));
}
