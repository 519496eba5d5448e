import {
  checkDns1123Label,
  checkDns1123Subdomain,
  checkLabelValue,
  checkQualifiedName,
} from '../../kubernetes/names.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import { compareReleases } from '../../schema/release.ts';
import { plainComplaint } from '../complaint.ts';
import { objectsIn, selectorFaults, textOf } from '../reading.ts';
import { defineRule, type RawFinding } from '../rule.ts';

type Found = RawFinding<
  | 'weight'
  | 'key'
  | 'noValues'
  | 'anyValues'
  | 'oneNumber'
  | 'oneName'
  | 'value'
  | 'fieldOperator'
  | 'fieldKey'
  | 'selector'
  | 'noSelector'
  | 'both'
  | 'namespace'
>;

/** Upstream: `validateNodeAffinity`, `validatePodAffinity` and what they call. */
export const invalidAffinity = defineRule({
  meta: {
    id: 'invalid-affinity',
    severity: 'error',
    appliesTo: 'workload',
    summary: 'Affinities to nodes and pods can be evaluated.',
    messages: {
      weight: 'weight must be from 1 to 100, not {value}.',
      key: '"{value}" is not a valid label key: {complaint}.',
      noValues: 'Operator {operator} needs values.',
      anyValues: 'Operator {operator} must not have values.',
      oneNumber: 'Operator {operator} needs exactly one number in values.',
      oneName: 'Operator {operator} needs exactly one name in values.',
      value: '"{value}" is not a valid label value: {complaint}.',
      fieldOperator: 'operator must be In or NotIn in matchFields.',
      fieldKey: 'key must be metadata.name in matchFields, not "{value}".',
      selector: 'This selector is not valid: {fault}.',
      noSelector: '{field} needs a labelSelector: it adds to it.',
      both: '"{value}" must not be in both matchLabelKeys and mismatchLabelKeys.',
      namespace: '"{value}" is not a valid name of a namespace: {complaint}.',
    },
    references: [
      'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#affinity-and-anti-affinity',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go',
    ],
  },
  *check({ pod }, { kubernetes }) {
    const affinity = pod.spec.get('affinity');
    if (!affinity.isMap) return;
    const required = 'requiredDuringSchedulingIgnoredDuringExecution';
    const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';
    const node = affinity.get('nodeAffinity');
    // Values of what is required are checked since 1.32.
    const isStrict = compareReleases(kubernetes, '1.32') >= 0;
    for (const term of objectsIn(node.get(required).get('nodeSelectorTerms'))) yield* checkNodeTerm(term, isStrict);
    for (const term of objectsIn(node.get(preferred))) {
      yield* checkWeight(term.get('weight'));
      yield* checkNodeTerm(term.get('preference'), false);
    }
    for (const kind of ['podAffinity', 'podAntiAffinity']) {
      for (const term of objectsIn(affinity.get(kind).get(required))) yield* checkPodTerm(term);
      for (const term of objectsIn(affinity.get(kind).get(preferred))) {
        yield* checkWeight(term.get('weight'));
        yield* checkPodTerm(term.get('podAffinityTerm'));
      }
    }
  },
});

function* checkWeight(node: ManifestNode): Generator<Found> {
  const value = node.integer;
  if (value !== undefined && (value < 1 || value > 100)) yield { message: 'weight', at: node, data: { value } };
}

function* checkNodeTerm(term: ManifestNode, isStrict: boolean): Generator<Found> {
  for (const requirement of objectsIn(term.get('matchExpressions'))) {
    yield* checkKey(requirement.get('key'));
    const operator = requirement.get('operator').string ?? '';
    const values = requirement.get('values');
    const count = values.items().length;
    const fault =
      /^(In|NotIn)$/.test(operator) && count === 0
        ? 'noValues'
        : /^(Exists|DoesNotExist)$/.test(operator) && count > 0
          ? 'anyValues'
          : /^(Gt|Lt)$/.test(operator) && count !== 1
            ? 'oneNumber'
            : undefined;
    if (fault !== undefined && !values.unknown && !values.partial)
      yield { message: fault, at: values, data: { operator } };
    for (const item of isStrict ? values.items() : []) {
      const [complaint] = item.string === undefined ? [] : checkLabelValue(item.string);
      if (complaint !== undefined)
        yield { message: 'value', at: item, data: { value: item.string!, complaint: plainComplaint(complaint) } };
    }
  }
  for (const requirement of objectsIn(term.get('matchFields'))) {
    const operator = textOf(requirement.get('operator'));
    const key = textOf(requirement.get('key'));
    const values = requirement.get('values');
    if (operator === 'In' || operator === 'NotIn') {
      if (values.items().length !== 1 && !values.unknown && !values.partial)
        yield { message: 'oneName', at: values, data: { operator } };
    } else if (operator !== undefined) yield { message: 'fieldOperator', at: requirement.get('operator') };
    if (key !== undefined && key !== 'metadata.name')
      yield { message: 'fieldKey', at: requirement.get('key'), data: { value: key } };
    for (const item of key === 'metadata.name' ? values.items() : []) {
      const value = textOf(item);
      const [complaint] = value === undefined ? [] : checkDns1123Subdomain(value);
      if (complaint !== undefined)
        yield { message: 'value', at: item, data: { value: value!, complaint: plainComplaint(complaint) } };
    }
  }
}

function* checkPodTerm(term: ManifestNode): Generator<Found> {
  if (term.unknown) return;
  const selector = term.get('labelSelector');
  for (const one of [selector, term.get('namespaceSelector')]) {
    for (const { at, path, fault } of selectorFaults(one)) yield { message: 'selector', at, path, data: { fault } };
  }
  for (const item of term.get('namespaces').items()) {
    const value = textOf(item);
    const [complaint] = value === undefined ? [] : checkDns1123Label(value);
    if (complaint !== undefined)
      yield {
        message: 'namespace',
        at: item,
        path: [...term.path, 'namespace'],
        data: { value: value!, complaint: plainComplaint(complaint) },
      };
  }
  const other = new Set(term.get('mismatchLabelKeys').items().map(textOf));
  for (const field of ['matchLabelKeys', 'mismatchLabelKeys']) {
    const keys = term.get(field);
    if (keys.items().length > 0 && !selector.isSet && !selector.unknown)
      yield { message: 'noSelector', at: keys, on: 'key', data: { field } };
    for (const item of keys.items()) {
      if (selector.isSet) yield* checkKey(item);
      const value = textOf(item);
      if (field === 'matchLabelKeys' && value !== undefined && other.has(value))
        yield { message: 'both', at: item, data: { value } };
    }
  }
  yield* checkKey(term.get('topologyKey'));
}

function* checkKey(node: ManifestNode): Generator<Found> {
  const value = textOf(node);
  const [complaint] = value === undefined ? [] : checkQualifiedName(value);
  if (complaint !== undefined)
    yield { message: 'key', at: node, data: { value: value!, complaint: plainComplaint(complaint) } };
}
