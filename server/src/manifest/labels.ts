/** Labels and selectors as a manifest writes them; undefined where a template decides or the type is wrong. */
import type { LabelSelector, LabelSelectorRequirement } from '../kubernetes/labelSelector.ts';
import type { ManifestNode } from './node.ts';

export function readLabels(node: ManifestNode): Record<string, string> | undefined {
  if (node.unknown || node.partial) return undefined;
  if (!node.isSet) return {};
  const entries = node.isMap ? node.fields() : [];
  const labels: Record<string, string> = {};
  for (const { key, node: label } of entries) {
    // A label whose value is null is the empty text.
    if (label.isSet && label.string === undefined) return undefined;
    labels[key] = label.string ?? '';
  }
  return node.isMap ? labels : undefined;
}

export function readSelector(node: ManifestNode): LabelSelector | undefined {
  const matchLabels = readLabels(node.get('matchLabels'));
  const expressions = node.get('matchExpressions');
  if (!matchLabels || node.partial || expressions.unknown || expressions.partial) return undefined;
  if (expressions.isSet && !expressions.isList) return undefined;
  const matchExpressions = expressions.items().map(readRequirement);
  return matchExpressions.includes(undefined)
    ? undefined
    : { matchLabels, matchExpressions: matchExpressions as LabelSelectorRequirement[] };
}

export function readRequirement(node: ManifestNode): LabelSelectorRequirement | undefined {
  if (node.partial || !node.readsAsMap) return undefined;
  const list = node.get('values');
  if (list.isSet && !list.isList) return undefined;
  const values = list.items();
  // A value that is null is the empty text.
  if (values.some((value) => value.isSet && value.string === undefined)) return undefined;
  const text = (name: string) => (node.get(name).isSet ? node.get(name).string : '');
  const key = text('key');
  const operator = text('operator');
  if (key === undefined || operator === undefined) return undefined;
  return { key, operator, values: values.map((value) => value.string ?? '') };
}
