import { describeWindow } from '../../analysis/describe.ts';
import { addField, replaceValue } from '../../manifest/edit.ts';
import { defineRule } from '../rule.ts';
import { sameHandler } from '../sameHandler.ts';
import { timingOf } from '../timing.ts';

/** From how long on liveness is patient in itself, whatever readiness does. */
const patientMs = 60_000;

/** Silent where liveness tolerates longer than readiness, which is what the Kubernetes documentation recommends. */
export const livenessAsStrictAsReadiness = defineRule({
  meta: {
    id: 'liveness-as-strict-as-readiness',
    severity: 'warning',
    mild: { severity: 'hint' },
    appliesTo: 'container',
    summary: 'A liveness probe that asks the same as readiness tolerates failures for longer.',
    messages: {
      asStrict:
        'Liveness asks the same as readiness and gives up no later: an app that stops answering is restarted after {killed}, where readiness takes it out of service after {removed}. A moment of overload becomes a restart. Let liveness tolerate more, e.g. failureThreshold: {threshold}.',
      patient:
        'Liveness asks the same as readiness and gives up no later: an app that stops answering is restarted after {killed}, where readiness takes it out of service after {removed}. If it needs longer to recover, let liveness tolerate more, e.g. failureThreshold: {threshold}.',
      readiness: 'The readiness probe',
      raise: 'Set failureThreshold of the liveness probe to {threshold}',
    },
    references: [
      'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/#readiness-probe',
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-readiness-probes',
    ],
  },
  *check({ workload, container }) {
    const liveness = container.probes.find(({ type }) => type === 'liveness');
    const readiness = container.probes.find(({ type }) => type === 'readiness');
    if (!liveness || !readiness || !sameHandler(liveness, readiness)) return;
    const timing = timingOf(workload, container);
    const killed = timing?.stopsAnswering?.error.killed;
    const removed = timing?.removedFromEndpoints?.error;
    if (!killed || !removed || killed.worstMs > removed.worstMs) return;
    const patient = killed.bestMs > patientMs;
    const period = Math.max(1, liveness.timings.periodSeconds.value ?? 1);
    const threshold = Math.floor((2 * removed.worstMs) / 1000 / period) + 1;
    const { node } = liveness.timings.failureThreshold;
    yield {
      message: patient ? 'patient' : 'asStrict',
      mild: patient,
      at: liveness.node,
      on: 'key',
      data: { killed: describeWindow(killed), removed: describeWindow(removed), threshold },
      related: [{ at: readiness.node, message: 'readiness' }],
      fixes: () =>
        node.present
          ? [{ title: 'raise', safe: false, edits: replaceValue(node, String(threshold)) }]
          : [{ title: 'raise', safe: false, edits: addField(liveness.node, 'failureThreshold', String(threshold)) }],
    };
  },
});
