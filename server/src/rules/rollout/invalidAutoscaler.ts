import { isGateOn } from '../../kubernetes/gates.ts';
import { checkPathSegmentName } from '../../kubernetes/names.ts';
import { parseQuantity } from '../../kubernetes/quantity.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import type { ManifestObject } from '../../manifest/object.ts';
import { objectsIn, textOf } from '../reading.ts';
import { defineRule, type RawFinding, type RuleContext } from '../rule.ts';
import { isDropped } from '../structure/guardedFields.ts';

type Found = RawFinding<
  | 'tooFew'
  | 'most'
  | 'lessThanMin'
  | 'missing'
  | 'name'
  | 'group'
  | 'zeroMetrics'
  | 'noPolicies'
  | 'policyType'
  | 'selectPolicy'
  | 'value'
  | 'window'
  | 'tolerance'
  | 'period'
  | 'utilization'
>;

const longestWindow = 3600;
const longestPeriod = 1800;

/** Upstream: `ValidateHorizontalPodAutoscaler` and what it calls; invalid-autoscaler-metric looks at the metrics. */
export const invalidAutoscaler = defineRule({
  meta: {
    id: 'invalid-autoscaler',
    severity: 'error',
    appliesTo: 'object',
    summary: 'A HorizontalPodAutoscaler names what it scales, and has possible bounds.',
    messages: {
      tooFew: 'minReplicas must not be negative, but is {value}.',
      most: 'maxReplicas must be 1 or more. It is required.',
      lessThanMin: 'maxReplicas must be at least minReplicas ({min}), not {value}.',
      missing: '{field} is required.',
      name: '"{value}" is not a valid {field} of a reference: {complaint}.',
      group: '"{value}" names no API group, such as apps/v1.',
      zeroMetrics: 'To scale to zero, an Object or External metric must say when to start again. Add one.',
      noPolicies: 'An empty list of policies allows nothing. Add a policy, or remove the list.',
      policyType: '"{value}" is not a type of policy. Use Pods or Percent.',
      selectPolicy: '"{value}" is not a way to select a policy. Use Max, Min or Disabled.',
      value: '{field} must be 1 or more.',
      tolerance: 'tolerance must not be negative.',
      window: 'stabilizationWindowSeconds must be from 0 to 3600.',
      period: 'periodSeconds must be from 1 to 1800.',
      utilization: 'targetCPUUtilizationPercentage must be 1 or more.',
    },
    references: [
      'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/autoscaling/validation/validation.go',
    ],
  },
  *check({ object }, context) {
    if (!/^autoscaling\/v[12]$/.test(object.apiVersion) || object.kind !== 'HorizontalPodAutoscaler') return;
    const spec = object.root.get('spec');
    if (spec.unknown || spec.partial || (spec.isSet && !spec.isMap)) return;
    yield* checkBounds(spec);
    yield* checkReference(spec.get('scaleTargetRef'), false);
    yield* checkZero(spec, context);
    for (const metric of objectsIn(spec.get('metrics'))) {
      const described = metric.get('object').get('describedObject');
      if (metric.get('object').isMap) yield* checkReference(described, true);
    }
    const target = spec.get('targetCPUUtilizationPercentage');
    if (object.apiVersion === 'autoscaling/v1' && target.integer !== undefined && target.integer < 1)
      yield {
        message: 'utilization',
        at: target,
        path: ['spec', 'metrics', 0, 'resource', 'target', 'averageUtilization'],
      };
    for (const direction of ['scaleUp', 'scaleDown'])
      yield* checkScaling(spec.get('behavior').get(direction), object, context);
  },
});

function* checkBounds(spec: ManifestNode): Generator<Found> {
  const min = spec.get('minReplicas');
  const max = spec.get('maxReplicas');
  const least = min.isSet ? min.integer : 1;
  if (least !== undefined && least < 0) yield { message: 'tooFew', at: min, data: { value: least } };
  const most = max.isSet || max.unknown ? max.integer : 0;
  if (most === undefined) return;
  if (most < 1) yield { message: 'most', at: max };
  else if (least !== undefined && most < least)
    yield { message: 'lessThanMin', at: max, data: { value: most, min: least } };
}

function* checkReference(reference: ManifestNode, mayBeCore: boolean): Generator<Found> {
  if (reference.unknown || (reference.isSet && !reference.isMap)) return;
  for (const field of ['kind', 'name']) {
    const node = reference.get(field);
    const value = textOf(node);
    if (value === '') yield { message: 'missing', at: node, data: { field } };
    const [complaint] = value ? checkPathSegmentName(value) : [];
    if (complaint !== undefined) yield { message: 'name', at: node, data: { value: value!, field, complaint } };
  }
  const version = reference.get('apiVersion');
  const value = textOf(version);
  if (value === undefined) return;
  const isOwn = mayBeCore || textOf(reference.get('kind')) === 'ReplicationController';
  const slashes = value.split('/').length - 1;
  // Upstream: ParseGroupVersion, which takes an empty text and a single slash for nothing.
  const hasGroup = slashes === 1 && !value.startsWith('/');
  if (slashes > 1 || (!hasGroup && !isOwn)) yield { message: 'group', at: version, data: { value } };
}

function* checkZero(spec: ManifestNode, { kubernetes, gates }: RuleContext): Generator<Found> {
  const metrics = spec.get('metrics');
  if (spec.get('minReplicas').integer !== 0 || metrics.unknown) return;
  const types = metrics.items().map((metric) => (metric.get('type').unknown ? 'Object' : metric.get('type').string));
  if (types.includes('Object') || types.includes('External')) return;
  yield {
    message: 'zeroMetrics',
    at: metrics,
    on: isGateOn('HPAScaleToZero', kubernetes, gates) && metrics.present ? 'key' : spec.get('minReplicas').span,
  };
}

function* checkScaling(rules: ManifestNode, object: ManifestObject, context: RuleContext): Generator<Found> {
  if (!rules.isMap) return;
  const window = rules.get('stabilizationWindowSeconds');
  if (window.integer !== undefined && (window.integer < 0 || window.integer > longestWindow))
    yield { message: 'window', at: window };
  const tolerance = rules.get('tolerance');
  const parsed = parseQuantity(textOf(tolerance) ?? tolerance.integer ?? '');
  if ('value' in parsed && parsed.value < 0 && !isDropped(object, tolerance.path, context))
    yield { message: 'tolerance', at: tolerance };
  const select = rules.get('selectPolicy');
  if (select.isSet && select.string !== undefined && !/^(Max|Min|Disabled)$/.test(select.string))
    yield { message: 'selectPolicy', at: select, data: { value: select.string } };
  const policies = rules.get('policies');
  if (policies.isList && policies.items().length === 0) yield { message: 'noPolicies', at: policies };
  for (const policy of objectsIn(policies)) {
    const type = policy.get('type');
    const kind = textOf(type);
    if (kind !== undefined && kind !== 'Pods' && kind !== 'Percent')
      yield { message: 'policyType', at: type, data: { value: kind } };
    const value = policy.get('value');
    const amount = numberOf(value);
    if (amount !== undefined && amount < 1) yield { message: 'value', at: value, data: { field: 'value' } };
    const period = policy.get('periodSeconds');
    const seconds = numberOf(period);
    if (seconds !== undefined && (seconds < 1 || seconds > longestPeriod)) yield { message: 'period', at: period };
  }
}

/** A number that is 0 where nothing is written. */
function numberOf(node: ManifestNode): number | undefined {
  return node.isSet || node.unknown || node.partial ? node.integer : 0;
}
