/**
 * Writes the systematic cases for the recorder: each field at its boundaries, pairs of fields that interact, and random
 * combinations; always the same ones. See README.md for how to record their verdicts.
 */
import { type Json, type Obj, randomness } from './randomness.ts';

interface Case {
  readonly name: string;
  readonly manifest: Json;
}

const cases: Case[] = [];
const names = new Set<string>();

function add(name: string, manifest: Json): void {
  let unique = name;
  for (let n = 2; names.has(unique); n++) unique = `${name} (${n})`;
  names.add(unique);
  cases.push({ name: unique, manifest });
}

type Step = string | number;
type Change = readonly [path: readonly Step[] | string, value: Json | undefined];

/** A copy of the object with some fields set, or taken out where the value is undefined. */
function changed(object: Json, ...changes: readonly Change[]): Json {
  const copy = structuredClone(object);
  for (const [path, value] of changes) {
    const steps =
      typeof path === 'string' ? path.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step)) : path;
    let at = copy as unknown as Record<Step, Json>;
    for (const [index, step] of steps.slice(0, -1).entries()) {
      at[step] ??= typeof steps[index + 1] === 'number' ? [] : {};
      at = at[step] as unknown as Record<Step, Json>;
    }
    if (value === undefined) delete at[steps.at(-1)!];
    else at[steps.at(-1)!] = value;
  }
  return copy;
}

const container: Obj = { name: 'app', image: 'nginx:1.27', ports: [{ name: 'http', containerPort: 80 }] };
const podSpec: Obj = { containers: [container] };
const template: Obj = { metadata: { labels: { app: 'a' } }, spec: podSpec };
const jobTemplate: Obj = { spec: { ...podSpec, restartPolicy: 'Never' } };
const apps = (kind: string, more: Obj = {}): Obj => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name: 'd' },
  spec: { selector: { matchLabels: { app: 'a' } }, template, ...more },
});
const bases: Record<string, { readonly object: Json; readonly pod: string }> = {
  pod: { object: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'd' }, spec: podSpec }, pod: '' },
  podtemplate: {
    object: { apiVersion: 'v1', kind: 'PodTemplate', metadata: { name: 'd' }, template },
    pod: 'template.',
  },
  replicationcontroller: {
    object: {
      apiVersion: 'v1',
      kind: 'ReplicationController',
      metadata: { name: 'd' },
      spec: { selector: { app: 'a' }, template },
    },
    pod: 'spec.template.',
  },
  deployment: { object: apps('Deployment'), pod: 'spec.template.' },
  replicaset: { object: apps('ReplicaSet'), pod: 'spec.template.' },
  statefulset: { object: apps('StatefulSet', { serviceName: 's' }), pod: 'spec.template.' },
  daemonset: { object: apps('DaemonSet'), pod: 'spec.template.' },
  job: {
    object: { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'd' }, spec: { template: jobTemplate } },
    pod: 'spec.template.',
  },
  cronjob: {
    object: {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'd' },
      spec: { schedule: '*/5 * * * *', jobTemplate: { spec: { template: jobTemplate } } },
    },
    pod: 'spec.jobTemplate.spec.template.',
  },
};
const kinds = Object.keys(bases);

/** Changes fields of the object itself. */
function object(kind: string, name: string, ...changes: readonly Change[]): void {
  add(`${kind}/${name}`, changed(bases[kind]!.object, ...changes));
}
/** Changes fields below `spec` of the pod. */
function pod(kind: string, name: string, ...changes: readonly (readonly [string, Json | undefined])[]): void {
  const { pod: prefix } = bases[kind]!;
  object(kind, name, ...changes.map(([path, value]) => [`${prefix}spec.${path}`, value] as const));
}
/** Changes fields of the pod's first container. */
function inContainer(kind: string, name: string, ...changes: readonly (readonly [string, Json | undefined])[]): void {
  pod(kind, name, ...changes.map(([path, value]) => [`containers.0.${path}`, value] as const));
}
const show = (value: Json | undefined): string => (value === undefined ? 'unset' : JSON.stringify(value));

const probeFields = ['livenessProbe', 'readinessProbe', 'startupProbe'];
const timings = [
  'initialDelaySeconds',
  'timeoutSeconds',
  'periodSeconds',
  'successThreshold',
  'failureThreshold',
  'terminationGracePeriodSeconds',
];
const handlers: Record<string, Json> = {
  exec: { command: ['true'] },
  httpGet: { port: 80 },
  tcpSocket: { port: 80 },
  grpc: { port: 80 },
};
const ports: Json[] = [
  -1,
  0,
  1,
  65535,
  65536,
  'http',
  'HTTP',
  'a--b',
  '-a',
  'a-',
  '8080',
  '8080x',
  '',
  'abcdefghijklmno',
  'abcdefghijklmnop',
  null,
];

function probes(): void {
  for (const kind of ['pod', 'job', 'statefulset']) {
    for (const probe of probeFields) {
      for (const timing of timings) {
        for (const value of [-1, 0, 1, 2, null])
          inContainer(kind, `${probe}/${timing}=${show(value)}`, [probe, { tcpSocket: { port: 80 }, [timing]: value }]);
      }
    }
  }
  for (const probe of probeFields) {
    for (const [i, first] of timings.entries()) {
      for (const second of timings.slice(i + 1)) {
        inContainer('replicaset', `${probe}/${first}=-1/${second}=-2`, [
          probe,
          { exec: { command: ['a'] }, [first]: -1, [second]: -2 },
        ]);
        inContainer('daemonset', `${probe}/${first}=0/${second}=3`, [
          probe,
          { exec: { command: ['a'] }, [first]: 0, [second]: 3 },
        ]);
      }
    }
    for (const handler of ['httpGet', 'tcpSocket', 'grpc']) {
      for (const port of ports)
        inContainer('cronjob', `${probe}/${handler}.port=${show(port)}`, [probe, { [handler]: { port } }]);
      inContainer('pod', `${probe}/${handler}={}`, [probe, { [handler]: {} }]);
      inContainer('pod', `${probe}/${handler}=null`, [probe, { [handler]: null }]);
    }
    for (const command of [undefined, null, [], [''], ['a', '']] as (Json | undefined)[])
      inContainer('pod', `${probe}/command=${show(command)}`, [
        probe,
        { exec: command === undefined ? {} : { command } },
      ]);
    for (const scheme of ['HTTP', 'HTTPS', 'http', 'TCP', '', null] as Json[])
      inContainer('job', `${probe}/scheme=${show(scheme)}`, [probe, { httpGet: { port: 80, scheme } }]);
    for (const path of ['', null, 'x', '/x y'] as Json[])
      inContainer('job', `${probe}/path=${show(path)}`, [probe, { httpGet: { port: 80, path } }]);
    for (const header of [{}, { name: '' }, { name: 'A', value: null }, { name: 'A-1' }, { name: 'a b' }] as Json[])
      inContainer('job', `${probe}/header=${show(header)}`, [
        probe,
        { httpGet: { port: 80, httpHeaders: [{ name: 'X' }, header] } },
      ]);
    for (let mask = 0; mask < 16; mask++) {
      const chosen = Object.entries(handlers).filter((_, i) => mask & (1 << i));
      const broken = chosen.map(([name, value], i) => [name, i === 0 ? value : { port: 0 }] as const);
      inContainer('pod', `${probe}/handlers=${chosen.map(([name]) => name).join('+')}`, [
        probe,
        Object.fromEntries(chosen),
      ]);
      if (chosen.length > 1)
        inContainer('pod', `${probe}/later-broken=${chosen.map(([name]) => name).join('+')}`, [
          probe,
          Object.fromEntries(broken),
        ]);
    }
    for (const value of [null, {}, { periodSeconds: 3 }] as Json[])
      inContainer('deployment', `${probe}=${show(value)}`, [probe, value]);
  }
}

