import { isTerminal, type PodObject } from '../apiserver/podObject.ts';
import type { PodStore } from '../apiserver/podStore.ts';
import type { TraceRecorder } from '../kernel/traceRecorder.ts';
import type { EndpointConditions } from '../trace/trace.ts';

/**
 * Keeps the pod's endpoint in the EndpointSlices of the Services that select it.
 * Upstream: `endpointslice/utils.go` in k8s.io/endpointslice.
 */
export class EndpointSliceController {
  readonly #trace: TraceRecorder;
  #last: EndpointConditions | null = null;

  constructor(trace: TraceRecorder, store: PodStore, publishNotReadyAddresses = false) {
    this.#trace = trace;
    const update = (pod: PodObject) => this.#update(endpointOf(pod, publishNotReadyAddresses));
    store.watch({
      statusChanged: update,
      deleted: update,
      removed: () => this.#update(null),
    });
  }

  #update(endpoint: EndpointConditions | null): void {
    const before = this.#last;
    const same =
      before?.ready === endpoint?.ready &&
      before?.serving === endpoint?.serving &&
      before?.terminating === endpoint?.terminating;
    if (same) return;
    this.#last = endpoint;
    this.#trace.record({ kind: 'endpoint', source: 'endpointslice', endpoint });
  }
}

/** Upstream: `podToEndpoint` and `ShouldPodBeInEndpoints`. */
export function endpointOf(
  pod: Pick<PodObject, 'status' | 'deletion'>,
  publishNotReadyAddresses: boolean,
): EndpointConditions | null {
  const { status, deletion } = pod;
  if (isTerminal(status.phase) || !status.hasPodIp) return null;
  const serving = status.conditions.some((condition) => condition.type === 'Ready' && condition.status === 'True');
  const terminating = deletion !== undefined;
  return { ready: publishNotReadyAddresses || (serving && !terminating), serving, terminating };
}
