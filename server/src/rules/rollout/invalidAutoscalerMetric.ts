import { checkDns1123Label, checkPathSegmentName } from '../../kubernetes/names.ts';
import { parseQuantity } from '../../kubernetes/quantity.ts';
import { isContainerResourceName } from '../../kubernetes/resourceNames.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import { plainComplaint } from '../complaint.ts';
import { objectsIn, readingMessages, textOf } from '../reading.ts';
import { defineRule, type RawFinding } from '../rule.ts';

type Found = RawFinding<
  | 'type'
  | 'noSource'
  | 'otherSource'
  | 'missing'
  | 'name'
  | 'resource'
  | 'targetType'
  | 'positive'
  | 'noTarget'
  | 'twoTargets'
>;

/** Type of a metric → the field that says more, in the order in which the API server looks at them. */
const sources = {
  Object: 'object',
  External: 'external',
  Pods: 'pods',
  Resource: 'resource',
  ContainerResource: 'containerResource',
} as const;

/** Upstream: `validateMetricSpec` and what it calls. */
export const invalidAutoscalerMetric = defineRule({
  meta: {
    id: 'invalid-autoscaler-metric',
    severity: 'error',
    appliesTo: 'object',
    summary: 'A metric of a HorizontalPodAutoscaler has one source and a target.',
    messages: {
      type: '"{value}" is not a type of metric. Use Resource, ContainerResource, Pods, Object or External.',
      noSource: 'A metric of type {type} needs {field}. Add it.',
      otherSource: '{field} does not belong to a metric of type {type}. Remove it.',
      missing: '{field} is required.',
      name: '"{value}" is not a valid {field}: {complaint}.',
      resource: '"{value}" is not a resource that containers have.',
      targetType: '"{value}" is not a type of target. Use Utilization, Value or AverageValue.',
      positive: '{field} must be more than 0.',
      noTarget: 'This target has no amount. Add {field}.',
      twoTargets: 'A target must have either {field} or {other}. Keep one of them.',
    },
    references: [
      'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#scaling-on-resource-metrics',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/autoscaling/validation/validation.go',
    ],
  },
  *check({ object }) {
    if (object.apiVersion !== 'autoscaling/v2' || object.kind !== 'HorizontalPodAutoscaler') return;
    for (const metric of objectsIn(object.root.get('spec').get('metrics'))) yield* checkMetric(metric);
  },
});

function* checkMetric(metric: ManifestNode): Generator<Found> {
  const typeNode = metric.get('type');
  const type = textOf(typeNode);
  if (type === undefined || metric.partial) return;
  const expected = Object.hasOwn(sources, type) ? sources[type as keyof typeof sources] : undefined;
  if (expected === undefined) yield { message: 'type', at: typeNode, data: { value: type } };
  const all = Object.values(sources).map((field) => ({ field, node: metric.get(field) }));
  if (all.some(({ node }) => node.unknown)) return;
  const present = all.filter(({ node }) => node.isSet);
  const [first] = present;
  if (first?.node.isMap) yield* checkSource(first.field, first.node);
  if (expected !== undefined && !metric.get(expected).isSet)
    yield { message: 'noSource', at: metric.get(expected), on: typeNode.span, data: { type, field: expected } };
  if (present.length < 2) return;
  for (const { field, node } of present) {
    if (field !== expected) yield { message: 'otherSource', at: node, on: 'key', data: { field, type } };
  }
}

function* checkSource(field: string, source: ManifestNode): Generator<Found> {
  const target = source.get('target');
  if (target.unknown || (target.isSet && !target.isMap)) return;
  yield* field === 'resource' || field === 'containerResource'
    ? checkResource(source, field)
    : checkIdentifier(source.get('metric'));
  yield* checkTarget(target);
  const has = (name: string) => target.get(name).isSet;
  if (['value', 'averageValue', 'averageUtilization'].some((name) => target.get(name).unknown)) return;
  if (field === 'resource' || field === 'containerResource') {
    if (!has('averageUtilization') && !has('averageValue'))
      yield noTarget(target.get('averageUtilization'), 'averageUtilization');
    if (has('averageUtilization') && has('averageValue'))
      yield {
        message: 'twoTargets',
        at: target.get('averageValue'),
        on: 'key',
        data: { field: 'averageValue', other: 'averageUtilization' },
      };
  } else if (field === 'pods' ? !has('averageValue') : !has('value') && !has('averageValue')) {
    yield noTarget(target.get('averageValue'), 'averageValue');
  } else if (field === 'external' && has('value') && has('averageValue')) {
    yield {
      message: 'twoTargets',
      at: target.get('value'),
      on: 'key',
      data: { field: 'value', other: 'averageValue' },
    };
  }
}

function noTarget(at: ManifestNode, field: string): Found {
  return { message: 'noTarget', at, data: { field } };
}

function* checkResource(source: ManifestNode, field: string): Generator<Found> {
  const name = source.get('name');
  const text = textOf(name);
  if (text === '') yield { message: 'missing', at: name, data: { field: 'name' } };
  if (field === 'resource') return;
  if (text && !isContainerResourceName(text)) yield { message: 'resource', at: name, data: { value: text } };
  const container = source.get('container');
  const value = textOf(container);
  if (value === '') yield { message: 'missing', at: container, data: { field: 'container' } };
  const [complaint] = value ? checkDns1123Label(value) : [];
  if (complaint !== undefined)
    yield {
      message: 'name',
      at: container,
      data: { value: value!, field: readingMessages.containerName(), complaint: plainComplaint(complaint) },
    };
}

function* checkIdentifier(metric: ManifestNode): Generator<Found> {
  const name = metric.get('name');
  const value = textOf(name);
  if (metric.unknown || value === undefined) return;
  if (value === '') yield { message: 'missing', at: name, data: { field: 'name' } };
  const [complaint] = checkPathSegmentName(value);
  if (complaint !== undefined)
    yield {
      message: 'name',
      at: name,
      data: { value, field: readingMessages.metricName(), complaint: plainComplaint(complaint) },
    };
}

function* checkTarget(target: ManifestNode): Generator<Found> {
  const type = target.get('type');
  const value = textOf(type);
  if (value !== undefined && !/^(Utilization|Value|AverageValue)$/.test(value))
    yield { message: 'targetType', at: type, data: { value } };
  for (const field of ['value', 'averageValue']) {
    const node = target.get(field);
    const amount = node.isSet ? node.value : undefined;
    const parsed = typeof amount === 'string' || typeof amount === 'number' ? parseQuantity(amount) : undefined;
    if (parsed && 'value' in parsed && parsed.value <= 0) yield { message: 'positive', at: node, data: { field } };
  }
  const utilization = target.get('averageUtilization');
  if (utilization.integer !== undefined && utilization.integer < 1)
    yield { message: 'positive', at: utilization, data: { field: 'averageUtilization' } };
}
