/** Reads the facts of documents. */
import { span } from '../../base/span.ts';
import { unknownValue } from '../../base/unknown.ts';
import { findWorkloadKind } from '../../kubernetes/workloads.ts';
import type { DocumentContent } from '../file.ts';
import type { ManifestNode } from '../node.ts';
import type { ManifestObject } from '../object.ts';
import type { ContainerModel, PodModel } from '../podModel.ts';
import { workloadOf } from '../workload.ts';
import type {
  ContainerFacts,
  DocumentFacts,
  Labels,
  Maybe,
  ObjectFacts,
  PodFacts,
  ServiceFacts,
  ServicePortFacts,
} from './facts.ts';

const known = new WeakMap<DocumentContent, DocumentFacts>();

/** The facts of a document; the same object as long as its text is the same. */
export function factsOf(content: DocumentContent): DocumentFacts {
  let facts = known.get(content);
  if (!facts) {
    facts = { objects: content.objects.map(objectFacts) };
    known.set(content, facts);
  }
  return facts;
}

const knownObjects = new WeakMap<ManifestObject, ObjectFacts>();

/** The facts of one object of a document. */
export function objectFacts(object: ManifestObject): ObjectFacts {
  let facts = knownObjects.get(object);
  if (!facts) {
    facts = readObject(object);
    knownObjects.set(object, facts);
  }
  return facts;
}

function readObject(object: ManifestObject): ObjectFacts {
  const { root, apiVersion, kind } = object;
  const metadata = root.get('metadata');
  const name = metadata.get('name');
  const service = apiVersion === 'v1' && kind === 'Service' ? readService(root.get('spec')) : undefined;
  const pod = podOf(object);
  const scales = scaledBy(object);
  const budget = kind === 'PodDisruptionBudget' ? { selector: readBudgetSelector(root.get('spec')) } : undefined;
  return {
    apiVersion,
    kind,
    name: text(name),
    namespace: text(metadata.get('namespace')),
    span: name.isSet ? name.span : root.get('kind').span,
    ...(service ? { service } : {}),
    ...(pod ? { pod } : {}),
    ...(isReplicated.test(kind) ? { replicas: readReplicas(root.get('spec').get('replicas')) } : {}),
    ...(budget ? { budget } : {}),
    ...(kind === 'PersistentVolumeClaim' ? readClaim(root.get('spec')) : {}),
    ...(scales === undefined ? {} : { scales }),
    isPatch: object.isPatch,
    ...(asksForCopies(metadata.get('annotations')) ? { isCopied: true } : {}),
  };
}

function readClaim(spec: ManifestNode): Pick<ObjectFacts, 'claim'> {
  const modes = spec.get('accessModes');
  const accessModes = modes.items().map(({ string }) => string);
  if (modes.unknown || modes.partial || !accessModes.every((mode) => mode !== undefined)) return {};
  return { claim: { accessModes, storageClassName: text(spec.get('storageClassName')) } };
}

const nobodyKnows: PodFacts = {
  labels: { pairs: {}, complete: false },
  labelsSpan: span(0, 0),
  containers: [],
  complete: false,
  hasReadinessGates: false,
};

/** Helm runs it at its time and takes it away: it is no part of what runs. */
function isHook(object: ManifestObject): boolean {
  return object.root.get('metadata').get('annotations').get('helm.sh/hook').isSet;
}

function podOf(object: ManifestObject): PodFacts | undefined {
  if (isHook(object) && workloadOf(object)) return nobodyKnows;
  const workload = workloadOf(object);
  // A PodTemplate is a template for nobody in particular.
  if (workload?.kind.kind === 'PodTemplate') return undefined;
  if (workload?.kind.servedByServices || findWorkloadKind(object.apiVersion, object.kind))
    return workload && readPodFacts(workload.pod);
  // A custom resource that carries pods, or a template where most do: what comes of it is for its controller to say.
  const template = object.root.get('spec').get('template');
  return workload || template.get('spec').get('containers').isList ? nobodyKnows : undefined;
}

function readPodFacts({ template, spec, allContainers }: PodModel): PodFacts {
  const labels = template.get('metadata').get('labels');
  const lists = [spec, spec.get('containers'), spec.get('initContainers')];
  return {
    labels: readKnownLabels(labels),
    labelsSpan: labels.keySpan,
    containers: allContainers.flatMap((container) =>
      container.role === 'regular' || container.role === 'sidecar' ? [readContainer(container, container.role)] : [],
    ),
    complete: lists.every((list) => !list.unknown && !list.partial) && !allContainers.some(mayBeSidecar),
    hasReadinessGates: spec.get('readinessGates').isSet || spec.get('readinessGates').unknown,
  };
}

