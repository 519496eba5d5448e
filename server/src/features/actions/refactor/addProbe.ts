import { seconds } from '../../../base/message.ts';
import { addMapping, removeField } from '../../../manifest/edit.ts';
import type { ContainerModel } from '../../../manifest/podModel.ts';
import { copiedHandler } from '../../../rules/copiedHandler.ts';
import { refactorMessages as say } from './messages.ts';
import type { Refactoring, RefactorPlace } from './place.ts';

/** A readiness probe that asks what liveness asks, and takes the pod out of the endpoints before that restarts it. */
export function addReadiness({ container, workload }: RefactorPlace): Refactoring[] {
  const liveness = probeOf(container, 'liveness');
  if (!container || !liveness || !canHave(container, 'readinessProbe') || !workload.kind.servedByServices) return [];
  const handler = copiedHandler(liveness);
  const { periodSeconds, failureThreshold } = liveness.timings;
  if (!handler || !periodSeconds.value || !failureThreshold.value) return [];
  const period = failureThreshold.value > 1 ? periodSeconds.value : Math.floor(periodSeconds.value / 2);
  if (period < 1) return [];
  const failures = Math.max(1, failureThreshold.value - 1);
  // A rollout that watches new pods for a shorter time would miss what the probe finds.
  const watched = workload.object.root.get('spec').get('minReadySeconds');
  if (watched.isSet && !(watched.integer !== undefined && watched.integer > 2 * period * failures)) return [];
  const timings = { periodSeconds: period, failureThreshold: failures };
  return [
    { title: say.addReadiness(), edits: addMapping(container.node, 'readinessProbe', { ...handler, ...timings }) },
  ];
}

const startupPeriodSeconds = 5;

/** A startup probe that grants as long as the delay did and liveness would have waited after it. */
export function addStartup({ container, probe }: RefactorPlace): Refactoring[] {
  if (!container || !canHave(container, 'startupProbe')) return [];
  const others = container.probes.filter(({ type }) => type !== 'startup');
  const delayed = others.filter(({ timings }) => timings.initialDelaySeconds.node.isSet);
  const asked = probe ?? probeOf(container, 'liveness') ?? others[0];
  const handler = asked && delayed.includes(asked) && copiedHandler(asked);
  if (!handler || delayed.some(({ timings }) => timings.initialDelaySeconds.value === undefined)) return [];
  const waits = delayed.map(({ timings: { initialDelaySeconds: delay, periodSeconds, failureThreshold } }) =>
    periodSeconds.value && failureThreshold.value
      ? delay.value! + periodSeconds.value * failureThreshold.value
      : Number.NaN,
  );
  const failureThreshold = Math.ceil(Math.max(...waits) / startupPeriodSeconds) + 1;
  if (!Number.isFinite(failureThreshold)) return [];
  const removals = delayed.map(({ timings }) => removeField(timings.initialDelaySeconds.node));
  const added = addMapping(container.node, 'startupProbe', {
    ...handler,
    periodSeconds: startupPeriodSeconds,
    failureThreshold,
  });
  if (!added || removals.includes(undefined)) return [];
  const granted = seconds((failureThreshold - 1) * startupPeriodSeconds);
  return [{ title: say.addStartup({ granted }), edits: [...removals.flatMap((edits) => edits!), ...added] }];
}

function probeOf(container: ContainerModel | undefined, wanted: 'liveness') {
  return container?.probes.find(({ type }) => type === wanted);
}

function canHave({ node, runsOn }: ContainerModel, field: string): boolean {
  return runsOn && !node.partial && !node.get(field).present;
}
