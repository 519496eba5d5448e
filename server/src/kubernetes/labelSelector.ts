/**
 * Label selectors, read as the API server reads them.
 * Upstream: apimachinery `pkg/apis/meta/v1/helpers.go`, `.../validation/validation.go` and `pkg/labels/selector.go`.
 */
import { anyOf, type Message } from '../base/message.ts';
import { complaintMessages as say } from './messages.ts';
import { checkLabelValue, checkQualifiedName } from './names.ts';

export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly LabelSelectorRequirement[];
}

export interface LabelSelectorRequirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

export const selectorOperators = ['In', 'NotIn', 'Exists', 'DoesNotExist'] as const;

/** What is wrong with a requirement: which of its fields, and at which value of the list. */
export type RequirementFault =
  | { readonly field: 'operator' | 'key'; readonly complaint: Complaint }
  | { readonly field: 'values'; readonly index?: number; readonly complaint: Complaint };

/** The API server's words about what stands in the field, or a message with the field in it. */
type Complaint = string | Message;

export function checkRequirement({ key, operator, values = [] }: LabelSelectorRequirement): RequirementFault[] {
  const faults: RequirementFault[] = [];
  if (operator === 'In' || operator === 'NotIn') {
    if (values.length === 0) faults.push({ field: 'values', complaint: say.valuesMissing({ operator }) });
  } else if (operator === 'Exists' || operator === 'DoesNotExist') {
    if (values.length > 0) faults.push({ field: 'values', complaint: say.valuesGiven({ operator }) });
  } else faults.push({ field: 'operator', complaint: say.operator({ operators: anyOf(selectorOperators) }) });
  for (const complaint of checkQualifiedName(key)) faults.push({ field: 'key', complaint });
  values.forEach((value, index) => {
    for (const complaint of checkLabelValue(value)) faults.push({ field: 'values', index, complaint });
  });
  return faults;
}

/** The complaints about a set of labels, with the label each is about. */
export function checkLabels(
  labels: Readonly<Record<string, string>>,
): { readonly key: string; readonly complaint: string }[] {
  return Object.entries(labels).flatMap(([key, value]) =>
    [...checkQualifiedName(key), ...checkLabelValue(value)].map((complaint) => ({ key, complaint })),
  );
}

/** Whether a selector can be used at all. */
export function isValidSelector({ matchLabels = {}, matchExpressions = [] }: LabelSelector): boolean {
  return checkLabels(matchLabels).length === 0 && matchExpressions.every((one) => checkRequirement(one).length === 0);
}

/** A selector that requires nothing. It matches everything, and workloads don't take it. */
export function isEmptySelector({ matchLabels = {}, matchExpressions = [] }: LabelSelector): boolean {
  return Object.keys(matchLabels).length === 0 && matchExpressions.length === 0;
}

/** Whether the labels satisfy a valid selector. */
export function matchesSelector(
  { matchLabels = {}, matchExpressions = [] }: LabelSelector,
  labels: Readonly<Record<string, string>>,
): boolean {
  const has = (key: string) => Object.hasOwn(labels, key);
  return (
    Object.entries(matchLabels).every(([key, value]) => has(key) && labels[key] === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      switch (operator) {
        case 'In':
          return has(key) && values.includes(labels[key]!);
        case 'NotIn':
          return !has(key) || !values.includes(labels[key]!);
        case 'Exists':
          return has(key);
        default:
          return !has(key);
      }
    })
  );
}
