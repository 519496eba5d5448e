import { timeRange } from '../../base/message.ts';
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
      asStrict: {
        text: 'Overload leads to a restart: liveness gives up after {killed}, no later than readiness ({removed}).',
        detail:
          'Both probes ask the same. An app that stops answering is taken out of service by readiness and restarted by liveness. Let liveness tolerate more, e.g. failureThreshold: {threshold}.',
      },
      patient: {
        text: 'Liveness restarts the container after {killed}, no later than readiness takes it out of service ({removed}).',
        detail:
          'Both probes ask the same. If the app needs longer to recover, let liveness tolerate more, e.g. failureThreshold: {threshold}.',
      },
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
      data: { killed: timeRange(killed), removed: timeRange(removed), threshold },
      related: [{ at: readiness.node, message: 'readiness' }],
      fixes: () =>
        node.present
          ? [{ title: 'raise', safe: false, edits: replaceValue(node, String(threshold)) }]
          : [{ title: 'raise', safe: false, edits: addField(liveness.node, 'failureThreshold', String(threshold)) }],
    };
  },
});
