/** Objects that are pods or make pods. */
import { findWorkloadKind, type WorkloadKind } from '../kubernetes/workloads.ts';
import type { ManifestObject } from './object.ts';
import { type PodModel, readPod } from './podModel.ts';

export interface Workload {
  readonly object: ManifestObject;
  readonly kind: WorkloadKind;
  readonly pod: PodModel;
}

const known = new WeakMap<ManifestObject, Workload | null>();

/** The workload that an object is; undefined for a Service and whatever else has no pod. */
export function workloadOf(object: ManifestObject): Workload | undefined {
  let workload = known.get(object);
  if (workload === undefined) {
    const kind = findWorkloadKind(object.apiVersion, object.kind);
    workload = kind ? { object, kind, pod: readPod(object.root.at(kind.podPath)) } : null;
    known.set(object, workload);
  }
  return workload ?? undefined;
}
