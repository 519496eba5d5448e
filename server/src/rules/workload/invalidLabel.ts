import type { FieldPath } from '../../base/fieldPath.ts';
import { checkLabels } from '../../kubernetes/labelSelector.ts';
import { checkLabelValue, checkQualifiedName } from '../../kubernetes/names.ts';
import { readLabels } from '../../manifest/labels.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import { type Workload, workloadsOf } from '../../manifest/workload.ts';
import { plainComplaint } from '../complaint.ts';
import { defineRule, type RawFinding } from '../rule.ts';
import { isValidated } from '../validatedKinds.ts';

/** Upstream: `ValidateLabels`, `ValidateAnnotations`. Of a template the API server names `labels` without `metadata`. */
export const invalidLabel = defineRule({
  meta: {
    id: 'invalid-label',
    severity: 'error',
    appliesTo: 'object',
    summary: 'Labels and annotations have valid keys, and labels valid values.',
    messages: {
      label: 'Label "{key}" is not valid: {complaint}.',
      annotation: 'The key of annotation "{key}" is not valid: {complaint}.',
    },
    references: [
      'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/validation/validation.go',
    ],
  },
  *check({ object }) {
    const own = object.root.get('metadata');
    const isService = object.apiVersion === 'v1' && object.kind === 'Service';
    const selector = object.root.get('spec').get('selector');
    if (isService) yield* labels(selector, selector.path);
    const workloads = workloadsOf(object);
    if (!isValidated(object) && workloads.length === 0) return;
    yield* labels(own.get('labels'), own.get('labels').path);
    yield* annotations(own.get('annotations'), own.get('annotations').path);
    for (const workload of workloads) yield* ofPods(workload);
  },
});

function* ofPods({ kind, object, pod }: Workload): Generator<RawFinding<'label' | 'annotation'>> {
  const nodeSelector = pod.spec.get('nodeSelector');
  yield* labels(nodeSelector, nodeSelector.path);
  if (kind.kind === 'Job' && object.root.get('spec').get('manualSelector').value !== true) {
    // The name becomes the value of a label of the pods.
    const name = object.root.get('metadata').get('name');
    const [complaint] = name.string ? checkLabelValue(name.string) : [];
    const path = [...pod.template.path, 'labels'];
    if (complaint !== undefined)
      yield { message: 'label', at: name, path, data: { key: 'job-name', complaint: plainComplaint(complaint) } };
  }
  if (pod.template.path.length === 0 || pod.template === pod.spec) return;
  const template = pod.template.get('metadata');
  yield* labels(template.get('labels'), [...pod.template.path, 'labels']);
  yield* annotations(template.get('annotations'), [...pod.template.path, 'annotations']);
}

function* labels(node: ManifestNode, path: FieldPath): Generator<RawFinding<'label'>> {
  for (const { key, complaint } of checkLabels(readLabels(node) ?? {})) {
    yield {
      message: 'label',
      at: node.get(key),
      on: node.get(key).keySpan,
      path,
      data: { key, complaint: plainComplaint(complaint) },
    };
  }
}

/** `example.com/role-: ""`: as for kubectl, a program that reads it removes the annotation. */
function isRemoval(node: ManifestNode, key: string): boolean {
  const value = node.get(key).value;
  return /[A-Za-z0-9]-$/.test(key) && (value === null || value === '');
}

function* annotations(node: ManifestNode, path: FieldPath): Generator<RawFinding<'annotation'>> {
  for (const { key } of node.unknown ? [] : node.fields()) {
    const [complaint] = checkQualifiedName(key.toLowerCase());
    if (complaint === undefined || node.get(key).unknown || isRemoval(node, key)) continue;
    yield {
      message: 'annotation',
      at: node.get(key),
      on: node.get(key).keySpan,
      path,
      data: { key, complaint: plainComplaint(complaint) },
    };
  }
}
