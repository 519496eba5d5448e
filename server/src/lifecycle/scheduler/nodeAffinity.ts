import type { PodSpec } from '../../kubernetes/pod.ts';
import type { NodeState } from '../world/cluster.ts';

/**
 * A pod's `nodeSelector` and required node affinity.
 * Upstream: component-helpers `scheduling/corev1/nodeaffinity` and apimachinery `pkg/labels/selector.go`.
 */
export class RequiredNodeAffinity {
  readonly #selector: Readonly<Record<string, unknown>>;
  readonly #terms: readonly Term[] | undefined;

  constructor(spec: PodSpec) {
    this.#selector = spec.nodeSelector ?? {};
    const required = record(record(record(spec.affinity).nodeAffinity).requiredDuringSchedulingIgnoredDuringExecution);
    this.#terms = required.nodeSelectorTerms === undefined ? undefined : list(required.nodeSelectorTerms).map(term);
  }

  matches({ name, labels = {} }: NodeState): boolean {
    const isSelected = Object.entries(this.#selector).every(([key, value]) => labels[key] === value);
    if (!isSelected || this.#terms === undefined) return isSelected;
    return this.#terms.some(
      ({ expressions, fields }) =>
        expressions.length + fields.length > 0 &&
        expressions.every((requirement) => holds(requirement, labels)) &&
        fields.every((requirement) => holds(requirement, { 'metadata.name': name })),
    );
  }

  /** The only nodes that can match by name; undefined when the names do not decide. An empty set is a contradiction. */
  nodeNames(): ReadonlySet<string> | undefined {
    if (this.#terms === undefined || this.#terms.length === 0) return undefined;
    const names = new Set<string>();
    for (const { fields } of this.#terms) {
      const lists = fields.flatMap(({ key, operator, values }) =>
        key === 'metadata.name' && operator === 'In' ? [values] : [],
      );
      const [first, ...others] = lists;
      if (first === undefined) return undefined;
      for (const name of first) if (others.every((other) => other.includes(name))) names.add(name);
    }
    return names;
  }
}

interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

interface Term {
  readonly expressions: readonly Requirement[];
  readonly fields: readonly Requirement[];
}

function term(value: unknown): Term {
  const { matchExpressions, matchFields } = record(value);
  return { expressions: list(matchExpressions).map(requirement), fields: list(matchFields).map(requirement) };
}

function requirement(value: unknown): Requirement {
  const { key, operator, values } = record(value);
  return { key: String(key ?? ''), operator: String(operator ?? ''), values: list(values).map(String) };
}

function holds({ key, operator, values }: Requirement, labels: Readonly<Record<string, string>>): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'Gt':
      return isInteger(value) && Number(value) > Number(values[0]);
    case 'Lt':
      return isInteger(value) && Number(value) < Number(values[0]);
    default:
      return false;
  }
}

function isInteger(value: string | undefined): boolean {
  return value !== undefined && /^[+-]?\d+$/.test(value);
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
