/**
 * The pod that a workload makes, as plain JSON for the engine and the analysis: valid values only. What is unknown,
 * of a wrong type or out of bounds is left out, so that its default holds. Images and ports have no default: those that
 * a template or somebody else fills in are made up, as what they will be hardly matters and without them nothing runs.
 */
import { isUnknown } from '../base/unknown.ts';
import { daemonPodTolerations } from '../kubernetes/daemonPodTolerations.ts';
import type { Container, Handler, Pod, PodSpec, Probe } from '../kubernetes/pod.ts';
import { podName } from '../kubernetes/podName.ts';
import type { ContainerModel } from './podModel.ts';
import type { Workload } from './workload.ts';

const known = new WeakMap<Workload, Pod>();

export function plainPod(workload: Workload): Pod {
  let pod = known.get(workload);
  if (!pod) {
    pod = makePod(workload);
    known.set(workload, pod);
  }
  return pod;
}

function makePod({ object, kind, pod }: Workload): Pod {
  const isSpec = pod.template === pod.spec;
  const template = isSpec ? { spec: json(pod.spec.value) } : json(pod.template.value);
  const metadata = record(template.metadata);
  const name = object.name ?? object.kind.toLowerCase();
  const filledIn = object.isPatch || kind.custom !== undefined ? { image: someImage } : {};
  const given = kind.custom?.filledIn?.includes('port') ? withoutZeroPorts(template.spec) : template.spec;
  const openPorts = new Set(pod.allContainers.filter(hasOpenPorts).map(({ name }) => name.value));
  const plain = podSpec(record(given), filledIn, openPorts);
  const { terminationGracePeriodSeconds: grace } = record(given);
  // Of a Pod, but not of a template, the API server makes 1 s of a negative one.
  const isNegative = kind.kind === 'Pod' && Number.isInteger(grace) && (grace as number) < 0;
  const spec = isNegative ? { ...plain, terminationGracePeriodSeconds: grace as number } : plain;
  const claims =
    kind.kind === 'StatefulSet' ? claimNames(object.root.get('spec').get('volumeClaimTemplates').value) : [];
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: podName(kind.kind, name, template),
      namespace: object.namespace ?? 'default',
      labels: strings(metadata.labels),
      annotations: strings(metadata.annotations),
    },
    spec: kind.kind === 'DaemonSet' ? daemonPodSpec(spec) : withClaims(spec, claims),
  };
}

/** Whether a port of the container may have its name from elsewhere: a template, or what a patch is merged into. */
function hasOpenPorts({ node, ports }: ContainerModel): boolean {
  const list = node.get('ports');
  return list.partial || list.unknown || ports.some(({ name }) => name.origin === 'unknown');
}

/** Upstream: `CreatePodTemplate` in `pkg/controller/daemon/util/daemonset_util.go`. */
function daemonPodSpec(spec: PodSpec): PodSpec {
  return { ...spec, tolerations: daemonPodTolerations(spec.tolerations ?? [], spec.hostNetwork === true) };
}

function claimNames(templates: unknown): string[] {
  return list(templates).flatMap((template) => {
    const { name } = record(record(template).metadata);
    return typeof name === 'string' ? [name] : [];
  });
}

/**
 * A pod of a StatefulSet has a claim of its own for each template, in place of a volume of that name.
 * Upstream: `updateStorage` in `pkg/controller/statefulset/stateful_set_utils.go`.
 */
function withClaims(spec: PodSpec, claims: readonly string[]): PodSpec {
  if (claims.length === 0) return spec;
  const volumes = (spec.volumes ?? []).filter(({ name }) => !claims.includes(name));
  return { ...spec, volumes: [...volumes, ...claims.map((name) => ({ name, fromClaimTemplate: true }))] };
}

/** Where a controller fills in the ports of probes, 0 stands for those. */
function withoutZeroPorts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutZeroPorts);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) =>
      key === 'port' && item === 0 ? [] : [[key, withoutZeroPorts(item)]],
    ),
  );
}

const someImage = 'image:unknown';
const somePort = 8080;
/** For unknown fields of these names. */
const madeUp: Json = { image: someImage, containerPort: somePort };

