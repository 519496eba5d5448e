import { seconds } from '../../../base/message.ts';
import { isGateOn } from '../../../kubernetes/gates.ts';
import { addMapping } from '../../../manifest/edit.ts';
import { refactorMessages as say } from './messages.ts';
import type { Refactoring, RefactorPlace } from './place.ts';

/** Until every node has heard that the pod gets no more requests. */
const untilEndpointsKnowSeconds = 5;

/** The app must have time left after the hook. */
const leastGraceSeconds = 2 * untilEndpointsKnowSeconds;

export function addPreStop({ container, workload, target }: RefactorPlace): Refactoring[] {
  if (container?.role !== 'regular' || container.node.partial || !workload.kind.servedByServices) return [];
  const { value: grace } = workload.pod.terminationGracePeriodSeconds;
  const lifecycle = container.node.get('lifecycle');
  if (lifecycle.unknown || lifecycle.get('preStop').present || grace === undefined || grace < leastGraceSeconds)
    return [];
  const hasSleep = isGateOn('PodLifecycleSleepAction', target.kubernetes, target.gates);
  const hook = hasSleep
    ? { sleep: { seconds: untilEndpointsKnowSeconds } }
    : { exec: { command: ['sleep', String(untilEndpointsKnowSeconds)] } };
  const edits = lifecycle.isMap
    ? addMapping(lifecycle, 'preStop', hook)
    : addMapping(container.node, 'lifecycle', { preStop: hook });
  return [{ title: say.preStop({ duration: seconds(untilEndpointsKnowSeconds) }), edits }];
}