/** Whether a template decides if an init container runs on and has ports. */
function mayBeSidecar({ node, role }: ContainerModel): boolean {
  return role === 'init' && node.get('restartPolicy').unknown;
}

function readContainer({ node, ports }: ContainerModel, role: ContainerFacts['role']): ContainerFacts {
  const list = node.get('ports');
  return {
    name: text(node.get('name')),
    role,
    hasReadinessProbe: unlessTemplated(node.get('readinessProbe'), (probe) => probe.isSet),
    ports: ports.map(({ name, containerPort, protocol }) => ({
      name: text(name.node),
      number: unlessTemplated(containerPort.node, () => containerPort.value),
      protocol: unlessTemplated(protocol.node, () => protocol.value ?? 'TCP'),
      span: name.node.isSet ? name.node.span : containerPort.node.span,
    })),
    portsComplete: !list.unknown && !list.partial,
    span: node.get('name').isSet ? node.get('name').span : node.keySpan,
  };
}

/** Upstream: `SetDefaults_Service` fills in what is left out. */
function readService(spec: ManifestNode): ServiceFacts {
  const selector = spec.get('selector');
  const external = spec.get('type').value === 'ExternalName';
  const labels = readKnownLabels(selector);
  const selectsNothing = labels.complete && Object.keys(labels.pairs).length === 0;
  return {
    selector: external || selectsNothing ? undefined : labels,
    selectorSpan: selector.keySpan,
    ports: spec.get('ports').items().map(readServicePort),
    headless: unlessTemplated(spec.get('clusterIP'), (node) => node.value === 'None'),
    publishNotReadyAddresses: unlessTemplated(spec.get('publishNotReadyAddresses'), (node) => node.value === true),
  };
}

function readServicePort(node: ManifestNode): ServicePortFacts {
  const target = node.get('targetPort');
  const isLeftOut = !target.unknown && (!target.isSet || target.value === 0 || target.value === '');
  const port = isLeftOut ? node.get('port') : target;
  return {
    name: text(node.get('name')),
    targetPort: unlessTemplated(port, () => port.integer ?? port.string),
    protocol: unlessTemplated(node.get('protocol'), (protocol) => protocol.string || 'TCP'),
    isTargetWritten: !isLeftOut,
    span: target.isSet ? target.span : node.get('port').span,
  };
}

/** Reflector, kubernetes-replicator, Config Syncer and their like. */
function asksForCopies(annotations: ManifestNode): boolean {
  return annotations.unknown || annotations.fields().some(({ key }) => /reflector|replicat|kubed|syncer/.test(key));
}

/** The kinds whose `spec.replicas` is 1 by default. */
const isReplicated = /^(Deployment|StatefulSet|ReplicaSet|ReplicationController)$/;

function readReplicas(node: ManifestNode): ObjectFacts['replicas'] {
  return unlessTemplated(node, () => (node.isSet ? node.integer : 1));
}

function readBudgetSelector(spec: ManifestNode): Labels {
  const selector = spec.get('selector');
  const labels = readKnownLabels(selector.get('matchLabels'));
  const asksForMore = selector.get('matchExpressions').isSet || selector.get('matchExpressions').unknown;
  return { ...labels, complete: labels.complete && !asksForMore && !selector.partial };
}

/** `kind/name` of what a HorizontalPodAutoscaler, or a ScaledObject of KEDA, decides the replicas of. */
function scaledBy({ root, kind }: ManifestObject): string | undefined {
  if (kind !== 'HorizontalPodAutoscaler' && kind !== 'ScaledObject') return undefined;
  const target = root.get('spec').get('scaleTargetRef');
  return `${target.get('kind').string ?? 'Deployment'}/${target.get('name').string ?? ''}`;
}

/** Labels as far as they are written plainly. */
function readKnownLabels(node: ManifestNode): Labels {
  const pairs: Record<string, string> = {};
  let complete = !node.unknown && !node.partial;
  for (const { key, node: value } of node.fields()) {
    if (value.string !== undefined) pairs[key] = value.string;
    else if (value.isSet) complete = false;
    else pairs[key] = '';
  }
  return { pairs, complete };
}

function text(node: ManifestNode): Maybe<string | undefined> {
  return unlessTemplated(node, ({ string }) => string);
}

function unlessTemplated<T>(node: ManifestNode, read: (node: ManifestNode) => T): Maybe<T> {
  return node.unknown ? unknownValue : read(node);
}
