/** Objects that are pods or make pods. */
import { type FieldPath, parseFieldPath } from '../base/fieldPath.ts';
import { findCustomWorkloadKind, findWorkloadKind, type WorkloadKind } from '../kubernetes/workloads.ts';
import type { ManifestNode } from './node.ts';
import type { ManifestObject } from './object.ts';
import { type PodModel, readPod } from './podModel.ts';

export interface Workload {
  readonly object: ManifestObject;
  readonly kind: WorkloadKind;
  /** From the object to the pod template, or to the pod's `spec` where there is no template around it. */
  readonly podPath: FieldPath;
  readonly pod: PodModel;
}

const known = new WeakMap<ManifestObject, readonly Workload[]>();

/**
 * The workload that an object is, the first one of a custom resource that makes several kinds of pods; undefined for a
 * Service and whatever else has no pod.
 */
export function workloadOf(object: ManifestObject): Workload | undefined {
  return workloadsOf(object)[0];
}

/** The workloads in an object: at most one for Kubernetes' own kinds. */
export function workloadsOf(object: ManifestObject): readonly Workload[] {
  let workloads = known.get(object);
  if (workloads === undefined) {
    workloads = readWorkloads(object);
    known.set(object, workloads);
  }
  return workloads;
}

/** The workload of an object in whose pod a field stands. */
export function workloadAround(object: ManifestObject, path: FieldPath): Workload | undefined {
  const workloads = workloadsOf(object);
  return (
    workloads.find(({ podPath }) => podPath.every((step, index) => path[index] === step)) ??
    (workloads.length === 1 ? workloads[0] : undefined)
  );
}

/** The path of a field as seen from the pod (`spec.containers[0].image`); undefined where it lies outside of the pod. */
export function pathInPod({ podPath, pod }: Workload, path: FieldPath): FieldPath | undefined {
  if (podPath.some((step, index) => path[index] !== step)) return undefined;
  const inside = path.slice(podPath.length);
  return pod.template === pod.spec ? ['spec', ...inside] : inside;
}

/** The inverse of {@link pathInPod}. */
export function nodeInPod({ pod }: Workload, path: FieldPath): ManifestNode {
  return pod.template === pod.spec && path[0] === 'spec' ? pod.spec.at(path.slice(1)) : pod.template.at(path);
}

function readWorkloads(object: ManifestObject): Workload[] {
  const { apiVersion, kind: name, root, context } = object;
  const kind = findWorkloadKind(apiVersion, name);
  const replaced = { images: context.replacedImages, patchedImages: context.patchedImages };
  if (kind) return [{ object, kind, podPath: kind.podPath, pod: readPod(root.at(kind.podPath), replaced) }];
  const custom = findCustomWorkloadKind(apiVersion, name, context.podPaths);
  if (!custom?.custom) return [];
  const { paths, partial, filledIn, containerLists } = custom.custom;
  const places = paths.flatMap((path) => [...expand(root, parsePodPath(path))]);
  return places
    .filter((place) => place.isMap)
    .map((place) => {
      const template = partial ? place.asPartial() : filledIn ? place.withFilledIn(new Set(filledIn)) : place;
      return {
        object,
        kind: custom,
        podPath: place.path,
        pod: readPod(template, { containerLists, ...replaced }),
      };
    });
}

/** `spec.tasks[*].template` as steps, `*` among them. */
export function parsePodPath(path: string): FieldPath {
  return parseFieldPath(path.replace(/^\$?\./, ''));
}

/** The written places that a path with `*` names. */
function* expand(node: ManifestNode, path: FieldPath): Generator<ManifestNode> {
  const [step, ...rest] = path;
  if (step === undefined) yield node;
  else if (step !== '*') yield* expand(typeof step === 'number' ? node.item(step) : node.get(step), rest);
  else for (const child of [...node.items(), ...node.fields().map((field) => field.node)]) yield* expand(child, rest);
}
