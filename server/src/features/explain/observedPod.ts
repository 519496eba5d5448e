/** A pod as somebody has seen it in a cluster: its spec, its status, and what events say. */
import type { DefaultedPod } from '../../kubernetes/defaults.ts';
import { isSidecar } from '../../kubernetes/pod.ts';
import type { PodStatus, Trace } from '../../lifecycle/trace/trace.ts';

/** Times are milliseconds since the pod's creation, as in a trace. */
export interface ObservedPod {
  readonly name: string;
  readonly namespace: string;
  /** Defaults filled in; of a description, what that tells. */
  readonly pod: DefaultedPod;
  readonly status: PodStatus;
  /** When conditions were last changed, by type. */
  readonly changedAtMs: ReadonlyMap<string, number>;
  /** When it was looked at. */
  readonly nowMs: number;
  /** Of a pod that is being deleted: its grace, and when that is over. */
  readonly deletion?: { readonly graceMs: number; readonly endsAtMs?: number };
  /** Finalizers keep the object although nothing runs any more. */
  readonly finalizers: readonly string[];
  /** Oldest first; empty where none are in view, which proves nothing. */
  readonly events: readonly ObservedEvent[];
  /** The restart policy is not in a description: then it is only a guess. */
  readonly isDescribed: boolean;
}

export interface ObservedEvent {
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  /** The container that it is about, where the event names one. */
  readonly container?: string;
}

/** The containers as a trace lists them, init containers first. */
export function containersOf({ spec }: DefaultedPod): Trace['containers'] {
  return [
    ...(spec.initContainers ?? []).map((container) => ({
      name: container.name,
      type: isSidecar(container) ? ('sidecar' as const) : ('init' as const),
    })),
    ...spec.containers.map(({ name }) => ({ name, type: 'regular' as const })),
  ];
}

/** Where a container stands in the pod, e.g. `spec.containers[0]`. */
export function containerPath({ spec }: DefaultedPod, name: string): string {
  const inits = spec.initContainers ?? [];
  const init = inits.findIndex((container) => container.name === name);
  if (init >= 0) return `spec.initContainers[${init}]`;
  return `spec.containers[${Math.max(
    0,
    spec.containers.findIndex((container) => container.name === name),
  )}]`;
}

/** The container of that name in the spec. */
export function containerSpec({ spec }: DefaultedPod, name: string) {
  return [...(spec.initContainers ?? []), ...spec.containers].find((container) => container.name === name);
}
