/** When things happen to a container, as far as its manifest tells. */
import { type ContainerTiming, podTiming } from '../analysis/timing.ts';
import { formatFieldPath } from '../base/fieldPath.ts';
import type { ProbeType } from '../kubernetes/pod.ts';
import type { Field } from '../manifest/field.ts';
import { plainPod } from '../manifest/plainPod.ts';
import type { ContainerModel, ProbeModel } from '../manifest/podModel.ts';
import { pathInPod, type Workload } from '../manifest/workload.ts';

/**
 * The timing of a container, if nothing that decides it is hidden by a template or invalid; `probes` are those that
 * matter to what is asked.
 */
export function containerTiming(
  workload: Workload,
  container: ContainerModel,
  probes: readonly ProbeType[],
): ContainerTiming | undefined {
  const { pod } = workload;
  const path = formatFieldPath(pathInPod(workload, container.node.path) ?? []);
  const timing = podTiming(plainPod(workload)).containers.get(path);
  if (timing === undefined || timing.name !== container.name.value) return undefined;
  const isKnown = probes.every((type) => {
    const probe = container.probes.find((candidate) => candidate.type === type);
    return probe === undefined ? !container.node.partial : isKnownProbe(probe);
  });
  const hooks = container.node.get('lifecycle');
  return isKnown && isKnownField(pod.terminationGracePeriodSeconds) && !hooks.unknown && !hooks.partial
    ? timing
    : undefined;
}

function isKnownProbe({ node, timings }: ProbeModel): boolean {
  const grace = node.get('terminationGracePeriodSeconds');
  return !grace.unknown && Object.values(timings).every((field) => isKnownField(field) && (field.value ?? 0) >= 0);
}

/** Whether the manifest decides the field's value. */
export function isKnownField({ origin }: Field<unknown>): boolean {
  return origin !== 'unknown' && origin !== 'invalid';
}
