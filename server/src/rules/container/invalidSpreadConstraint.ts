import { checkQualifiedName } from '../../kubernetes/names.ts';
import { compareReleases } from '../../schema/release.ts';
import { plainComplaint } from '../complaint.ts';
import { objectsIn, selectorFaults, textOf } from '../reading.ts';
import { defineRule } from '../rule.ts';

/** Upstream: `validateTopologySpreadConstraints`. */
export const invalidSpreadConstraint = defineRule({
  meta: {
    id: 'invalid-spread-constraint',
    severity: 'error',
    appliesTo: 'workload',
    summary: 'Topology spread constraints can be followed.',
    messages: {
      positive: '{field} must be at least 1, not {value}.',
      minDomains: 'minDomains is allowed only with whenUnsatisfiable: DoNotSchedule.',
      empty: '{field} must not be empty. Remove it.',
      repeated: 'Two constraints have the same topologyKey and whenUnsatisfiable. Keep one of them.',
      selector: 'This selector is not valid: {fault}.',
      noSelector: '{field} needs a labelSelector: it adds to it.',
      key: '"{value}" is not a valid label key: {complaint}.',
      both: '"{value}" must not be in both matchLabelKeys and the labelSelector.',
    },
    references: [
      'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go',
    ],
  },
  *check({ pod }, { kubernetes }) {
    // Upstream: MatchLabelKeysInPodTopologySpreadSelectorMerge.
    const isMerged = compareReleases(kubernetes, '1.34') >= 0;
    const constraints = objectsIn(pod.spec.get('topologySpreadConstraints'));
    for (const [index, constraint] of constraints.entries()) {
      for (const field of ['maxSkew', 'minDomains']) {
        const node = constraint.get(field);
        if (node.integer !== undefined && node.integer < 1)
          yield { message: 'positive', at: node, data: { field, value: node.integer } };
      }
      const action = constraint.get('whenUnsatisfiable');
      const minDomains = constraint.get('minDomains');
      const isOther = !action.unknown && action.value !== 'DoNotSchedule';
      if (minDomains.isSet && !minDomains.unknown && isOther)
        yield { message: 'minDomains', at: minDomains, on: 'key' };
      for (const field of ['nodeAffinityPolicy', 'nodeTaintsPolicy']) {
        const node = constraint.get(field);
        if (node.value === '') yield { message: 'empty', at: node, data: { field } };
      }
      const key = constraint.get('topologyKey');
      const isSame = (other: typeof constraint) =>
        (other.get('topologyKey').string ?? '') === (key.string ?? '') &&
        (other.get('whenUnsatisfiable').string ?? '') === (action.string ?? '');
      const isKnown = (other: typeof constraint) =>
        !other.get('topologyKey').unknown && !other.get('whenUnsatisfiable').unknown;
      if (constraints.slice(index + 1).some((other) => isKnown(constraint) && isKnown(other) && isSame(other)))
        yield { message: 'repeated', at: key, path: [...constraint.path, '{topologyKey, whenUnsatisfiable}'] };
      const selector = constraint.get('labelSelector');
      for (const { at, path, fault } of selectorFaults(selector))
        yield { message: 'selector', at, path, data: { fault } };
      const keys = constraint.get('matchLabelKeys');
      if (keys.items().length > 0 && !selector.isSet && !selector.unknown)
        yield { message: 'noSelector', at: keys, on: 'key', data: { field: 'matchLabelKeys' } };
      const selected = new Set([
        ...selector
          .get('matchLabels')
          .fields()
          .map((label) => label.key),
        ...objectsIn(selector.get('matchExpressions')).map((one) => one.get('key').string ?? ''),
      ]);
      for (const item of keys.items()) {
        const value = textOf(item);
        if (value === undefined) continue;
        const [complaint] = checkQualifiedName(value);
        if (complaint !== undefined && (!isMerged || selector.isSet))
          yield { message: 'key', at: item, data: { value, complaint: plainComplaint(complaint) } };
        else if (selected.has(value) && !isMerged) yield { message: 'both', at: item, data: { value } };
      }
    }
  },
});
