import { isValidSelector, matchesSelector } from '../../kubernetes/labelSelector.ts';
import { addField, replaceValue } from '../../manifest/edit.ts';
import { jobSpecOf } from '../../manifest/jobSpec.ts';
import { readLabels, readSelector } from '../../manifest/labels.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import type { Workload } from '../../manifest/workload.ts';
import { defineRule } from '../rule.ts';

/** The labels that the API server adds to the template of a Job, and their values; the UID is not known beforehand. */
const uid = ' uid ';
const jobLabels = (name: string) => ({
  'job-name': name,
  'batch.kubernetes.io/job-name': name,
  'controller-uid': uid,
  'batch.kubernetes.io/controller-uid': uid,
});

/** Upstream: `ValidatePodTemplateSpecForReplicaSet` and its like, `validateGeneratedSelector` of Jobs. */
export const selectorMismatch = defineRule({
  meta: {
    id: 'selector-mismatch',
    severity: 'error',
    appliesTo: 'workload',
    summary: 'A workload’s selector matches the labels of its own template.',
    messages: {
      mismatch: {
        text: 'The selector must match these labels, or the {kind} does not find its own pods.',
        detail: 'Labels of the template and the selector must agree.',
      },
      selector: 'The selector',
      generated: 'The selector of a Job is generated. Remove it, or set manualSelector: true.',
      generatedForEach: 'The selector of each Job of a CronJob is generated. Remove it.',
      relabel: 'Change the labels of the template to match',
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/apps/validation/validation.go',
    ],
  },
  *check({ workload, pod }) {
    const { kind } = workload.kind;
    const spec = jobSpecOf(workload) ?? workload.object.root.get('spec');
    const node = spec.get('selector');
    const labelsNode = pod.template.get('metadata').get('labels');
    const labels = readLabels(labelsNode);
    if (!labels || node.unknown || (!node.isSet && node.partial)) return;
    if (kind === 'CronJob') {
      const manual = spec.get('manualSelector');
      if (node.isSet) yield { message: 'generatedForEach', at: node, on: 'key' };
      if (manual.value === true) yield { message: 'generatedForEach', at: manual, on: 'key' };
      return;
    }
    for (const judgement of judge(workload, node, labels)) {
      if (judgement === 'generated') {
        yield { message: 'generated', at: node, on: 'key' };
        continue;
      }
      if (!node.isSet && workload.object.isPatch) return;
      yield {
        message: 'mismatch',
        at: labelsNode,
        on: 'key',
        data: { kind },
        related: node.isSet ? [{ at: node, message: 'selector' }] : [],
        fixes: () => {
          const edits = relabelled(labelsNode, kind === 'ReplicationController' ? node : node.get('matchLabels'));
          return node.isSet && edits.length > 0 ? [{ title: 'relabel', safe: false, edits }] : [];
        },
      };
    }
  },
});

type Judgement = 'mismatch' | 'generated';

function judge(workload: Workload, node: ManifestNode, labels: Record<string, string>): Judgement[] {
  const { kind } = workload.kind;
  if (kind === 'ReplicationController') {
    const matchLabels = readLabels(node);
    return matchLabels && workload.pod.template.isSet && !matchesSelector({ matchLabels }, labels) ? ['mismatch'] : [];
  }
  if (kind === 'Job') return judgeJob(workload, node, labels);
  if (!['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'].includes(kind)) return [];
  // No selector selects nothing.
  if (!node.isSet) return ['mismatch'];
  const selector = readSelector(node);
  return selector && isValidSelector(selector) && !matchesSelector(selector, labels) ? ['mismatch'] : [];
}

function judgeJob(workload: Workload, node: ManifestNode, labels: Record<string, string>): Judgement[] {
  const manual = workload.object.root.get('spec').get('manualSelector');
  if (manual.unknown) return [];
  const isManual = manual.value === true;
  if (!node.isSet) return isManual ? ['mismatch'] : [];
  const selector = readSelector(node);
  if (!selector || !isValidSelector(selector)) return [];
  if (isManual) return matchesSelector(selector, labels) ? [] : ['mismatch'];
  const generated = jobLabels(workload.object.name ?? '');
  return [
    ...(matchesSelector(selector, generated) ? [] : (['generated'] as const)),
    ...(matchesSelector(selector, { ...generated, ...labels }) ? [] : (['mismatch'] as const)),
  ];
}

/** Edits that give the template the labels that the selector asks for. */
function relabelled(labels: ManifestNode, matchLabels: ManifestNode) {
  const added = matchLabels.fields().filter(({ key }) => !labels.get(key).present);
  if (!labels.isMap || (labels.fields().length === 0 && added.length > 1)) return [];
  const edits = matchLabels.fields().map(({ key, node }) => {
    const value = node.string;
    const label = labels.get(key);
    if (value === undefined || label.string === value) return [];
    const text = node.document.text.slice(node.span.start, node.span.end);
    return label.present ? replaceValue(label, text) : addField(labels, key, text);
  });
  return edits.includes(undefined) ? [] : edits.flatMap((edit) => edit ?? []);
}
