import { checkQualifiedName } from '../../kubernetes/names.ts';
import { replaceValue } from '../../manifest/edit.ts';
import { jobSpecOf } from '../../manifest/jobSpec.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import { compareReleases } from '../../schema/release.ts';
import { suggest } from '../../schema/suggest.ts';
import { plainComplaint } from '../complaint.ts';
import { defineRule, type RawFinding } from '../rule.ts';
import { hasBackoffLimitPerIndex, hasPodReplacementPolicy } from './gates.ts';

type Message =
  | 'action'
  | 'needsPerIndex'
  | 'both'
  | 'neither'
  | 'operator'
  | 'container'
  | 'noValues'
  | 'zero'
  | 'duplicate'
  | 'unordered'
  | 'tooManyRules'
  | 'tooManyConditions'
  | 'tooManyCodes'
  | 'conditionType'
  | 'status'
  | 'statusMissing'
  | 'replacement'
  | 'replacementEmpty'
  | 'use';
type Found = RawFinding<Message>;

const actions = ['Count', 'FailIndex', 'FailJob', 'Ignore'];

/** Upstream: `validatePodFailurePolicy` and what it calls, `validatePodReplacementPolicy`. */
export const invalidPodFailurePolicy = defineRule({
  meta: {
    id: 'invalid-pod-failure-policy',
    severity: 'error',
    appliesTo: 'workload',
    summary: 'The rules of a podFailurePolicy are complete and free of contradictions.',
    messages: {
      action: 'action must be Count, FailIndex, FailJob or Ignore, not "{value}".',
      needsPerIndex: 'FailIndex needs backoffLimitPerIndex: it fails one index of the Job.',
      both: 'A rule must have either onExitCodes or onPodConditions, not both. Make two rules of it.',
      neither: 'This rule needs onExitCodes or onPodConditions.',
      operator: 'operator must be In or NotIn, not "{value}".',
      container: 'No container of the template is named "{name}".',
      noValues: 'onExitCodes needs at least one exit code in values.',
      zero: 'With operator In, exit code 0 is not allowed: it means success.',
      duplicate: 'Exit code {value} is listed twice.',
      unordered: 'Exit codes must be listed in ascending order.',
      tooManyRules: 'A podFailurePolicy can have at most {limit} rules, not {count}.',
      tooManyConditions: 'A rule can list at most {limit} conditions, not {count}.',
      tooManyCodes: 'A rule can list at most {limit} exit codes, not {count}.',
      conditionType: '"{value}" is not a valid condition type: {complaint}.',
      status: 'status must be True, False or Unknown (in quotes), not "{value}".',
      statusMissing: {
        text: 'Before Kubernetes 1.34 a condition in a CronJob needs a status. Add status: "True".',
        detail: 'From 1.34 on, "True" is the default.',
      },
      replacement: 'With a podFailurePolicy, podReplacementPolicy must be Failed.',
      replacementEmpty: 'podReplacementPolicy must be Failed or TerminatingOrFailed.',
      use: 'Use {value}',
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/batch/validation/validation.go',
    ],
  },
  *check({ workload, pod }, context) {
    const { kubernetes } = context;
    const spec = jobSpecOf(workload);
    const replacement = spec?.get('podReplacementPolicy');
    const policy = spec?.get('podFailurePolicy');
    const isReplacing = hasPodReplacementPolicy(workload, context);
    if (isReplacing && replacement?.value === '' && !policy?.isSet)
      yield { message: 'replacementEmpty', at: replacement };
    if (!spec || !policy?.isSet || policy.unknown) return;
    const names = new Set([...pod.containers, ...pod.initContainers].map(({ name }) => name.value ?? ''));
    const lists = ['containers', 'initContainers'].map((list) => pod.spec.get(list));
    const namesKnown =
      lists.every((list) => !list.unknown && !list.partial && (list.isList || !list.isSet)) &&
      [...pod.containers, ...pod.initContainers].every(({ name }) => name.origin !== 'unknown');
    const rules = policy.get('rules');
    yield* tooMany(rules, 'tooManyRules', 20);
    for (const rule of rules.items()) {
      if (rule.unknown || !rule.readsAsMap) continue;
      yield* checkAction(rule, spec, hasBackoffLimitPerIndex(workload, context));
      const exitCodes = rule.get('onExitCodes');
      const conditions = rule.get('onPodConditions');
      if (exitCodes.isSet && !exitCodes.unknown) yield* checkExitCodes(exitCodes, namesKnown ? names : undefined);
      yield* tooMany(conditions, 'tooManyConditions', 20);
      // Upstream: defaulting fills in the status in Jobs only before 1.34.
      const needsStatus = workload.kind.kind === 'CronJob' && compareReleases(kubernetes, '1.34') < 0;
      for (const condition of conditions.items()) yield* checkCondition(condition, needsStatus);
      const hasConditions = conditions.items().length > 0;
      const mayHaveConditions = conditions.unknown || (conditions.isSet && !conditions.isList);
      if (exitCodes.isSet && hasConditions) yield { message: 'both', at: rule };
      else if (!exitCodes.isSet && !hasConditions && !mayHaveConditions && !rule.partial)
        yield { message: 'neither', at: rule };
    }
    if (!isReplacing || replacement?.string === undefined || replacement.string === 'Failed') return;
    yield {
      message: 'replacement',
      at: replacement,
      fixes: () => [
        { title: 'use', data: { value: 'Failed' }, safe: false, edits: replaceValue(replacement, 'Failed') },
      ],
    };
  },
});

