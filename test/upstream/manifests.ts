/** Manifests of the cases, as short as they can be. */

const indented = (text: string, by: number) => text.trim().replaceAll('\n', `\n${' '.repeat(by)}`);

/** A pod of these containers; each is a line in flow style. */
export const pod = (containers: readonly string[], spec = 'restartPolicy: Always') => `apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  ${indented(spec, 2)}
  containers:
${containers.map((container) => `  - ${container}`).join('\n')}
`;

const template = (container: string, restartPolicy: string, more: string) => `template:
    metadata: {labels: {app: w}}
    spec:
      restartPolicy: ${restartPolicy}
      ${indented(more, 6)}
      containers:
      - ${container}`;

const app =
  '{name: app, image: "app:1", ports: [{containerPort: 80}], readinessProbe: {tcpSocket: {port: 80}, periodSeconds: 1}}';

const replicated = (kind: string, spec: string, container: string, more: string) => `apiVersion: apps/v1
kind: ${kind}
metadata: {name: w}
spec:
  ${indented(spec, 2)}
  selector: {matchLabels: {app: w}}
  ${template(container, 'Always', more)}
`;

export const deployment = (spec = 'replicas: 2', more = 'dnsPolicy: Default', container = app) =>
  replicated('Deployment', spec, container, more);
export const statefulSet = (spec = 'replicas: 2', more = 'dnsPolicy: Default', container = app) =>
  replicated('StatefulSet', `serviceName: w\n${spec}`, container, more);
export const daemonSet = (spec = 'minReadySeconds: 0', more = 'dnsPolicy: Default', container = app) =>
  replicated('DaemonSet', spec, container, more);
export const replicaSet = (spec = 'replicas: 2', more = 'dnsPolicy: Default', container = app) =>
  replicated('ReplicaSet', spec, container, more);

export const job = (
  spec = 'backoffLimit: 6',
  restartPolicy = 'Never',
  more = 'dnsPolicy: Default',
) => `apiVersion: batch/v1
kind: Job
metadata: {name: w}
spec:
  ${indented(spec, 2)}
  ${template('{name: app, image: "app:1"}', restartPolicy, more)}
`;