function hooks(): void {
  for (const hook of ['postStart', 'preStop']) {
    const path = `lifecycle.${hook}`;
    for (const value of [
      null,
      {},
      { exec: {} },
      { exec: { command: [] } },
      { httpGet: {} },
      { tcpSocket: { port: 'x_y' } },
      { sleep: null },
      { exec: { command: ['a'] }, sleep: { seconds: 99 } },
      { httpGet: { port: 80, scheme: 'https' } },
      { httpGet: { port: 80, httpHeaders: [{ name: 'a b' }] } },
      { tcpSocket: { port: 80 }, httpGet: { port: 80 } },
    ] as Json[])
      inContainer('pod', `${hook}=${show(value)}`, [path, value]);
    for (const grace of [undefined, null, -1, 0, 1, 5, 60] as (Json | undefined)[]) {
      for (const seconds of [-1, 0, 1, 2, 5, 6, 30, 31, 60, 61])
        pod(
          'deployment',
          `${hook}/sleep=${seconds}/grace=${show(grace)}`,
          ['terminationGracePeriodSeconds', grace],
          [`containers.0.${path}`, { sleep: { seconds } }],
        );
    }
  }
  for (const lifecycle of [null, {}, { stopSignal: 'SIGTERM' }, { stopSignal: 'x' }] as Json[])
    inContainer('pod', `lifecycle=${show(lifecycle)}`, ['lifecycle', lifecycle]);
}

function policies(): void {
  for (const kind of kinds) {
    for (const value of [undefined, null, '', 'Always', 'OnFailure', 'Never', 'always', 'Sometimes'] as (
      | Json
      | undefined
    )[])
      pod(kind, `restartPolicy=${show(value)}`, ['restartPolicy', value]);
    for (const value of [undefined, '', 'Always', 'IfNotPresent', 'Never', 'never', 'x'] as (Json | undefined)[])
      inContainer(kind, `imagePullPolicy=${show(value)}`, ['imagePullPolicy', value]);
    for (const value of [null, -1, 0, 1, 2147483647, 2147483648] as Json[])
      pod(kind, `activeDeadlineSeconds=${show(value)}`, ['activeDeadlineSeconds', value]);
    for (const value of ['', ' nginx', 'nginx\n', ' ', null] as Json[])
      inContainer(kind, `image=${show(value)}`, ['image', value]);
    pod(kind, 'containers=[]', ['containers', []]);
    pod(kind, 'containers=null', ['containers', null]);
    pod(kind, 'containers=unset', ['containers', undefined]);
    pod(kind, 'ephemeral', ['ephemeralContainers', [{ name: 'e', image: 'e' }]]);
  }
  for (const value of [undefined, null, '', 'Always', 'OnFailure', 'x'] as (Json | undefined)[]) {
    pod('pod', `init/restartPolicy=${show(value)}`, [
      'initContainers',
      [{ name: 'i', image: 'i', ...(value === undefined ? {} : { restartPolicy: value }) }],
    ]);
    for (const field of [...probeFields, 'lifecycle'])
      for (const content of [
        {},
        field === 'lifecycle'
          ? { preStop: { sleep: { seconds: 1 } } }
          : { tcpSocket: { port: 0 }, successThreshold: 2 },
      ] as Json[])
        pod('deployment', `init/restartPolicy=${show(value)}/${field}=${show(content)}`, [
          'initContainers',
          [{ name: 'i', image: 'i', ...(value === undefined ? {} : { restartPolicy: value }), [field]: content }],
        ]);
  }
  for (const fields of [
    { ports: [{ containerPort: 1 }] },
    { ports: [] },
    { resources: {} },
    { resources: { limits: { cpu: '1' } } },
    { livenessProbe: {} },
    { lifecycle: {} },
    { name: 'app' },
    { name: '', image: '' },
  ] as Obj[])
    pod('pod', `ephemeral/${show(fields)}`, ['ephemeralContainers', [{ name: 'e', image: 'e', ...fields }]]);
}