function* checkAction(rule: ManifestNode, spec: ManifestNode, hasIndexes: boolean): Generator<Found> {
  const node = rule.get('action');
  const action = node.isSet ? node.string : '';
  if (action === 'FailIndex') {
    const perIndex = spec.get('backoffLimitPerIndex');
    if (hasIndexes && !perIndex.isSet && !perIndex.unknown) yield { message: 'needsPerIndex', at: node };
  } else if (action !== undefined && !actions.includes(action)) {
    const meant = suggest(action, actions);
    yield {
      message: 'action',
      at: node,
      data: { value: action },
      fixes: () =>
        meant ? [{ title: 'use', data: { value: meant }, safe: false, edits: replaceValue(node, meant) }] : [],
    };
  }
}

function* checkExitCodes(node: ManifestNode, names: ReadonlySet<string> | undefined): Generator<Found> {
  const operatorNode = node.get('operator');
  const operator = operatorNode.isSet ? operatorNode.string : '';
  if (operator !== undefined && operator !== 'In' && operator !== 'NotIn')
    yield { message: 'operator', at: operatorNode, data: { value: operator } };
  const container = node.get('containerName');
  if (container.string !== undefined && names && !names.has(container.string)) {
    const meant = suggest(container.string, [...names]);
    yield {
      message: 'container',
      at: container,
      data: { name: container.string },
      fixes: () =>
        meant ? [{ title: 'use', data: { value: meant }, safe: false, edits: replaceValue(container, meant) }] : [],
    };
  }
  const values = node.get('values');
  const items = values.items();
  if (items.length === 0 && !values.partial && !values.unknown) yield { message: 'noValues', at: values };
  yield* tooMany(values, 'tooManyCodes', 255);
  const seen = new Set<number>();
  let isOrdered = true;
  let previous = Number.NEGATIVE_INFINITY;
  for (const item of items) {
    // Nothing is read as 0.
    const value = item.value === null ? 0 : item.integer;
    if (value === undefined) continue;
    if (operator === 'In' && value === 0) yield { message: 'zero', at: item };
    if (seen.has(value)) yield { message: 'duplicate', at: item, data: { value } };
    seen.add(value);
    if (previous > value) isOrdered = false;
    previous = value;
  }
  if (!isOrdered) yield { message: 'unordered', at: values };
}

function* checkCondition(node: ManifestNode, needsStatus: boolean): Generator<Found> {
  if (node.unknown) return;
  const typeNode = node.get('type');
  const type = typeNode.isSet ? typeNode.string : '';
  const [complaint] = type === undefined ? [] : checkQualifiedName(type);
  if (complaint !== undefined)
    yield { message: 'conditionType', at: typeNode, data: { value: type!, complaint: plainComplaint(complaint) } };
  const statusNode = node.get('status');
  const status = statusNode.isSet ? statusNode.string : '';
  if (status === '' && needsStatus && !statusNode.unknown && !statusNode.partial)
    yield { message: 'statusMissing', at: statusNode };
  else if (status && !['True', 'False', 'Unknown'].includes(status))
    yield { message: 'status', at: statusNode, data: { value: status } };
}

function* tooMany(node: ManifestNode, message: Message & `tooMany${string}`, limit: number): Generator<Found> {
  const count = node.items().length;
  if (count > limit) yield { message, at: node, data: { count, limit } };
}
