import { checkLabelValue, checkQualifiedName } from '../../kubernetes/names.ts';
import { replaceValue } from '../../manifest/edit.ts';
import { suggest } from '../../schema/suggest.ts';
import { plainComplaint } from '../complaint.ts';
import { defineRule } from '../rule.ts';

const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];
const operators = ['Equal', 'Exists'];

/** Upstream: `ValidateTolerations`; a value that does not fit is reported at the operator. */
export const invalidToleration = defineRule({
  meta: {
    id: 'invalid-toleration',
    severity: 'error',
    appliesTo: 'workload',
    summary: 'Tolerations are free of contradictions.',
    messages: {
      key: 'Key "{value}" of this toleration is not valid: it {complaint}.',
      keyMissing:
        'Without a key a toleration is for all taints, and then its operator must be Exists. Add key, or set operator: Exists.',
      operator: 'operator of a toleration is Equal or Exists; "{value}" would be rejected.',
      existsWithValue:
        'With operator: Exists the taint’s value does not matter, so value must be left out. Remove it, or use Equal.',
      value: 'Value "{value}" of this toleration is not valid: it {complaint}.',
      effect:
        'effect is NoSchedule, PreferNoSchedule or NoExecute; "{value}" would be rejected. Left out it means all of them.',
      seconds: 'tolerationSeconds is how long a pod stays after a NoExecute taint, so effect must be NoExecute.',
      use: 'Use {value}',
    },
    references: [
      'https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go',
    ],
  },
  *check({ pod }) {
    for (const item of pod.spec.get('tolerations').items()) {
      if (item.unknown || !item.readsAsMap) continue;
      const text = (name: string) => {
        const node = item.get(name);
        return { node, value: node.unknown ? undefined : node.isSet ? node.string : '' };
      };
      const [key, operator, value, effect] = [text('key'), text('operator'), text('value'), text('effect')];
      const [complaint] = key.value ? checkQualifiedName(key.value) : [];
      if (complaint !== undefined)
        yield { message: 'key', at: key.node, data: { value: key.value!, complaint: plainComplaint(complaint) } };
      if (key.value === '' && operator.value !== undefined && operator.value !== 'Exists') {
        yield { message: 'keyMissing', at: operator.node };
      } else if (operator.value && !operators.includes(operator.value)) {
        yield {
          message: 'operator',
          at: operator.node,
          data: { value: operator.value },
          fixes: () => corrected(operator.node, operators),
        };
      } else if (operator.value === 'Exists' && value.value) {
        yield { message: 'existsWithValue', at: value.node, path: operator.node.path };
      } else if (operator.value !== undefined && value.value) {
        const [fault] = checkLabelValue(value.value);
        if (fault !== undefined)
          yield {
            message: 'value',
            at: value.node,
            path: operator.node.path,
            data: { value: value.value, complaint: plainComplaint(fault) },
          };
      }
      if (effect.value && !effects.includes(effect.value))
        yield {
          message: 'effect',
          at: effect.node,
          data: { value: effect.value },
          fixes: () => corrected(effect.node, effects),
        };
      else if (item.get('tolerationSeconds').isSet && effect.value !== undefined && effect.value !== 'NoExecute')
        yield { message: 'seconds', at: effect.node, on: item.get('tolerationSeconds').keySpan };
    }
  },
});

function corrected(node: Parameters<typeof replaceValue>[0], values: readonly string[]) {
  const meant = suggest(node.string ?? '', values);
  return meant
    ? [{ title: 'use' as const, data: { value: meant }, safe: false, edits: replaceValue(node, meant) }]
    : [];
}