function containers(): void {
  for (const kind of ['pod', 'daemonset']) {
    for (const name of ['', null, 'a', 'A', '-a', 'a-', 'a.b', 'a_b', '1', 'x'.repeat(63), 'x'.repeat(64)] as Json[])
      inContainer(kind, `name=${show(name)}`, ['name', name]);
    for (const port of [
      {},
      { containerPort: 0 },
      { containerPort: -1 },
      { containerPort: 65536 },
      { containerPort: 65535, hostPort: 65536 },
      { containerPort: 1, hostPort: 0 },
      { containerPort: 1, protocol: 'tcp' },
      { containerPort: 1, protocol: '' },
      { containerPort: 1, protocol: 'SCTP' },
      { containerPort: 1, name: '' },
      { containerPort: 1, name: 'HTTP' },
      { containerPort: 1, name: 'http' },
      { containerPort: 1, name: '1' },
      { name: 'x', containerPort: null },
    ] as Json[])
      inContainer(kind, `port=${show(port)}`, ['ports', [{ name: 'http', containerPort: 80 }, port]]);
    for (const host of [true, false]) {
      for (const [a, b] of [
        [8080, 8080],
        [80, 81],
        [80, 80],
        [0, 0],
        [80, 0],
        [0, 81],
      ] as const) {
        const list: Json = [
          { containerPort: 80, hostPort: a },
          { containerPort: 81, hostPort: b },
        ];
        pod(kind, `hostNetwork=${host}/hostPorts=${a},${b}`, ['hostNetwork', host], ['containers.0.ports', list]);
      }
      pod(
        kind,
        `hostNetwork=${host}/same-port`,
        ['hostNetwork', host],
        [
          'containers',
          [
            { name: 'a', image: 'a', ports: [{ containerPort: 80 }] },
            { name: 'b', image: 'b', ports: [{ containerPort: 80 }] },
          ],
        ],
      );
      pod(
        kind,
        `hostNetwork=${host}/init`,
        ['hostNetwork', host],
        [
          'initContainers',
          [
            {
              name: 'i',
              image: 'i',
              ports: [
                { containerPort: 80, hostPort: 81 },
                { containerPort: 82, hostPort: 81 },
              ],
            },
          ],
        ],
      );
    }
    pod(kind, 'hostPorts/protocols', [
      'containers.0.ports',
      [
        { containerPort: 80, hostPort: 80 },
        { containerPort: 80, hostPort: 80, protocol: 'UDP' },
        { containerPort: 80, hostPort: 80, hostIP: '10.0.0.1' },
      ],
    ]);
    for (const list of [
      ['a', 'a'],
      ['', ''],
      ['a', 'b', 'a'],
    ])
      pod(kind, `names=${list}`, ['containers', list.map((name) => ({ name, image: 'i' }))]);
    for (const list of [['app'], ['a', 'a'], [''], ['', '']])
      pod(kind, `init/names=${list}`, ['initContainers', list.map((name) => ({ name, image: 'i' }))]);
    for (const env of [
      { name: '' },
      { value: 'x' },
      { name: 'A=B' },
      { name: 'é' },
      { name: 'a b' },
      { name: '1' },
      { name: 'A', value: 'x', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
      { name: 'A', value: '', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
      { name: 'A', valueFrom: {} },
      { name: 'A', valueFrom: null },
      { name: 'A', valueFrom: { fieldRef: {} } },
      { name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.labels' } } },
      { name: 'A', valueFrom: { fieldRef: { fieldPath: "metadata.labels['a']" } } },
      { name: 'A', valueFrom: { fieldRef: { fieldPath: "metadata.labels['a b']" } } },
      { name: 'A', valueFrom: { fieldRef: { fieldPath: "metadata.annotations['A/B']" } } },
      { name: 'A', valueFrom: { fieldRef: { fieldPath: "spec.nodeName['a']" } } },
      { name: 'A', valueFrom: { fieldRef: { fieldPath: 'spec.host' } } },
      { name: 'A', valueFrom: { fieldRef: { fieldPath: 'status.phase' } } },
      { name: 'A', valueFrom: { fieldRef: { apiVersion: 'v2', fieldPath: 'metadata.name' } } },
      { name: 'A', valueFrom: { resourceFieldRef: {} } },
      { name: 'A', valueFrom: { resourceFieldRef: { resource: 'limits.cpu' } } },
      { name: 'A', valueFrom: { resourceFieldRef: { resource: 'limits.x' } } },
      { name: 'A', valueFrom: { resourceFieldRef: { resource: 'requests.hugepages-2Mi' } } },
      { name: 'A', valueFrom: { secretKeyRef: {} } },
      { name: 'A', valueFrom: { secretKeyRef: { name: 'S', key: 'k' } } },
      { name: 'A', valueFrom: { secretKeyRef: { name: 's', key: '..' } } },
      { name: 'A', valueFrom: { secretKeyRef: { name: 's', key: '.' } } },
      { name: 'A', valueFrom: { secretKeyRef: { name: 's', key: '..a' } } },
      { name: 'A', valueFrom: { secretKeyRef: { name: 's', key: 'a/b' } } },
      { name: 'A', valueFrom: { secretKeyRef: { name: 's', key: 'k' }, configMapKeyRef: { name: 'c', key: 'k' } } },
    ] as Json[])
      inContainer(kind, `env=${show(env)}`, ['env', [{ name: 'OK', value: 'x' }, env]]);
    for (const source of [
      {},
      { prefix: 'A=' },
      { configMapRef: {} },
      { configMapRef: { name: 'C' } },
      { secretRef: { name: '' } },
      { secretRef: { name: 'S' } },
      { secretRef: { name: 's' }, configMapRef: { name: 'c' } },
      { prefix: 'A', secretRef: { name: 's' } },
    ] as Json[])
      inContainer(kind, `envFrom=${show(source)}`, ['envFrom', [source]]);
    for (const resources of [
      { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '2' } },
      { requests: { cpu: '1' } },
      { limits: { cpu: '500m' }, requests: { cpu: '0.5' } },
      { requests: { 'ephemeral-storage': '-1' } },
      { limits: { storage: '1' } },
      { limits: { pods: '1' } },
      { limits: { 'example.com/gpu': 1 } },
      { limits: { 'example.com/gpu': '500m' } },
      { requests: { 'example.com/gpu': 1 } },
      { limits: { 'example.com/gpu': 1 }, requests: { 'example.com/gpu': 2 } },
      { limits: { 'kubernetes.io/x': 1 } },
      { limits: { 'requests.example.com/x': 1 } },
      { limits: { 'hugepages-2Mi': '4Mi' } },
      { limits: { 'hugepages-2Mi': '4Mi', cpu: 1 } },
      { limits: { 'a b': 1 } },
      { limits: { cpu: 0 }, requests: { cpu: 0 } },
      { limits: { memory: '1e3' }, requests: { memory: '1001' } },
    ] as Json[])
      inContainer(kind, `resources=${show(resources)}`, ['resources', resources]);
  }
  for (const policy of ['Default', 'None', 'ClusterFirst', 'ClusterFirstWithHostNet', 'default', '', null] as Json[])
    for (const config of [undefined, null, {}, { nameservers: [] }, { nameservers: ['10.0.0.1'] }] as (
      | Json
      | undefined
    )[])
      pod('pod', `dnsPolicy=${show(policy)}/dnsConfig=${show(config)}`, ['dnsPolicy', policy], ['dnsConfig', config]);
  for (const name of ['', 'a', 'a/b', 'a/b/c', '/b', 'a b', 'A.b/C_d', 'x'.repeat(64)]) {
    pod('pod', `readinessGate=${name}`, ['readinessGates', [{ conditionType: name }]]);
    pod('pod', `schedulingGate=${name}`, ['schedulingGates', [{ name }]]);
  }
  pod('pod', 'schedulingGates/duplicate', ['schedulingGates', [{ name: 'a/b' }, { name: 'a/b' }]]);
  pod('pod', 'schedulingGates/nodeName', ['schedulingGates', [{ name: 'a/b' }]], ['nodeName', 'n']);
  pod('deployment', 'schedulingGates/nodeName', ['schedulingGates', [{ name: 'a/b' }]], ['nodeName', 'n']);
}

function workloads(): void {
  const amounts: Json[] = [0, 1, -1, '0%', '1', '25%', '100%', '101%', '-1%', '', null];
  for (const surge of amounts) {
    for (const unavailable of amounts) {
      object('daemonset', `surge=${show(surge)}/unavailable=${show(unavailable)}`, [
        'spec.updateStrategy',
        { rollingUpdate: { maxSurge: surge, maxUnavailable: unavailable } },
      ]);
      if (typeof surge === 'string' || typeof unavailable === 'string') continue;
      object('deployment', `surge=${show(surge)}/unavailable=${show(unavailable)}`, [
        'spec.strategy',
        { rollingUpdate: { maxSurge: surge, maxUnavailable: unavailable } },
      ]);
    }
  }
  for (const [kind, field] of [
    ['deployment', 'strategy'],
    ['daemonset', 'updateStrategy'],
    ['statefulset', 'updateStrategy'],
  ] as const) {
    for (const type of [undefined, null, '', 'RollingUpdate', 'Recreate', 'OnDelete', 'rollingupdate'] as (
      | Json
      | undefined
    )[])
      for (const rolling of [undefined, null, {}, { maxUnavailable: 0 }] as (Json | undefined)[])
        object(kind, `${field}/type=${show(type)}/rolling=${show(rolling)}`, [
          `spec.${field}`,
          { ...(type === undefined ? {} : { type }), ...(rolling === undefined ? {} : { rollingUpdate: rolling }) },
        ]);
  }
  for (const partition of [-1, 0, 1, null] as Json[])
    object('statefulset', `partition=${show(partition)}`, ['spec.updateStrategy.rollingUpdate.partition', partition]);
  for (const kind of ['replicationcontroller', 'deployment', 'replicaset', 'statefulset', 'daemonset']) {
    for (const field of ['replicas', 'minReadySeconds', 'revisionHistoryLimit'])
      for (const value of [-1, 0, 1, null] as Json[]) object(kind, `${field}=${show(value)}`, [`spec.${field}`, value]);
    object(kind, 'template=unset', ['spec.template', undefined]);
    object(kind, 'template=null', ['spec.template', null]);
    object(kind, 'spec=unset', ['spec', undefined]);
    object(kind, 'labels=unset', ['spec.template.metadata', undefined]);
  }
  for (const minReady of [undefined, 0, 1, 599, 600] as (Json | undefined)[])
    for (const deadline of [undefined, null, -1, 0, 1, 2, 600, 601] as (Json | undefined)[])
      object(
        'deployment',
        `minReady=${show(minReady)}/deadline=${show(deadline)}`,
        ['spec.minReadySeconds', minReady],
        ['spec.progressDeadlineSeconds', deadline],
      );
  for (const kind of ['deployment', 'replicaset', 'statefulset', 'daemonset', 'job']) {
    for (const selector of [
      undefined,
      null,
      {},
      { matchLabels: null },
      { matchLabels: { app: 'a' } },
      { matchLabels: { app: 'b' } },
      { matchLabels: { app: '' } },
      { matchLabels: { 'a b': 'c' } },
      { matchLabels: { app: 'a b' } },
      { matchExpressions: [] },
      { matchExpressions: [{}] },
      { matchExpressions: [{ key: 'app', operator: 'In', values: ['a', 'b'] }] },
      { matchExpressions: [{ key: 'app', operator: 'In', values: ['a b'] }] },
      { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['b'] }] },
      { matchExpressions: [{ key: 'app', operator: 'Exists' }] },
      { matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] },
      { matchExpressions: [{ key: 'x', operator: 'DoesNotExist' }] },
      { matchExpressions: [{ key: '', operator: 'Exists' }] },
      { matchExpressions: [{ key: 'app', operator: 'Gt', values: ['1'] }] },
      { matchLabels: { app: 'a' }, matchExpressions: [{ key: 'x', operator: 'Exists' }] },
    ] as (Json | undefined)[]) {
      object(kind, `selector=${show(selector)}`, ['spec.selector', selector]);
      if (kind === 'job') {
        object(
          kind,
          `manualSelector/selector=${show(selector)}`,
          ['spec.manualSelector', true],
          ['spec.selector', selector],
          ['spec.template.metadata', { labels: { app: 'a' } }],
        );
      }
    }
  }
  for (const selector of [undefined, null, {}, { app: 'a' }, { app: 'b' }, { app: 'a', x: 'y' }] as (
    | Json
    | undefined
  )[])
    for (const labels of [undefined, {}, { app: 'a' }] as (Json | undefined)[])
      object(
        'replicationcontroller',
        `selector=${show(selector)}/labels=${show(labels)}`,
        ['spec.selector', selector],
        ['spec.template.metadata.labels', labels],
      );
  for (const value of ['', 'OrderedReady', 'Parallel', 'parallel', null] as Json[])
    object('statefulset', `podManagementPolicy=${show(value)}`, ['spec.podManagementPolicy', value]);
  for (const value of ['', 'a', 'a.b', 'A', null, 'x'.repeat(64)] as Json[])
    object('statefulset', `serviceName=${show(value)}`, ['spec.serviceName', value]);
  for (const value of [null, {}, { start: -1 }, { start: 0 }, { start: 5 }] as Json[])
    object('statefulset', `ordinals=${show(value)}`, ['spec.ordinals', value]);
  for (const value of [null, {}, { whenDeleted: 'Delete' }, { whenScaled: 'delete' }, { whenDeleted: '' }] as Json[])
    object('statefulset', `pvcRetention=${show(value)}`, ['spec.persistentVolumeClaimRetentionPolicy', value]);
}

