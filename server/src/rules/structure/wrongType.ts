import { isScalar, Scalar } from 'yaml';
import { isMapEntry } from '../../base/fieldPath.ts';
import { replaceValue } from '../../manifest/edit.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import type { ExpectedType, SchemaProblem } from '../../schema/problem.ts';
import { defineRule } from '../rule.ts';
import { problemsOf } from './problems.ts';

type Problem = Extract<SchemaProblem, { kind: 'wrongType' }>;

/** Upstream: the decoder's "json: cannot unmarshal … into Go struct field …". */
export const wrongType = defineRule({
  meta: {
    id: 'wrong-type',
    severity: 'error',
    appliesTo: 'object',
    summary: 'A value of another type than the field takes.',
    messages: {
      type: '{value} is {actual}; {field} takes {expected}.',
      fraction: '{value} is not a whole number; {field} takes {expected}.',
      range: '{value} is beyond what {field} can hold: {expected}.',
      format: "{value} can't be read as {expected}, which {field} takes.",
      write: 'Write {replacement}',
    },
    references: [
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/staging/src/k8s.io/apimachinery/pkg/runtime/serializer/json/json.go',
    ],
  },
  *check({ object }, { kubernetes }) {
    for (const problem of problemsOf(object, kubernetes, 'wrongType')) {
      const node = object.root.at(problem.path);
      const replacement = replacementFor(problem);
      yield {
        message: problem.fault,
        at: node,
        // The decoder names the map, not the key in it.
        ...(isMapEntry(problem.path) ? { path: problem.path.slice(0, -1) } : {}),
        data: {
          value: written(node),
          actual: describeActual(problem, node),
          field: fieldName(problem),
          expected: describeExpected(problem.expected, fieldName(problem)),
        },
        fixes: () =>
          replacement === undefined
            ? []
            : [{ title: 'write', data: { replacement }, safe: true, edits: replaceValue(node, replacement) }],
      };
    }
  },
});

/** The text that says the same in the type that the field takes; undefined where nobody can tell. */
function replacementFor({ expected, value }: Problem): string | undefined {
  if (expected === 'string' && (typeof value === 'number' || typeof value === 'boolean')) return `"${value}"`;
  if (typeof value !== 'string') return undefined;
  if (expected === 'boolean') return /^(true|false)$/i.test(value) ? value.toLowerCase() : undefined;
  if (expected === 'int32' || expected === 'int64') return /^\s*(-?\d{1,15})s?\s*$/.exec(value)?.[1];
  return undefined;
}

const takes: Readonly<Record<ExpectedType, string>> = {
  string: 'a string',
  boolean: 'true or false',
  int32: 'an integer (up to 2147483647)',
  int64: 'an integer',
  double: 'a number',
  base64: 'base64 text',
  time: 'a time such as 2026-01-31T12:00:00Z',
  microTime: 'a time such as 2026-01-31T12:00:00.000000Z',
  quantity: 'a quantity such as 500m or 1Gi',
  intOrString: 'an integer or a string',
  any: 'anything',
  list: 'a list',
  object: 'a mapping of fields',
  map: 'a mapping of keys to values',
};

function describeExpected(expected: ExpectedType, field: string): string {
  const isInteger = expected === 'int32' || expected === 'int64';
  return isInteger && field.endsWith('Seconds') ? 'an integer number of seconds' : takes[expected];
}

const actualTypes = {
  null: 'empty',
  boolean: 'a boolean',
  number: 'a number',
  string: 'a string',
  list: 'a list',
  object: 'a mapping',
} as const;

function describeActual({ actual }: Problem, node: ManifestNode): string {
  const plain = isScalar(node.yaml) && node.yaml.type === Scalar.PLAIN;
  return actual === 'boolean' && plain ? 'a boolean when it has no quotes' : actualTypes[actual];
}

/** The value as it is written, cut where it is long; what is no scalar goes by its first words. */
function written(node: ManifestNode): string {
  const { start, end } = node.extent;
  const text = node.document.text.slice(start, end).split('\n')[0]!.trim();
  return text.length > 30 ? `${text.slice(0, 29)}…` : text || '""';
}

function fieldName({ path }: Problem): string {
  const name = path.findLast((step) => typeof step === 'string');
  return typeof path.at(-1) === 'number' ? `an item of ${name}` : String(name ?? 'the object');
}
