import { replaceValue } from '../../manifest/edit.ts';
import { defineRule } from '../rule.ts';

/** Liveness and startup probes react to the first success. Upstream: `validateLivenessProbe`, `validateStartupProbe`. */
export const successThresholdMustBeOne = defineRule({
  meta: {
    id: 'success-threshold-must-be-one',
    severity: 'error',
    appliesTo: 'probe',
    summary: 'A liveness or startup probe succeeds with its first success.',
    messages: {
      mustBeOne: 'successThreshold of a {type} probe must be 1: one success counts at once.',
      setToOne: 'Set successThreshold to 1',
    },
    references: ['https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go'],
  },
  *check({ container, probe }) {
    const { value, node } = probe.timings.successThreshold;
    if (!container.runsOn || probe.type === 'readiness' || value === undefined || value === 1) return;
    yield {
      message: 'mustBeOne',
      at: node,
      data: { type: probe.type, value },
      fixes: () => [{ title: 'setToOne', safe: true, edits: replaceValue(node, '1') }],
    };
  },
});
