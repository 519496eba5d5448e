/** When things happen to a container, for rules: asked from `analysis`, and only where nothing hides what decides it. */
import { type ContainerTiming, podTiming } from '../analysis/timing.ts';
import { formatFieldPath } from '../base/fieldPath.ts';
import { plainPod } from '../manifest/plainPod.ts';
import type { ContainerModel, ProbeModel } from '../manifest/podModel.ts';
import { pathInPod, type Workload } from '../manifest/workload.ts';

/** Undefined where a template, or a value that is not valid, leaves the container's timing open. */
export function timingOf(workload: Workload, container: ContainerModel): ContainerTiming | undefined {
  if (!container.runsOn || container.node.partial || !container.probes.every(isKnown)) return undefined;
  const path = pathInPod(workload, container.node.path);
  return path && podTiming(plainPod(workload)).containers.get(formatFieldPath(path));
}

function isKnown({ node, timings, handlers }: ProbeModel): boolean {
  return (
    !node.partial &&
    handlers.length === 1 &&
    Object.values(timings).every(({ value, origin }) => (origin === 'explicit' || origin === 'default') && value! >= 0)
  );
}
