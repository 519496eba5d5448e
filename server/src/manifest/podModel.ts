/** A pod's spec as a manifest writes it, every field with its effective value. */
import { defaultImagePullPolicy, probeDefaults } from '../kubernetes/defaults.ts';
import { isNamedLater } from '../kubernetes/imageReference.ts';
import {
  type HookHandler,
  type HookType,
  hookHandlers,
  hookTypes,
  type ProbeHandler,
  type ProbeType,
  probeField,
  probeHandlers,
  probeTypes,
} from '../kubernetes/pod.ts';
import { asInteger, asPort, asString, type Field, readField } from './field.ts';
import type { ManifestNode } from './node.ts';

export interface PodModel {
  /** `spec` of the pod or of the pod template. */
  readonly spec: ManifestNode;
  /** The pod template, or the object itself where it is a Pod; the `spec` where nothing else is there. */
  readonly template: ManifestNode;
  readonly restartPolicy: Field<string>;
  readonly terminationGracePeriodSeconds: Field<number>;
  readonly containers: readonly ContainerModel[];
  readonly initContainers: readonly ContainerModel[];
  readonly ephemeralContainers: readonly ContainerModel[];
  /** Init containers first, then regular ones, then ephemeral ones. */
  readonly allContainers: readonly ContainerModel[];
}

export interface ContainerModel {
  readonly node: ManifestNode;
  readonly role: 'regular' | 'init' | 'sidecar' | 'ephemeral';
  readonly name: Field<string>;
  readonly image: Field<string>;
  readonly imagePullPolicy: Field<string>;
  readonly ports: readonly PortModel[];
  /** Only the probes that are written, in the order startup, readiness, liveness. */
  readonly probes: readonly ProbeModel[];
  /** Only the lifecycle hooks that are written. */
  readonly hooks: readonly HookModel[];
  /** Whether it may have probes and hooks: regular containers and sidecars may, and only there the API server looks into them. */
  readonly runsOn: boolean;
}

export interface PortModel {
  readonly node: ManifestNode;
  readonly name: Field<string>;
  readonly containerPort: Field<number>;
  readonly protocol: Field<string>;
}

export const probeTimings = [
  'initialDelaySeconds',
  'timeoutSeconds',
  'periodSeconds',
  'successThreshold',
  'failureThreshold',
] as const;
export type ProbeTiming = (typeof probeTimings)[number];

export interface ProbeModel {
  readonly node: ManifestNode;
  readonly type: ProbeType;
  /** The handlers that are written, in the order in which the API server looks at them. */
  readonly handlers: readonly { readonly type: ProbeHandler; readonly node: ManifestNode }[];
  readonly timings: Readonly<Record<ProbeTiming, Field<number>>>;
  /** The port of the handler, where it has one. */
  readonly port: Field<number | string> | undefined;
}

export interface HookModel {
  readonly node: ManifestNode;
  readonly type: HookType;
  /** The handlers that are written, in the order in which the API server looks at them. */
  readonly handlers: readonly { readonly type: HookHandler; readonly node: ManifestNode }[];
}

export interface PodReading {
  /** The names of the lists of containers where they are not those of a pod. */
  readonly containerLists?: readonly string[] | undefined;
  /** Images, without tag and digest, that are replaced before the object is created. */
  readonly images?: readonly string[] | undefined;
  /** The names of containers that get another image before that; `*` stands for all. */
  readonly patchedImages?: readonly string[] | undefined;
}

/** Reads the pod that has its `metadata` and `spec` in `template`, or the one whose `spec` `template` is itself. */
export function readPod(
  template: ManifestNode,
  { containerLists = ['containers'], ...replaced }: PodReading = {},
): PodModel {
  const readContainer = (node: ManifestNode, role: ContainerModel['role']) => readContainerOf(node, role, replaced);
  // Beside a spec, a list of containers is one that has slipped out of it.
  const isSpec = !template.get('spec').isMap && containerLists.some((list) => template.get(list).present);
  const spec = isSpec ? template : template.get('spec');
  const containers = containerLists.flatMap((list) => {
    const node = spec.get(list);
    // Tekton's `stepTemplate` is one container for all.
    return (list !== 'containers' && node.isMap ? [node] : node.items()).map((item) => readContainer(item, 'regular'));
  });
  const initContainers = (containerLists.includes('initContainers') ? [] : spec.get('initContainers').items()).map(
    (node) => readContainer(node, node.get('restartPolicy').value === 'Always' ? 'sidecar' : 'init'),
  );
  const ephemeralContainers = spec
    .get('ephemeralContainers')
    .items()
    .map((node) => readContainer(node, 'ephemeral'));
  return {
    spec,
    template,
    restartPolicy: readField(spec.get('restartPolicy'), { read: asString, default: 'Always', isZero: isEmpty }),
    terminationGracePeriodSeconds: readField(spec.get('terminationGracePeriodSeconds'), {
      read: asInteger,
      default: 30,
    }),
    containers,
    initContainers,
    ephemeralContainers,
    allContainers: [...initContainers, ...containers, ...ephemeralContainers],
  };
}

