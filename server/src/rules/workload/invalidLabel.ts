import type { FieldPath } from '../../base/fieldPath.ts';
import { checkLabels } from '../../kubernetes/labelSelector.ts';
import { checkLabelValue, checkQualifiedName } from '../../kubernetes/names.ts';
import { readLabels } from '../../manifest/labels.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import { plainComplaint } from '../complaint.ts';
import { defineRule, type RawFinding } from '../rule.ts';

/** Upstream: `ValidateLabels`, `ValidateAnnotations`. Of a template the API server names `labels` without `metadata`. */
export const invalidLabel = defineRule({
  meta: {
    id: 'invalid-label',
    severity: 'error',
    appliesTo: 'workload',
    summary: 'Labels and annotations have valid keys, and labels valid values.',
    messages: {
      label: 'Label "{key}" is not valid: it {complaint}.',
      annotation: 'Annotation "{key}" is not valid: its key {complaint}.',
    },
    references: [
      'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/validation/validation.go',
    ],
  },
  *check({ workload, pod }) {
    const own = workload.object.root.get('metadata');
    yield* labels(own.get('labels'), own.get('labels').path);
    yield* annotations(own.get('annotations'), own.get('annotations').path);
    yield* labels(pod.spec.get('nodeSelector'), pod.spec.get('nodeSelector').path);
    if (workload.kind.kind === 'Job' && workload.object.root.get('spec').get('manualSelector').value !== true) {
      // The name becomes the value of a label of the pods.
      const name = own.get('name');
      const [complaint] = name.string ? checkLabelValue(name.string) : [];
      const path = [...pod.template.path, 'labels'];
      if (complaint !== undefined)
        yield { message: 'label', at: name, path, data: { key: 'job-name', complaint: plainComplaint(complaint) } };
    }
    const template = pod.template.get('metadata');
    if (pod.template.path.length === 0) return;
    yield* labels(template.get('labels'), [...pod.template.path, 'labels']);
    yield* annotations(template.get('annotations'), [...pod.template.path, 'annotations']);
  },
});

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

function* annotations(node: ManifestNode, path: FieldPath): Generator<RawFinding<'annotation'>> {
  for (const { key } of node.unknown ? [] : node.fields()) {
    const [complaint] = checkQualifiedName(key.toLowerCase());
    if (complaint === undefined || node.get(key).unknown) continue;
    yield {
      message: 'annotation',
      at: node.get(key),
      on: node.get(key).keySpan,
      path,
      data: { key, complaint: plainComplaint(complaint) },
    };
  }
}