/** `openPorts`: the names of the containers whose ports may have names from elsewhere. */
function podSpec(spec: Json, filledIn: Json, openPorts: ReadonlySet<string | undefined>): PodSpec {
  const { containers, initContainers, ephemeralContainers: _, ...rest } = spec;
  return {
    ...pick(rest, podFields),
    ...plainResources(rest.resources),
    ...(isRecord(rest.nodeSelector) ? { nodeSelector: strings(rest.nodeSelector) } : {}),
    ...plainUserPolicy(rest.securityContext),
    ...(isRecord(rest.os) ? { os: pick(rest.os, { name: isString }) } : {}),
    ...plainItems(rest, 'tolerations', tolerationFields),
    ...plainItems(rest, 'readinessGates', { conditionType: isString }, 'conditionType'),
    ...plainItems(rest, 'schedulingGates', { name: isString }, 'name'),
    ...plainItems(rest, 'imagePullSecrets', { name: isString }, 'name'),
    ...(Array.isArray(rest.volumes) ? { volumes: rest.volumes.filter(isVolume) } : {}),
    containers: list(containers).map((container, index) =>
      plainContainer({ ...filledIn, ...record(container) }, `container-${index}`, openPorts),
    ),
    ...(Array.isArray(initContainers)
      ? {
          initContainers: initContainers.map((container, index) =>
            plainContainer({ ...filledIn, ...record(container) }, `init-${index}`, openPorts),
          ),
        }
      : {}),
  } as PodSpec;
}

function plainContainer(container: Json, fallbackName: string, openPorts: ReadonlySet<string | undefined>): Container {
  const lifecycle = record(container.lifecycle);
  const name = typeof container.name === 'string' && container.name !== '' ? container.name : undefined;
  const ports = list(container.ports)
    .map(record)
    .filter((port) => isPositive(port.containerPort));
  const own = isPositive(ports[0]?.containerPort) ? ports[0].containerPort : somePort;
  return {
    ...pick(container, containerFields),
    name: name ?? fallbackName,
    ...present('ports', openPorts.has(name) ? [...ports, ...missingPorts(container, ports, own)] : ports),
    ...plainProbe('livenessProbe', container.livenessProbe, own),
    ...plainProbe('readinessProbe', container.readinessProbe, own),
    ...plainProbe('startupProbe', container.startupProbe, own),
    ...(container.lifecycle === undefined
      ? {}
      : { lifecycle: { ...plainHandlers('postStart', lifecycle, own), ...plainHandlers('preStop', lifecycle, own) } }),
    ...plainResources(container.resources),
    ...plainUserPolicy(container.securityContext),
    ...plainItems(container, 'env', { name: isString, value: isString, valueFrom: isRecord }, 'name'),
    ...plainItems(container, 'volumeMounts', { name: isString, subPathExpr: isString }, 'name'),
  } as Container;
}

/** Ports by the names that probes and hooks know them by: their names or they themselves may be written elsewhere. */
function missingPorts(container: Json, ports: readonly Json[], own: number): Json[] {
  const { postStart, preStop } = record(container.lifecycle);
  const names = [container.livenessProbe, container.readinessProbe, container.startupProbe, postStart, preStop]
    .map(record)
    .flatMap(({ httpGet, tcpSocket }) => [record(httpGet).port, record(tcpSocket).port])
    .filter((port) => typeof port === 'string' && port !== '' && !ports.some(({ name }) => name === port));
  return [...new Set(names)].map((name) => ({ name, containerPort: own, protocol: 'TCP' }));
}

/** The objects of a list, with what makes sense of them; without its `required` field one is left out. */
function plainItems(spec: Json, name: string, fields: Readonly<Record<string, Check>>, required?: string): Json {
  if (!Array.isArray(spec[name])) return {};
  const items = spec[name].filter(isRecord).map((item) => pick(item, fields));
  return { [name]: items.filter((item) => required === undefined || item[required] !== undefined) };
}

function plainUserPolicy(value: unknown): Json {
  if (!isRecord(value)) return {};
  return { securityContext: pick(value, { runAsNonRoot: isBoolean, runAsUser: Number.isInteger }) };
}

function plainResources(value: unknown): Json {
  if (!isRecord(value)) return {};
  return { resources: { requests: quantities(value.requests), limits: quantities(value.limits) } };
}

/** A probe without any handler is left out: the API server would not take it, and nothing could be probed. */
function plainProbe(name: string, value: unknown, own: number): Json {
  if (!isRecord(value)) return {};
  const handler = plainHandler(value, own);
  if (!handler) return {};
  const probe: Probe = { ...handler, ...pick(value, probeFields) };
  return { [name]: name === 'readinessProbe' ? probe : { ...probe, successThreshold: 1 } };
}