function readContainerOf(node: ManifestNode, role: ContainerModel['role'], replaced: PodReading): ContainerModel {
  const image = readImage(node, replaced);
  return {
    node,
    role,
    name: readField(node.get('name'), { read: asString }),
    image,
    imagePullPolicy: readPullPolicy(node, image),
    ports: node.get('ports').items().map(readPort),
    probes: probeTypes.flatMap((type) => {
      const probe = node.get(probeField[type]);
      return probe.isSet && !probe.unknown ? [readProbe(probe, type)] : [];
    }),
    hooks: hookTypes.flatMap((type) => {
      const hook = node.get('lifecycle').get(type);
      return hook.isSet && !hook.unknown ? [{ node: hook, type, handlers: readHandlers(hook, hookHandlers) }] : [];
    }),
    runsOn: role === 'regular' || role === 'sidecar',
  };
}

/** What somebody else replaces is unknown. */
function readImage(container: ManifestNode, { images = [], patchedImages = [] }: PodReading): Field<string> {
  const node = container.get('image');
  const image = readField(node, { read: asString });
  const { value } = image;
  const isPatched = patchedImages.includes('*') || patchedImages.includes(container.get('name').string ?? '*');
  const isReplaced =
    isPatched || (value !== undefined && (isNamedLater(value) || images.includes(withoutVersion(value))));
  return isReplaced ? { node, value: undefined, origin: 'unknown' } : image;
}

/** As Kustomize compares images. Upstream: kustomize `api/internal/image/image.go`. */
function withoutVersion(image: string): string {
  const named = image.split('@', 1)[0]!;
  const colon = named.lastIndexOf(':');
  return colon > named.lastIndexOf('/') ? named.slice(0, colon) : named;
}

/** The default follows from the image, so it is unknown where the image is. */
function readPullPolicy(container: ManifestNode, image: Field<string>): Field<string> {
  const node = container.get('imagePullPolicy');
  const field = readField(node, {
    read: asString,
    default: defaultImagePullPolicy(image.value ?? ''),
    isZero: isEmpty,
  });
  return field.origin === 'default' && image.origin === 'unknown'
    ? { node, value: undefined, origin: 'unknown' }
    : field;
}

function readPort(node: ManifestNode): PortModel {
  return {
    node,
    name: readField(node.get('name'), { read: asString }),
    containerPort: readField(node.get('containerPort'), { read: asInteger }),
    protocol: readField(node.get('protocol'), { read: asString, default: 'TCP', isZero: isEmpty }),
  };
}

function readProbe(node: ManifestNode, type: ProbeType): ProbeModel {
  const handlers = readHandlers(node, probeHandlers);
  const withPort = handlers.find((handler) => handler.type !== 'exec');
  const timing = (name: ProbeTiming) =>
    readField(node.get(name), { read: asInteger, default: probeDefaults[name], isZero: (value) => value === 0 });
  return {
    node,
    type,
    handlers,
    timings: {
      initialDelaySeconds: timing('initialDelaySeconds'),
      timeoutSeconds: timing('timeoutSeconds'),
      periodSeconds: timing('periodSeconds'),
      successThreshold: timing('successThreshold'),
      failureThreshold: timing('failureThreshold'),
    },
    port: withPort && readField(withPort.node.get('port'), { read: asPort }),
  };
}

function readHandlers<T extends string>(node: ManifestNode, types: readonly T[]): { type: T; node: ManifestNode }[] {
  return types.filter((type) => node.get(type).isSet).map((type) => ({ type, node: node.get(type) }));
}

function isEmpty(value: string): boolean {
  return value === '';
}