function jobs(): void {
  for (const kind of ['job', 'cronjob']) {
    const at = kind === 'job' ? 'spec.' : 'spec.jobTemplate.spec.';
    for (const field of [
      'parallelism',
      'completions',
      'activeDeadlineSeconds',
      'backoffLimit',
      'ttlSecondsAfterFinished',
      'backoffLimitPerIndex',
      'maxFailedIndexes',
    ])
      for (const value of [-1, 0, 1, null] as Json[]) object(kind, `${field}=${show(value)}`, [`${at}${field}`, value]);
    for (const mode of [undefined, '', 'NonIndexed', 'Indexed', 'indexed'] as (Json | undefined)[]) {
      for (const completions of [undefined, 0, 3, 100001] as (Json | undefined)[]) {
        for (const [perIndex, maxFailed] of [
          [undefined, undefined],
          [1, undefined],
          [1, 3],
          [1, 4],
          [undefined, 3],
          [1, 10001],
        ] as const)
          object(
            kind,
            `mode=${show(mode)}/completions=${show(completions)}/perIndex=${show(perIndex)}/maxFailed=${show(maxFailed)}`,
            [`${at}completionMode`, mode],
            [`${at}completions`, completions],
            [`${at}backoffLimitPerIndex`, perIndex],
            [`${at}maxFailedIndexes`, maxFailed],
          );
      }
    }
    for (const parallelism of [10000, 10001, 100000, 100001])
      for (const completions of [100000, 100001])
        for (const perIndex of [undefined, 1] as (Json | undefined)[])
          object(
            kind,
            `parallelism=${parallelism}/completions=${completions}/perIndex=${show(perIndex)}`,
            [`${at}completionMode`, 'Indexed'],
            [`${at}parallelism`, parallelism],
            [`${at}completions`, completions],
            [`${at}backoffLimitPerIndex`, perIndex],
          );
    for (const rule of [
      {},
      { action: 'FailJob' },
      { action: '' },
      { action: 'failjob', onExitCodes: { operator: 'In', values: [1] } },
      { action: 'Count', onPodConditions: [] },
      { action: 'Count', onPodConditions: [{ type: 'A' }] },
      { action: 'Count', onPodConditions: [{ type: 'A', status: '' }] },
      { action: 'Count', onPodConditions: [{ type: 'A', status: 'true' }] },
      { action: 'Count', onPodConditions: [{ type: '' }] },
      { action: 'Count', onPodConditions: [{ type: 'a b', status: 'False' }] },
      { action: 'Ignore', onExitCodes: {} },
      { action: 'Ignore', onExitCodes: { operator: 'in', values: [1] } },
      { action: 'Ignore', onExitCodes: { operator: 'In', values: [2, 1] } },
      { action: 'Ignore', onExitCodes: { operator: 'In', values: [1, 1, 0] } },
      { action: 'Ignore', onExitCodes: { operator: 'NotIn', values: [0, 1] } },
      { action: 'Ignore', onExitCodes: { operator: 'In', values: [1], containerName: 'app' } },
      { action: 'Ignore', onExitCodes: { operator: 'In', values: [1], containerName: '' } },
      { action: 'Ignore', onExitCodes: { operator: 'In', values: [1], containerName: 'x' } },
      { action: 'FailIndex', onExitCodes: { operator: 'In', values: [1] } },
      { action: 'Ignore', onExitCodes: { operator: 'In', values: Array.from({ length: 256 }, (_, i) => i + 1) } },
    ] as Json[])
      object(kind, `podFailurePolicy=${show(rule).slice(0, 80)}`, [`${at}podFailurePolicy`, { rules: [rule] }]);
    object(kind, 'podFailurePolicy=many', [
      `${at}podFailurePolicy`,
      { rules: Array.from({ length: 21 }, () => ({ action: 'Count', onExitCodes: { operator: 'In', values: [1] } })) },
    ]);
    for (const policy of [null, '', 'Failed', 'TerminatingOrFailed', 'failed'] as Json[]) {
      object(kind, `podReplacementPolicy=${show(policy)}`, [`${at}podReplacementPolicy`, policy]);
      object(
        kind,
        `podReplacementPolicy=${show(policy)}/podFailurePolicy`,
        [`${at}podReplacementPolicy`, policy],
        [`${at}podFailurePolicy`, { rules: [] }],
      );
    }
    for (const rules of [
      undefined,
      null,
      [],
      [{}],
      [{ succeededCount: 0 }],
      [{ succeededCount: 3 }],
      [{ succeededCount: 4 }],
      [{ succeededCount: -1 }],
      [{ succeededIndexes: '' }],
      [{ succeededIndexes: '0' }],
      [{ succeededIndexes: '0-2' }],
      [{ succeededIndexes: '0-3' }],
      [{ succeededIndexes: '2,1' }],
      [{ succeededIndexes: '1-1' }],
      [{ succeededIndexes: '0-1-2' }],
      [{ succeededIndexes: 'a' }],
      [{ succeededIndexes: '0,1', succeededCount: 3 }],
      [{ succeededIndexes: '0,1', succeededCount: 2 }],
      [{ succeededIndexes: 'x', succeededCount: 1 }],
    ] as (Json | undefined)[]) {
      object(
        kind,
        `successPolicy=${show(rules)}`,
        [`${at}completionMode`, 'Indexed'],
        [`${at}completions`, 3],
        [`${at}successPolicy`, rules === undefined ? {} : { rules }],
      );
      if (rules === undefined) object(kind, 'successPolicy/NonIndexed', [`${at}successPolicy`, { rules: [] }]);
      if (rules === undefined)
        object(kind, 'successPolicy/unknown-mode', [`${at}completionMode`, 'x'], [`${at}successPolicy`, { rules: [] }]);
    }
    for (const value of [
      '',
      'x',
      'x/',
      '/x',
      'x/y',
      'X/y',
      'x/y z',
      'kubernetes.io/job-controller',
      `${'a'.repeat(61)}/b`,
      `${'a'.repeat(62)}/b`,
      null,
    ] as Json[])
      object(kind, `managedBy=${show(value)}`, [`${at}managedBy`, value]);
    for (const value of [null, false, true] as Json[])
      object(kind, `manualSelector=${show(value)}`, [`${at}manualSelector`, value]);
    object(kind, 'selector', [`${at}selector`, { matchLabels: { a: 'b' } }]);
    object(
      kind,
      'failure-policy/OnFailure',
      [`${at}podFailurePolicy`, { rules: [] }],
      [`${at}template.spec.restartPolicy`, 'OnFailure'],
    );
    object(
      kind,
      'failure-policy/unset',
      [`${at}podFailurePolicy`, { rules: [] }],
      [`${at}template.spec.restartPolicy`, undefined],
    );
  }
  for (const length of [52, 53, 61, 62, 63, 64]) {
    object(
      'job',
      `indexed/name=${length}`,
      ['metadata.name', 'a'.repeat(length)],
      ['spec.completionMode', 'Indexed'],
      ['spec.completions', 10],
    );
    object('cronjob', `name=${length}`, ['metadata.name', 'a'.repeat(length)]);
  }
  for (const schedule of [
    '* * * * *',
    '*/15 0-6 1,15 * mon-fri',
    '@yearly',
    '@annually',
    '@monthly',
    '@weekly',
    '@daily',
    '@midnight',
    '@hourly',
    '@reboot',
    '@every 1h',
    '@every 1h30m10s',
    '@every 1.5h',
    '@every -1h',
    '@every 0',
    '@every',
    '@every x',
    '@every 1d',
    '@Hourly',
    ' * * * * *',
    '* * * * * ',
    '*\t* * * *',
    '0 0 * * 7',
    '0 0 * * sun',
    '0 0 * * SUN-TUE',
    '0 0 * * tue-sun',
    '0 0 * jan *',
    '0 0 * 0 *',
    '0 0 * 13 *',
    '0 0 0 * *',
    '0 0 32 * *',
    '0 24 * * *',
    '60 * * * *',
    '-1 * * * *',
    '1- * * * *',
    '-5 * * * *',
    '1-5/2 * * * *',
    '5/15 * * * *',
    '*/60 * * * *',
    '*/61 * * * *',
    '*/0 * * * *',
    '*/-1 * * * *',
    '*/x * * * *',
    '1/2/3 * * * *',
    '1-2-3 * * * *',
    ', * * * *',
    '1, * * * *',
    ',1 * * * *',
    '1,,2 * * * *',
    '? ? ? ? ?',
    '*-5 * * * *',
    '?/5 * * * *',
    '+5 * * * *',
    '05 * * * *',
    '5.0 * * * *',
    'a * * * *',
    '* * * *',
    '* * * * * *',
    'TZ=UTC * * * * *',
    'CRON_TZ=Asia/Tokyo 0 0 * * *',
    'TZ',
    '0 0 L * *',
    '0 0 * * 1#2',
    '0 0 1W * *',
    'H * * * *',
    '0 0 31 2 *',
    '0 0 * * mon,wed,fri',
    '0 0 * * monday',
    null,
  ] as Json[])
    object('cronjob', `schedule=${show(schedule)}`, ['spec.schedule', schedule]);
  for (const zone of [
    '',
    'UTC',
    'utc',
    'Etc/UTC',
    'Local',
    'local',
    'GMT',
    'EST',
    'EST5EDT',
    'CET',
    'Europe/Berlin',
    'europe/berlin',
    'Europe/Kyiv',
    'Europe/Kiev',
    'Asia/Calcutta',
    'Asia/Kolkata',
    'America/Argentina/Buenos_Aires',
    'America/Argentina/ComodRivadavia',
    'Etc/GMT+5',
    'Etc/GMT-14',
    'Etc/GMT+15',
    'Asia/Nowhere',
    'Asia/',
    '/Asia',
    'Asia//Tokyo',
    '..',
    '../UTC',
    '-UTC',
    '+01',
    '+01:00',
    'UTC+1',
    'Asia/Tokyo ',
    'Mars/Phobos',
    'US/Pacific',
    'PRC',
    'Zulu',
    'ROK',
    'CEST',
    null,
  ] as Json[])
    object('cronjob', `timeZone=${show(zone)}`, ['spec.timeZone', zone]);
  for (const field of ['startingDeadlineSeconds', 'successfulJobsHistoryLimit', 'failedJobsHistoryLimit'])
    for (const value of [-1, 0, 1, null] as Json[])
      object('cronjob', `${field}=${show(value)}`, [`spec.${field}`, value]);
  for (const value of ['', 'Allow', 'Forbid', 'Replace', 'allow', null] as Json[])
    object('cronjob', `concurrencyPolicy=${show(value)}`, ['spec.concurrencyPolicy', value]);
  object('cronjob', 'schedule=unset', ['spec.schedule', undefined]);
  object('cronjob', 'jobTemplate=unset', ['spec.jobTemplate', undefined]);
  object('job', 'template=unset', ['spec.template', undefined]);
}

