import { isScalar, Scalar } from 'yaml';
import type { FieldPath } from '../../base/fieldPath.ts';
import type { Message } from '../../base/message.ts';
import { replaceValue } from '../../manifest/edit.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import type { ExpectedType, SchemaProblem } from '../../schema/problem.ts';
import { defineRule } from '../rule.ts';
import { problemsOf } from './problems.ts';
import { nameOfField, valueMessages as say } from './words.ts';

type Problem = Extract<SchemaProblem, { kind: 'wrongType' }>;

/** Upstream: the decoder's "json: cannot unmarshal … into Go struct field …". */
export const wrongType = defineRule({
  meta: {
    id: 'wrong-type',
    severity: 'error',
    appliesTo: 'object',
    summary: 'A value of another type than the field takes.',
    messages: {
      type: '{field} must be {expected}; {value} is {actual}.',
      fraction: '{field} must be {expected}; {value} is not a whole number.',
      range: '{field} must be {expected}; {value} is beyond that.',
      format: '{field} must be {expected}; {value} can’t be read as such.',
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
      const field = nameOfField(problem.path);
      yield {
        message: problem.fault,
        at: node,
        // The decoder names the map, not the key in it.
        ...(problem.inMap ? { path: problem.path.slice(0, -1) } : {}),
        data: {
          value: written(node),
          actual: describeActual(problem, node),
          field,
          expected: describeExpected(problem.expected, problem.path),
        },
        fixes: () =>
          replacement === undefined
            ? []
            : [
                {
                  title: 'write',
                  data: { replacement: replacement.text },
                  safe: replacement.isExact,
                  edits: replaceValue(node, replacement.text),
                },
              ],
      };
    }
  },
});

interface Replacement {
  readonly text: string;
  /** Whether nothing else can have been meant. */
  readonly isExact: boolean;
}

/** The text that says the same in the type that the field takes; undefined where that is open. */
function replacementFor(problem: Problem, node: ManifestNode): Replacement | undefined {
  const { expected, value, actual, path } = problem;
  const exactly = (text: string | undefined) => (text === undefined ? undefined : { text, isExact: true });
  if (expected === 'string' && (actual === 'number' || actual === 'boolean')) return exactly(quoted(node));
  if (typeof value !== 'string') return undefined;
  if (expected === 'boolean') return exactly(/^(true|false)$/i.test(value) ? value.toLowerCase() : undefined);
  if (expected === 'int32' || expected === 'int64')
    return exactly(wholeNumber(value)) ?? roughNumber(value, isSeconds(path));
  return expected === 'list' && isCommand(path) ? commandLine(value, path.at(-1) === 'command') : undefined;
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

const unitSeconds: Readonly<Record<string, number>> = { m: 60, min: 60, h: 3600 };

/** `10x`, `5 min`: a number with something behind it that is a unit, or a slip. */
function roughNumber(text: string, inSeconds: boolean): Replacement | undefined {
  const [, digits, rest = ''] = /^(\d{1,9})(?: ?(min|m|h)|([A-Za-z]{1,8}))$/.exec(text.trim()) ?? [];
  if (digits === undefined) return undefined;
  const unit = inSeconds && Object.hasOwn(unitSeconds, rest) ? unitSeconds[rest]! : 1;
  return { text: String(Number(digits) * unit), isExact: false };
}

function isCommand(path: FieldPath): boolean {
  return path.at(-1) === 'command' || path.at(-1) === 'args';
}

/** `pg_isready -U app` as a list of words; a command for a shell where only that understands it. */
function commandLine(text: string, isProgram: boolean): Replacement | undefined {
  if (text.trim() === '' || text.includes('\n')) return undefined;
  const needsShell = /[|&;<>$`*?"'\\()]/.test(text);
  const words = needsShell ? (isProgram ? ['sh', '-c', text] : [text]) : text.trim().split(/\s+/);
  return { text: `[${words.map((word) => JSON.stringify(word)).join(', ')}]`, isExact: words.length === 1 };
}

/** `initialDelaySeconds` and its like. */
function isSeconds(path: FieldPath): boolean {
  return /Seconds$/.test(String(path.at(-1)));
}

function describeExpected(expected: ExpectedType, path: FieldPath): Message {
  const isInteger = expected === 'int32' || expected === 'int64';
  return isInteger && isSeconds(path) ? say.seconds() : say[expected]();
}

function describeActual({ actual }: Problem, node: ManifestNode): Message {
  const plain = isScalar(node.yaml) && node.yaml.type === Scalar.PLAIN;
  const { start, end } = node.extent;
  if (plain && actual === 'string' && node.document.text.slice(start, end).trimEnd().includes('\n'))
    return say.continued();
  if (actual === 'boolean') return plain ? say.unquotedBoolean() : say.aBoolean();
  return { null: say.empty, number: say.aNumber, string: say.string, list: say.list, object: say.aMapping }[actual]();
}

/** The value as it is written, cut where it is long; what is no scalar goes by its first words. */
function written(node: ManifestNode): string {
  const { start, end } = node.extent;
  const text = node.document.text.slice(start, end).split('\n')[0]!.trim();
  return text.length > 30 ? `${text.slice(0, 29)}…` : text || '""';
}
