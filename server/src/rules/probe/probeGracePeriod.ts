import { removeField, replaceValue } from '../../manifest/edit.ts';
import { defineRule } from '../rule.ts';

/** Upstream: `validateProbe` and `validateReadinessProbe`. */
export const probeGracePeriod = defineRule({
  meta: {
    id: 'probe-grace-period',
    severity: 'error',
    appliesTo: 'probe',
    summary: 'A grace period on a probe is at least 1 second, and never on a readiness probe.',
    messages: {
      readiness: 'A readiness probe must not have terminationGracePeriodSeconds: it never stops a container.',
      tooShort: {
        text: 'terminationGracePeriodSeconds of a probe must be at least 1, not {value}.',
        detail: 'Without it the pod’s terminationGracePeriodSeconds counts.',
      },
      remove: 'Remove terminationGracePeriodSeconds',
      setToOne: 'Set terminationGracePeriodSeconds to 1',
    },
    references: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#probe-level-terminationgraceperiodseconds',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go',
    ],
  },
  *check({ container, probe }) {
    const node = probe.node.get('terminationGracePeriodSeconds');
    if (!container.runsOn || !node.isSet) return;
    if (probe.type === 'readiness') {
      yield {
        message: 'readiness',
        at: node,
        on: 'key',
        fixes: () => [{ title: 'remove', safe: true, edits: removeField(node) }],
      };
    } else if (node.integer !== undefined && node.integer < 1) {
      yield {
        message: 'tooShort',
        at: node,
        data: { value: node.integer },
        fixes: () => [
          { title: 'remove', safe: false, edits: removeField(node) },
          { title: 'setToOne', safe: false, edits: replaceValue(node, '1') },
        ],
      };
    }
  },
});