function references(): void {
  for (const kind of ['pod', 'statefulset', 'job']) {
    for (const field of [
      'serviceAccountName',
      'nodeName',
      'priorityClassName',
      'runtimeClassName',
      'hostname',
      'subdomain',
    ])
      for (const name of ['', 'a', 'A', 'a.b', 'a_b', null, 'x'.repeat(64)] as Json[])
        pod(kind, `${field}=${show(name).slice(0, 12)}`, [field, name]);
    for (const toleration of [
      {},
      { operator: 'Exists' },
      { operator: 'Equal' },
      { key: 'a' },
      { key: 'a b' },
      { key: 'a', operator: 'exists' },
      { key: 'a', operator: 'Exists', value: 'b' },
      { key: 'a', value: 'b c' },
      { key: 'a', value: 'b', effect: 'NoSchedule' },
      { key: 'a', effect: 'x' },
      { key: 'a', effect: '' },
      { key: 'a', tolerationSeconds: 5 },
      { key: 'a', tolerationSeconds: 5, effect: 'NoExecute' },
      { key: 'a', tolerationSeconds: 5, effect: 'NoSchedule' },
      { key: 'a', tolerationSeconds: 5, effect: 'x' },
      { value: 'b', operator: 'Exists' },
    ] as Json[])
      pod(kind, `toleration=${show(toleration)}`, ['tolerations', [toleration]]);
  }
}

