import { isScalar, Scalar } from 'yaml';
import { replaceValue } from '../../manifest/edit.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import type { ExpectedType, SchemaProblem } from '../../schema/problem.ts';
import { defineRule } from '../rule.ts';
import { problemsOf } from './problems.ts';
import { nameOfField } from './words.ts';

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
      const replacement = replacementFor(problem, node);
      const field = nameOfField(problem.path, problem.definition);
      yield {
        message: problem.fault,
        at: node,
        // The decoder names the map, not the key in it.
        ...(problem.inMap ? { path: problem.path.slice(0, -1) } : {}),
        data: {
          value: written(node),
          actual: describeActual(problem, node),
          field,
          expected: describeExpected(problem.expected, field),
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
function replacementFor({ expected, value, actual }: Problem, node: ManifestNode): string | undefined {
  if (expected === 'string' && (actual === 'number' || actual === 'boolean')) return quoted(node);
  if (typeof value !== 'string') return undefined;
  if (expected === 'boolean') return /^(true|false)$/i.test(value) ? value.toLowerCase() : undefined;
  if (expected === 'int32' || expected === 'int64') return wholeNumber(value);
  return undefined;
}

/** As it is written, in quotes: `1.10` and `on` are not to become 1.1 and true. */
function quoted(node: ManifestNode): string | undefined {
  const source = isScalar(node.yaml) ? node.yaml.source : undefined;
  return source !== undefined && /^[\w.+-]+$/.test(source) ? `"${source}"` : undefined;
}

/** `"80"`, `10s`, `1e3`, `1_000`: what a person means by it. */
function wholeNumber(text: string): string | undefined {
  const [, digits, exponent = '0'] = /^\s*(-?\d[\d_]{0,14})(?:e(\d)|s)?\s*$/i.exec(text) ?? [];
  if (digits === undefined) return undefined;
  return String(Number(digits.replaceAll('_', '')) * 10 ** Number(exponent));
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
  return isInteger && /Seconds$/.test(field) ? 'an integer number of seconds' : takes[expected];
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
  const { start, end } = node.extent;
  if (plain && actual === 'string' && node.document.text.slice(start, end).trimEnd().includes('\n')) {
    return 'a string together with the next line, which continues it';
  }
  return actual === 'boolean' && plain ? 'a boolean when it has no quotes' : actualTypes[actual];
}

/** The value as it is written, cut where it is long; what is no scalar goes by its first words. */
function written(node: ManifestNode): string {
  const { start, end } = node.extent;
  const text = node.document.text.slice(start, end).split('\n')[0]!.trim();
  return text.length > 30 ? `${text.slice(0, 29)}…` : text || '""';
}
