import {
  checkLabels,
  checkRequirement,
  isEmptySelector,
  isValidSelector,
  selectorOperators,
} from '../../kubernetes/labelSelector.ts';
import { addField, replaceValue } from '../../manifest/edit.ts';
import { readLabels, readRequirement, readSelector } from '../../manifest/labels.ts';
import { suggest } from '../../schema/suggest.ts';
import { plainComplaint } from '../complaint.ts';
import { requirementFault } from '../reading.ts';
import { defineRule } from '../rule.ts';

const withSelector = ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'];

/** Upstream: `ValidateLabelSelector`, `ValidateDeploymentSpec` and its like, `ValidateJobSpec`. */
export const invalidSelector = defineRule({
  meta: {
    id: 'invalid-selector',
    severity: 'error',
    appliesTo: 'workload',
    summary: 'A workload’s selector is there, is not empty and can be evaluated.',
    messages: {
      missing: 'A {kind} needs spec.selector: it finds its pods by it. It must match the labels of the template.',
      empty: 'The selector of a {kind} must not be empty: it would match every pod. Name the labels of the template.',
      unusable: 'This selector can’t be evaluated, because a part of it is not valid.',
      requirement: '{fault}.',
      label: 'Label "{key}" of the selector is not valid: {complaint}.',
      add: 'Select the labels of the template',
      use: 'Use {operator}',
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/apps/validation/validation.go',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/validation/validation.go',
    ],
  },
  *check({ workload, pod }) {
    const { kind } = workload.kind;
    const node = workload.object.root.get('spec').get('selector');
    const manual = workload.object.root.get('spec').get('manualSelector');
    if (kind === 'ReplicationController') {
      // Left out or empty, it is made of the labels of the template.
      const selects = [node, pod.template.get('metadata').get('labels')].map((labels) => readLabels(labels));
      const isEmpty = selects.every((labels) => labels !== undefined && Object.keys(labels).length === 0);
      if (isEmpty) yield { message: 'missing', at: node, data: { kind } };
      return;
    }
    if (node.unknown || manual.unknown || !(withSelector.includes(kind) || kind === 'Job')) return;
    const isRequired = kind === 'Job' ? manual.value === true : kind !== 'DaemonSet';
    if (!node.isSet) {
      if (!isRequired || node.partial || workload.object.isPatch) return;
      yield {
        message: 'missing',
        at: node,
        data: { kind },
        fixes: () => {
          const [label] = Object.entries(readLabels(pod.template.get('metadata').get('labels')) ?? {});
          return label && kind !== 'Job' && !node.inJson
            ? [{ title: 'add', safe: false, edits: addField(node.get('matchLabels'), label[0], quoted(label[1])) }]
            : [];
        },
      };
      return;
    }
    for (const item of node.get('matchExpressions').items()) {
      const requirement = readRequirement(item);
      for (const fault of requirement ? checkRequirement(requirement) : []) {
        const field = item.get(fault.field);
        const at = fault.field === 'values' && fault.index !== undefined ? field.item(fault.index) : field;
        yield {
          message: 'requirement',
          at,
          data: { fault: requirementFault(fault) },
          fixes: () => {
            const meant = fault.field === 'operator' ? suggest(requirement!.operator, selectorOperators) : undefined;
            return meant
              ? [{ title: 'use', data: { operator: meant }, safe: false, edits: replaceValue(field, meant) }]
              : [];
          },
        };
      }
    }
    const labels = readLabels(node.get('matchLabels'));
    for (const { key, complaint } of labels ? checkLabels(labels) : []) {
      const label = node.get('matchLabels').get(key);
      yield {
        message: 'label',
        at: label,
        path: node.get('matchLabels').path,
        data: { key, complaint: plainComplaint(complaint) },
      };
    }
    const selector = readSelector(node);
    if (!selector) return;
    if (isEmptySelector(selector) && kind !== 'Job') yield { message: 'empty', at: node, on: 'key', data: { kind } };
    else if (!isValidSelector(selector) && kind !== 'DaemonSet' && kind !== 'Job')
      yield { message: 'unusable', at: node, on: 'key' };
  },
});

function quoted(value: string): string {
  return /^[a-z][a-z-]*$/i.test(value) && !/^(y|n|yes|no|on|off|true|false|null)$/i.test(value) ? value : `"${value}"`;
}