function volumes(): void {
  for (const kind of ['pod', 'deployment', 'statefulset']) {
    for (const list of [
      null,
      [],
      [{ name: 'a', emptyDir: {} }],
      [{ name: '' }],
      [{ name: 'A', emptyDir: {} }],
      [
        { name: 'a', emptyDir: {} },
        { name: 'a', emptyDir: {} },
      ],
    ] as Json[])
      pod(kind, `volumes=${show(list)}`, ['volumes', list]);
    for (const mount of [
      { name: 'a', mountPath: '/a' },
      { name: 'b', mountPath: '/a' },
      { name: 'a' },
      { mountPath: '/a' },
      { name: 'a', mountPath: '' },
      { name: 'data', mountPath: '/d' },
      { name: 'a', mountPath: '/a', subPath: 'x', subPathExpr: 'y' },
    ] as Json[])
      pod(
        kind,
        `mount=${show(mount)}`,
        ['volumes', [{ name: 'a', emptyDir: {} }]],
        ['containers.0.volumeMounts', [mount]],
      );
    pod(
      kind,
      'mount/twice',
      ['volumes', [{ name: 'a', emptyDir: {} }]],
      [
        'containers.0.volumeMounts',
        [
          { name: 'a', mountPath: '/a' },
          { name: 'a', mountPath: '/a' },
          { name: 'a', mountPath: '/b' },
        ],
      ],
    );
    pod(kind, 'mount/none', ['containers.0.volumeMounts', [{ name: 'a', mountPath: '/a' }]]);
    pod(kind, 'mount/init', [
      'initContainers',
      [{ name: 'i', image: 'i', volumeMounts: [{ name: 'x', mountPath: '/a' }] }],
    ]);
    pod(
      kind,
      'device',
      ['volumes', [{ name: 'a', persistentVolumeClaim: { claimName: 'c' } }]],
      [
        'containers.0.volumeDevices',
        [
          { name: 'a', devicePath: '/dev/a' },
          { name: 'b', devicePath: '/dev/b' },
        ],
      ],
    );
  }
  const claims: Json = [
    {
      metadata: { name: 'data' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    },
  ];
  for (const name of ['data', 'other'])
    object(
      'statefulset',
      `claim/mount=${name}`,
      ['spec.volumeClaimTemplates', claims],
      ['spec.template.spec.containers.0.volumeMounts', [{ name, mountPath: '/d' }]],
    );
}

function services(): void {
  const base: Json = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 's' },
    spec: { selector: { app: 'a' }, ports: [{ port: 80 }] },
  };
  const service = (name: string, ...changes: readonly Change[]) => add(`service/${name}`, changed(base, ...changes));
  for (const list of [
    undefined,
    null,
    [],
    [{}],
    [{ port: 0 }],
    [{ port: -1 }],
    [{ port: 65535 }],
    [{ port: 65536 }],
    [{ port: 80 }, { port: 81 }],
    [
      { name: 'a', port: 80 },
      { name: 'a', port: 81 },
    ],
    [
      { name: 'a', port: 80 },
      { name: 'b', port: 80 },
    ],
    [
      { name: 'a', port: 53 },
      { name: 'b', port: 53, protocol: 'UDP' },
    ],
    [{ name: 'A', port: 80 }],
    [{ name: 'a.b', port: 80 }],
    [{ name: 'x'.repeat(63), port: 80 }],
    [{ name: 'x'.repeat(64), port: 80 }],
  ] as (Json | undefined)[])
    service(`ports=${show(list).slice(0, 60)}`, ['spec.ports', list]);
  for (const target of [
    0,
    1,
    65536,
    -1,
    '',
    'http',
    'HTTP',
    '80',
    '8080x',
    'a--b',
    'x'.repeat(15),
    'x'.repeat(16),
    null,
  ] as Json[])
    service(`targetPort=${show(target)}`, ['spec.ports.0.targetPort', target]);
  for (const protocol of ['TCP', 'UDP', 'SCTP', 'tcp', 'HTTP', '', null] as Json[])
    service(`protocol=${show(protocol)}`, ['spec.ports.0.protocol', protocol]);
  for (const value of ['http', 'kubernetes.io/h2c', 'a b', '', null] as Json[])
    service(`appProtocol=${show(value)}`, ['spec.ports.0.appProtocol', value]);
  for (const type of [undefined, null, '', 'ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName', 'nodeport'] as (
    | Json
    | undefined
  )[]) {
    service(`type=${show(type)}`, ['spec.type', type]);
    service(`type=${show(type)}/nodePort`, ['spec.type', type], ['spec.ports.0.nodePort', 30080]);
    service(`type=${show(type)}/None`, ['spec.type', type], ['spec.clusterIP', 'None']);
    service(
      `type=${show(type)}/None/no-ports`,
      ['spec.type', type],
      ['spec.clusterIP', 'None'],
      ['spec.ports', undefined],
    );
    service(`type=${show(type)}/externalName`, ['spec.type', type], ['spec.externalName', 'example.com.']);
    for (const field of ['externalTrafficPolicy', 'internalTrafficPolicy'])
      for (const value of ['', 'Local', 'Cluster', 'local'] as Json[])
        service(
          `type=${show(type)}/${field}=${show(value)}`,
          ['spec.type', type],
          [`spec.${field}`, value],
          ['spec.externalName', 'e.com'],
        );
    service(
      `type=${show(type)}/healthCheckNodePort`,
      ['spec.type', type],
      ['spec.healthCheckNodePort', 31000],
      ['spec.externalName', 'e.com'],
    );
    service(
      `type=${show(type)}/allocate`,
      ['spec.type', type],
      ['spec.allocateLoadBalancerNodePorts', false],
      ['spec.externalName', 'e.com'],
    );
    service(
      `type=${show(type)}/class`,
      ['spec.type', type],
      ['spec.loadBalancerClass', 'a/b'],
      ['spec.externalName', 'e.com'],
    );
    service(
      `type=${show(type)}/ranges`,
      ['spec.type', type],
      ['spec.loadBalancerSourceRanges', ['10.0.0.0/8']],
      ['spec.externalName', 'e.com'],
    );
  }
  for (const name of ['', 'a_b', 'a.b', 'A.b', 'a..b'])
    service(`externalName=${name}`, ['spec.type', 'ExternalName'], ['spec.externalName', name]);
  service(
    'nodePorts/duplicate',
    ['spec.type', 'NodePort'],
    [
      'spec.ports',
      [
        { name: 'a', port: 80, nodePort: 30080 },
        { name: 'b', port: 81, nodePort: 30080 },
        { name: 'c', port: 82, protocol: 'UDP', nodePort: 30080 },
      ],
    ],
  );
  for (const affinity of [undefined, '', 'None', 'ClientIP', 'clientip'] as (Json | undefined)[])
    for (const config of [
      undefined,
      null,
      {},
      { clientIP: {} },
      { clientIP: { timeoutSeconds: 0 } },
      { clientIP: { timeoutSeconds: 86400 } },
      { clientIP: { timeoutSeconds: 86401 } },
    ] as (Json | undefined)[])
      service(
        `affinity=${show(affinity)}/${show(config)}`,
        ['spec.sessionAffinity', affinity],
        ['spec.sessionAffinityConfig', config],
      );
  for (const selector of [null, {}, { app: 'a b' }, { 'a b': 'c' }] as Json[])
    service(`selector=${show(selector)}`, ['spec.selector', selector]);
  for (const name of ['a', 'A', '1a', 'a.b', 'x'.repeat(63), 'x'.repeat(64), undefined] as (Json | undefined)[])
    service(`name=${show(name).slice(0, 20)}`, ['metadata.name', name]);
  service('spec=unset', ['spec', undefined]);
}

function metadata(): void {
  for (const kind of kinds) {
    for (const name of [
      undefined,
      null,
      '',
      'a',
      'A',
      'a_b',
      'a.b',
      '1a',
      '-a',
      'a-',
      'x'.repeat(64),
      'x'.repeat(254),
    ] as (Json | undefined)[])
      object(kind, `name=${show(name).slice(0, 20)}`, ['metadata.name', name]);
    object(kind, 'generateName', ['metadata', { generateName: 'a-' }]);
    object(kind, 'generateName=A-', ['metadata', { generateName: 'A-' }]);
    object(kind, 'metadata=unset', ['metadata', undefined]);
    for (const labels of [
      null,
      {},
      { a: '' },
      { 'a b': 'c' },
      { a: 'b c' },
      { 'x.io/a': 'b' },
      { 'X.io/a': 'b' },
      { '/a': 'b' },
      { a: 'x'.repeat(64) },
    ] as Json[]) {
      object(kind, `labels=${show(labels).slice(0, 40)}`, ['metadata.labels', labels]);
      object(kind, `annotations=${show(labels).slice(0, 40)}`, ['metadata.annotations', labels]);
      if (kind !== 'pod') {
        const { pod: prefix } = bases[kind]!;
        const both = { ...((labels ?? {}) as Obj), app: 'a' };
        object(kind, `template/labels=${show(labels).slice(0, 40)}`, [`${prefix}metadata.labels`, both]);
        object(kind, `template/annotations=${show(labels).slice(0, 40)}`, [`${prefix}metadata.annotations`, labels]);
      }
      pod(kind, `nodeSelector=${show(labels).slice(0, 40)}`, ['nodeSelector', labels]);
    }
  }
  for (const namespace of ['', 'a', 'A', 'a.b'] as Json[])
    object('deployment', `namespace=${show(namespace)}`, ['metadata.namespace', namespace]);
}

