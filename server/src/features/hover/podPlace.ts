/** Which part of a pod's life a field belongs to. */
import type { FieldPath } from '../../base/fieldPath.ts';
import { type HookType, hookTypes, type ProbeType, probeField, probeTypes } from '../../kubernetes/pod.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import type { ContainerModel, HookModel, ProbeModel } from '../../manifest/podModel.ts';
import { pathInPod, type Workload } from '../../manifest/workload.ts';
import type { FieldDoc } from './fieldDoc.ts';
import { fieldDocs } from './fieldDocs.ts';

export interface PodPlace {
  readonly doc: FieldDoc;
  /** Path from the pod, probe or container on, as in {@link fieldDocs}. */
  readonly id: string;
  /** The field that the doc is about: the node itself, or the list or mapping around an item. */
  readonly node: ManifestNode;
  readonly workload: Workload;
  readonly container?: ContainerModel;
  readonly probeType?: ProbeType;
  /** Absent where the probe itself is empty or unknown. */
  readonly probe?: ProbeModel;
  readonly hookType?: HookType;
  readonly hook?: HookModel;
}

/** The place of a field in the pod of a workload; undefined where the field does not concern the pod's life. */
export function podPlace(workload: Workload, node: ManifestNode): PodPlace | undefined {
  const inPod = pathInPod(workload, node.path);
  if (inPod === undefined) return placeOutsideOfPod(workload, node);
  const [spec, ...path] = inPod;
  return spec === 'spec' ? placeInSpec(workload, node, path) : undefined;
}

/** A field of the workload's own spec, such as `replicas`. */
function placeOutsideOfPod(workload: Workload, node: ManifestNode): PodPlace | undefined {
  const { kind, podPath } = workload;
  if (kind.custom) return undefined;
  const inSpec = (spec: FieldPath) =>
    spec.every((step, index) => node.path[index] === step) ? node.path.slice(spec.length) : undefined;
  const jobSpec = podPath.slice(0, -1);
  if (kind.kind === 'Job' || kind.kind === 'CronJob') {
    const path = inSpec(jobSpec);
    if (path) return documented('job', node, path, { workload });
  }
  const path = inSpec(['spec']);
  return path && documented(kind.kind === 'CronJob' ? 'cronJob' : 'workload', node, path, { workload });
}

const containerLists = ['containers', 'initContainers', 'ephemeralContainers'] as const;

function placeInSpec(workload: Workload, node: ManifestNode, path: readonly (string | number)[]): PodPlace | undefined {
  const list = containerLists.find((name) => name === path[0]);
  if (list === undefined || typeof path[1] !== 'number') return documented('pod', node, path, { workload });
  const container = workload.pod[list][path[1]];
  if (container === undefined) return undefined;
  const inside = path.slice(2);
  const probeType = probeTypes.find((type) => probeField[type] === inside[0]);
  if (probeType !== undefined) {
    const probe = container.probes.find(({ type }) => type === probeType);
    const context = { workload, container, probeType, ...(probe === undefined ? {} : { probe }) };
    if (inside.length === 1) return documented('container', node, inside, context);
    return documented('probe', node, inside.slice(1), context);
  }
  const hookType = inside[0] === 'lifecycle' ? hookTypes.find((type) => type === inside[1]) : undefined;
  if (hookType !== undefined && inside.length > 2) {
    const hook = container.hooks.find(({ type }) => type === hookType);
    return documented('hook', node, inside.slice(2), {
      workload,
      container,
      hookType,
      ...(hook === undefined ? {} : { hook }),
    });
  }
  const hook = container.hooks.find(({ type }) => type === hookType);
  return documented('container', node, inside, {
    workload,
    container,
    ...(hookType === undefined ? {} : { hookType }),
    ...(hook === undefined ? {} : { hook }),
  });
}

/** The doc of the path in its scope, or of the nearest field around it: a word of a command is about the command. */
function documented(
  scope: 'workload' | 'job' | 'cronJob' | 'pod' | 'container' | 'probe' | 'hook',
  node: ManifestNode,
  path: readonly (string | number)[],
  context: Omit<PodPlace, 'doc' | 'id' | 'node'>,
): PodPlace | undefined {
  const names = path.filter((step) => typeof step === 'string').join('.');
  const resource = /^resources\.(?:requests|limits)(?=\.)/.exec(names)?.[0];
  const ids = [
    `${scope}.${names}`,
    ...(scope === 'probe' || scope === 'hook' ? [names] : []),
    ...(resource === undefined ? [] : [`${scope}.${resource}`]),
  ];
  for (const id of ids) {
    const doc = Object.hasOwn(fieldDocs, id) ? fieldDocs[id] : undefined;
    if (doc !== undefined) return { ...context, doc, id, node: fieldNode(node) };
  }
  return undefined;
}

/** Items of a list stand for the list. */
function fieldNode(node: ManifestNode): ManifestNode {
  let field = node;
  while (typeof field.path.at(-1) === 'number' && field.parent !== undefined) field = field.parent;
  return field;
}