function plainHandlers(name: string, lifecycle: Json, own: number): Json {
  const value = lifecycle[name];
  const handler = isRecord(value) ? plainHandler(value, own) : undefined;
  return handler ? { [name]: handler } : {};
}

/** The first handler in the API server's own order; a probe may have no more than one. Without a port it asks `own`. */
function plainHandler(value: Json, own: number): Handler | undefined {
  if (isRecord(value.exec))
    return { exec: { command: list(value.exec.command).filter((word) => typeof word === 'string') } };
  if (isRecord(value.httpGet))
    return { httpGet: { ...pick(value.httpGet, httpFields), port: port(value.httpGet.port ?? own) } };
  if (isRecord(value.tcpSocket))
    return { tcpSocket: { ...pick(value.tcpSocket, { host: isString }), port: port(value.tcpSocket.port ?? own) } };
  if (isRecord(value.grpc))
    return { grpc: { ...pick(value.grpc, { service: isString }), port: Number(port(value.grpc.port ?? own)) || 0 } };
  if (isRecord(value.sleep)) return { sleep: { seconds: isCount(value.sleep.seconds) ? value.sleep.seconds : 0 } };
  return undefined;
}

function port(value: unknown): number | string {
  return typeof value === 'string' || isPositive(value) ? (value as number | string) : 0;
}

type Json = Readonly<Record<string, unknown>>;
type Check = (value: unknown) => boolean;

const isString: Check = (value) => typeof value === 'string';
const isBoolean: Check = (value) => typeof value === 'boolean';
const isCount = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 0;
const isPositive = (value: unknown): value is number => Number.isInteger(value) && (value as number) > 0;
const oneOf =
  (...values: string[]): Check =>
  (value) =>
    values.includes(value as string);

const podFields: Record<string, Check> = {
  restartPolicy: oneOf('Always', 'OnFailure', 'Never'),
  terminationGracePeriodSeconds: isCount,
  activeDeadlineSeconds: isPositive,
  nodeName: isString,
  affinity: isRecord,
  preemptionPolicy: isString,
  priority: Number.isInteger,
  priorityClassName: isString,
  overhead: isRecord,
  hostNetwork: isBoolean,
  shareProcessNamespace: isBoolean,
};

const tolerationFields: Record<string, Check> = {
  key: isString,
  operator: isString,
  value: isString,
  effect: isString,
  tolerationSeconds: Number.isInteger,
};

const containerFields: Record<string, Check> = {
  image: isString,
  imagePullPolicy: oneOf('Always', 'IfNotPresent', 'Never'),
  command: Array.isArray,
  args: Array.isArray,
  restartPolicy: oneOf('Always', 'OnFailure', 'Never'),
  restartPolicyRules: Array.isArray,
  envFrom: Array.isArray,
};

const probeFields: Record<string, Check> = {
  initialDelaySeconds: isCount,
  timeoutSeconds: isPositive,
  periodSeconds: isPositive,
  successThreshold: isPositive,
  failureThreshold: isPositive,
  terminationGracePeriodSeconds: isPositive,
};

const httpFields: Record<string, Check> = {
  path: isString,
  host: isString,
  scheme: oneOf('HTTP', 'HTTPS'),
  httpHeaders: Array.isArray,
};

function pick(object: Json, checks: Readonly<Record<string, Check>>): Record<string, unknown> {
  const entries: [string, unknown][] = [];
  for (const key of Object.keys(object))
    if (Object.hasOwn(checks, key) && checks[key]!(object[key])) entries.push([key, object[key]]);
  return Object.fromEntries(entries);
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isVolume(value: unknown): value is NonNullable<PodSpec['volumes']>[number] {
  return isRecord(value) && isString(value.name);
}

function record(value: unknown): Json {
  return isRecord(value) ? value : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function present(name: string, items: readonly unknown[]): Json {
  return items.length > 0 ? { [name]: items } : {};
}

function strings(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record(value)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function quantities(value: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(record(value)).map(([key, quantity]) => [key, String(quantity)]));
}

/** A copy without what is unknown, but with an image and ports of containers even so. */
function json(value: unknown): Json {
  const clean = (current: unknown): unknown => {
    if (Array.isArray(current)) return current.filter((item) => !isUnknown(item)).map(clean);
    if (!isRecord(current)) return current;
    const entries: [string, unknown][] = [];
    for (const key of Object.keys(current)) {
      const item = isUnknown(current[key]) ? madeUp[key] : current[key];
      if (item !== undefined && item !== null) entries.push([key, clean(item)]);
    }
    return Object.fromEntries(entries);
  };
  return record(clean(value));
}