function structure(): void {
  const unknown = ['livenessprobe', 'image_pull_policy', 'Containers', 'initialDelaySeconds', 'replica'];
  for (const kind of kinds) {
    for (const field of unknown) {
      object(kind, `unknown/top/${field}`, [[field], 1]);
      pod(kind, `unknown/spec/${field}`, [field, 1]);
      inContainer(kind, `unknown/container/${field}`, [field, 1]);
    }
    for (const [path, values] of [
      ['containers', ['x', {}, 5]],
      ['containers.0', ['x', 5]],
      ['containers.0.name', [1, true, {}]],
      ['containers.0.ports', ['80', 80, {}]],
      ['containers.0.ports.0.containerPort', ['80', 1.5, true]],
      ['containers.0.livenessProbe', [true, []]],
      ['containers.0.command', ['a', [1], [true]]],
      ['containers.0.tty', ['true', 1]],
      ['terminationGracePeriodSeconds', ['30', 1.5]],
      ['nodeSelector', [{ a: 1 }, { a: true }, 'a']],
      ['hostNetwork', ['yes', 1]],
    ] as [string, Json[]][])
      for (const value of values) pod(kind, `type/${path}=${show(value)}`, [path, value]);
  }
  for (const value of ['3', 1.5, true, [], {}, 2147483648] as Json[])
    object('deployment', `type/replicas=${show(value)}`, ['spec.replicas', value]);
  for (const value of [1.5, true, [], {}] as Json[])
    object('deployment', `type/maxSurge=${show(value)}`, ['spec.strategy.rollingUpdate.maxSurge', value]);
}

/** What concerns the pod's life only from afar, but may stand in the same manifest. */
function besides(): void {
  const inPod: Record<string, Json[]> = {
    affinity: [
      { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: {} } },
      ...[
        { key: 'a b', operator: 'In', values: ['x'] },
        { key: 'a', operator: 'Gt', values: ['1', '2'] },
        {},
        null,
      ].map((one) => ({
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [one] }] },
        },
      })),
      ...[0, 1, 100, 101].map((weight) => ({
        podAntiAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [{ weight, podAffinityTerm: { topologyKey: 'zone' } }],
        },
      })),
      ...[
        {},
        { topologyKey: 'a b' },
        { topologyKey: 'a', namespaces: ['A'] },
        { topologyKey: 'a', matchLabelKeys: ['a'] },
      ].map((term) => ({ podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } })),
    ],
    topologySpreadConstraints: [
      [{ maxSkew: 0, topologyKey: 'a', whenUnsatisfiable: 'DoNotSchedule' }],
      [{ maxSkew: 1, topologyKey: 'a', whenUnsatisfiable: 'ScheduleAnyway', minDomains: 2 }],
      [{ maxSkew: 1, topologyKey: 'a', whenUnsatisfiable: 'DoNotSchedule', matchLabelKeys: ['a'] }],
      [
        { maxSkew: 1, topologyKey: 'a', whenUnsatisfiable: 'DoNotSchedule' },
        { maxSkew: 2, topologyKey: 'a', whenUnsatisfiable: 'DoNotSchedule' },
      ],
      [{}],
      [null],
    ],
    dnsConfig: [
      { nameservers: ['x'] },
      { nameservers: ['1.1.1.1', '1.1.1.2', '1.1.1.3', '1.1.1.4'] },
      { searches: ['A', 'a_b', '.'] },
      { options: [{}] },
    ],
    hostAliases: [[{ ip: 'x' }], [{ ip: '010.0.0.1', hostnames: ['A'] }], [{}], [null]],
    securityContext: [
      { runAsUser: -1 },
      { fsGroup: 2147483648 },
      { supplementalGroups: [-1] },
      { seccompProfile: { type: 'Localhost' } },
      { seccompProfile: { type: 'RuntimeDefault', localhostProfile: 'a' } },
      { sysctls: [{ name: 'A b', value: '1' }] },
      { fsGroupChangePolicy: '' },
    ],
    volumes: [
      [{ name: 'a' }],
      [null],
      [{ name: 'a', emptyDir: {}, hostPath: { path: '/a' } }],
      [{ name: 'a', emptyDir: { sizeLimit: '-1' } }],
      [{ name: 'a', hostPath: { path: '/a/../b' } }],
      [{ name: 'a', configMap: { name: 'a', defaultMode: 512 } }],
      [{ name: 'a', secret: { secretName: 'a', items: [{ key: 'a', path: '../a' }] } }],
      [{ name: 'a', nfs: { server: 'a', path: 'b' } }],
      [{ name: 'a', downwardAPI: { items: [{ path: 'a' }, { path: 'b', fieldRef: { fieldPath: 'spec.nodeName' } }] } }],
      [{ name: 'a', projected: { sources: [{ configMap: { name: 'a' }, secret: { name: 'a' } }] } }],
      [{ name: 'a', projected: { sources: [{ serviceAccountToken: { path: 'a', expirationSeconds: 599 } }] } }],
      [{ name: 'a', ephemeral: { volumeClaimTemplate: { spec: { accessModes: ['ReadWriteOnce'] } } } }],
      [{ name: 'a', csi: { driver: 'a_b' } }],
    ],
    resourceClaims: [[{ name: 'a' }], [{ name: 'a', resourceClaimName: 'a', resourceClaimTemplateName: 'b' }], [{}]],
    resources: [{ limits: { storage: '1' } }, { requests: { cpu: '2' }, limits: { cpu: '1' } }],
    serviceAccount: ['A'],
    hostUsers: [false],
  };
  for (const [field, values] of Object.entries(inPod))
    for (const value of values) pod('deployment', `${field}=${show(value).slice(0, 90)}`, [field, value]);
  pod('pod', 'hostUsers=false/hostNetwork', ['hostUsers', false], ['hostNetwork', true]);
  pod('pod', 'hostPID/shareProcessNamespace', ['hostPID', true], ['shareProcessNamespace', true]);
  const inFirst: Record<string, Json[]> = {
    securityContext: [
      { privileged: true },
      { privileged: true, allowPrivilegeEscalation: false },
      { capabilities: { add: ['CAP_SYS_ADMIN'] }, allowPrivilegeEscalation: false },
      { procMount: 'Unmasked' },
      { appArmorProfile: { type: 'Localhost' } },
      { appArmorProfile: { type: 'Unconfined', localhostProfile: 'a' } },
    ],
    resizePolicy: [
      [{ resourceName: 'disk', restartPolicy: 'NotRequired' }],
      [{ resourceName: 'cpu', restartPolicy: 'x' }],
      [{}],
      [null],
    ],
    resources: [
      { limits: { 'hugepages-2Mi': '3Mi', cpu: '1' } },
      { limits: { 'hugepages-2Mi': '4Mi', cpu: '1' } },
      { claims: [{ name: 'a' }] },
    ],
    volumeMounts: [
      [{ name: 'v', mountPath: '/a', subPath: '../a' }],
      [{ name: 'v', mountPath: '/a', subPath: '/a' }],
      [{ name: 'v', mountPath: '/a', mountPropagation: 'Bidirectional' }],
      [{ name: 'v', mountPath: '/a', mountPropagation: 'x' }],
      [{ name: 'v', mountPath: '/a', recursiveReadOnly: 'Enabled' }],
      [null],
    ],
    volumeDevices: [[{ name: 'v', devicePath: '/dev/a' }], [{ name: 'v', devicePath: '../a' }]],
    env: ['1', '1m', '1k', '2', '0'].map((divisor) => [
      { name: 'A', valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor } } },
    ]),
  };
  for (const [field, values] of Object.entries(inFirst))
    for (const value of values)
      pod(
        'daemonset',
        `container/${field}=${show(value).slice(0, 90)}`,
        [`containers.0.${field}`, value],
        ['volumes', [{ name: 'v', emptyDir: {} }]],
      );
  const rules: Json[] = [
    [{ action: 'Restart' }],
    [{ action: 'x', exitCodes: { operator: 'In', values: [1] } }],
    [{ action: 'Restart', exitCodes: { values: [1] } }],
    [{ action: 'Restart', exitCodes: { operator: 'NotIn', values: [0] } }],
  ];
  for (const value of rules)
    for (const policy of [undefined, 'Never'])
      inContainer(
        'pod',
        `restartPolicy=${show(policy)}/rules=${show(value)}`,
        ['restartPolicyRules', value],
        ...(policy === undefined ? [] : [['restartPolicy', policy] as const]),
      );
  for (const kind of ['pod', 'replicaset', 'service'])
    for (const finalizers of [['a'], ['a b'], ['a/b'], ['orphan', 'foregroundDeletion']])
      object(kind === 'service' ? 'deployment' : kind, `finalizers=${show(finalizers)}`, [
        'metadata.finalizers',
        finalizers,
      ]);
  for (const name of ['app', 'none'])
    for (const profile of ['runtime/default', 'x'])
      object('pod', `apparmor/${name}=${profile}`, [
        ['metadata', 'annotations'],
        { [`container.apparmor.security.beta.kubernetes.io/${name}`]: profile },
      ]);
  for (const claim of [
    {},
    { accessModes: ['x'] },
    { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: 0 } } },
    { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, storageClassName: 'A' },
  ] as Json[])
    object('statefulset', `claim=${show(claim)}`, [
      'spec.volumeClaimTemplates',
      [{ metadata: { name: 'd' }, spec: claim }],
    ]);
  const address = (name: string, spec: Obj) =>
    add(`service/${name}`, {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'd' },
      spec: { ports: [{ port: 80 }], ...spec },
    });
  for (const clusterIP of ['x', '010.0.0.1', '10.0.0.1', 'None', 'none'])
    address(`clusterIP=${clusterIP}`, { clusterIP });
  for (const ip of ['x', '', '127.0.0.1', '0.0.0.0', '203.0.113.7', '::1'])
    address(`externalIPs=${ip}`, { externalIPs: [ip] });
  for (const range of ['x', '10.0.0.0/8', '10.0.0.0', ' 10.0.0.0/8 '])
    address(`ranges=${range}`, { type: 'LoadBalancer', loadBalancerSourceRanges: [range] });
  address('type=x/externalTrafficPolicy', { type: 'x', externalTrafficPolicy: 'Local', externalIPs: ['203.0.113.7'] });
}

