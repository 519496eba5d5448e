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
      key: 'Key "{value}" of this toleration is not valid: {complaint}.',
      keyMissing: 'A toleration without key tolerates all taints and needs operator: Exists.',
      operator: 'operator of a toleration must be Equal or Exists, not "{value}".',
      existsWithValue: 'With operator: Exists, value must not be set. Remove it, or use Equal.',
      value: 'Value "{value}" of this toleration is not valid: {complaint}.',
      effect: {
        text: 'effect must be NoSchedule, PreferNoSchedule or NoExecute, not "{value}".',
        detail: 'Without effect all of them are tolerated.',
      },
      seconds: {
        text: 'tolerationSeconds needs effect: NoExecute.',
        detail: 'It is how long a pod stays after such a taint.',
      },
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