/** Items that are null are objects without fields, and what is required may not be empty. */
function nothingThere(): void {
  for (const [path, values] of Object.entries<Json[]>({
    containers: [[null], [{ name: 'app', image: 'a' }, null]],
    initContainers: [[null]],
    tolerations: [[null]],
    readinessGates: [[null]],
    imagePullSecrets: [[null]],
    'containers.0.ports': [[null]],
    'containers.0.env': [[null], [{ name: '' }]],
    'containers.0.envFrom': [[null]],
    'containers.0.command': [[null]],
    'containers.0.livenessProbe': [{ httpGet: { port: 80, httpHeaders: [null] } }],
  }))
    for (const value of values) pod('replicaset', `nothing/${path}=${show(value)}`, [path, value]);
  for (const value of [[null], [{}], [{ key: 'app', operator: 'In', values: [null] }]] as Json[])
    object('deployment', `nothing/matchExpressions=${show(value)}`, ['spec.selector.matchExpressions', value]);
  for (const rules of [[null], [{ action: 'FailJob', onExitCodes: { operator: 'In', values: [null] } }]] as Json[])
    object('job', `nothing/podFailurePolicy=${show(rules)}`, ['spec.podFailurePolicy', { rules }]);
}

function combinations(count: number): void {
  const random = randomness(20_240_601);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const maybe = (chance: number) => random() < chance;
  const probe = (): Json => {
    const chosen = Object.keys(handlers).filter(() => maybe(0.3));
    const value: Obj = {};
    for (const handler of chosen.length > 0 || maybe(0.2) ? chosen : ['httpGet'])
      value[handler] =
        handler === 'exec'
          ? maybe(0.9)
            ? { command: ['a'] }
            : {}
          : {
              port: handler === 'grpc' ? pick([80, 0]) : pick(ports),
              ...(handler === 'httpGet' && maybe(0.2) ? { scheme: pick(['HTTP', 'http', 'HTTPS']) } : {}),
            };
    for (const timing of timings) if (maybe(0.25)) value[timing] = pick([-1, 0, 1, 2, 10]);
    return value;
  };
  const anyContainer = (i: number, init: boolean): Json => {
    const value: Obj = { name: maybe(0.9) ? `c${i}` : pick(['c0', 'C', '']), image: maybe(0.95) ? 'a:1' : '' };
    if (init && maybe(0.5)) value.restartPolicy = pick(['Always', 'Always', 'always', 'Never']);
    for (const field of probeFields) if (maybe(init ? 0.2 : 0.4)) value[field] = probe();
    if (maybe(0.2)) value.imagePullPolicy = pick(['Always', 'Never', 'IfNotPresent', 'never']);
    if (maybe(0.3))
      value.ports = [
        {
          name: pick(['http', 'HTTP', 'x']),
          containerPort: pick([80, 0, 70000]),
          ...(maybe(0.3) ? { hostPort: pick([80, 81]) } : {}),
        },
        ...(maybe(0.3) ? [{ name: 'http', containerPort: 81 }] : []),
      ];
    if (maybe(0.2))
      value.lifecycle = {
        [pick(['postStart', 'preStop'])]: pick<Json>([
          {},
          { sleep: { seconds: pick([0, 5, 31, -1]) } },
          { exec: { command: [] } },
          { httpGet: { port: 80 } },
        ]),
      };
    if (maybe(0.1)) value.env = [pick<Json>([{ name: '' }, { name: 'A', valueFrom: {} }, { name: 'A', value: 'b' }])];
    return value;
  };
  for (let i = 1; i <= count; i++) {
    const kind = pick(kinds);
    const changes: (readonly [string, Json])[] = [
      ['containers', Array.from({ length: pick([1, 1, 2]) }, (_, n) => anyContainer(n, false))],
    ];
    if (maybe(0.4))
      changes.push(['initContainers', Array.from({ length: pick([1, 2]) }, (_, n) => anyContainer(n + 5, true))]);
    if (maybe(0.3)) changes.push(['restartPolicy', pick(['Always', 'OnFailure', 'Never', 'never'])]);
    if (maybe(0.3)) changes.push(['terminationGracePeriodSeconds', pick([-1, 0, 4, 5, 60])]);
    if (maybe(0.2)) changes.push(['activeDeadlineSeconds', pick([0, 1, 600])]);
    if (maybe(0.2)) changes.push(['hostNetwork', true]);
    pod(kind, `random/${String(i).padStart(3, '0')}`, ...changes);
  }
}

probes();
hooks();
policies();
containers();
workloads();
jobs();
references();
volumes();
services();
metadata();
structure();
combinations(300);
besides();
nothingThere();
process.stdout.write(`${cases.map((one) => JSON.stringify(one)).join('\n')}\n`);
