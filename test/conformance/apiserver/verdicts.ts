/** Recorded verdicts of the API server's own code, and how Probewise's findings compare with them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { parseManifest } from '../../../server/src/manifest/file.ts';
import { allRules } from '../../../server/src/rules/registry.ts';
import type { RunOptions } from '../../../server/src/rules/run.ts';
import { checkManifest } from '../../../server/src/rules/runner.ts';

export interface Verdict {
  readonly name: string;
  readonly manifest: unknown;
  readonly accepted: boolean;
  readonly errors: readonly { readonly field: string; readonly type: string }[];
  /** What the strict decoder says about unknown and repeated fields. */
  readonly strict?: readonly string[];
  /** What the JSON decoder says; it stops everything else. */
  readonly decodeError?: string;
}

export interface Comparison {
  readonly verdict: Verdict;
  readonly agrees: boolean;
  readonly expected: readonly string[];
  readonly actual: readonly string[];
  /** Why Probewise deliberately says something else. */
  readonly exception: string | undefined;
}

export function readVerdicts(file: string): Verdict[] {
  const text = readFileSync(join(import.meta.dirname, file), 'utf8');
  if (text.startsWith('[')) return JSON.parse(text) as Verdict[];
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Verdict);
}

interface Difference {
  readonly verdict: Verdict;
  readonly missing: readonly string[];
  readonly extra: readonly string[];
}

/** Where Probewise deliberately says something else than the API server. */
const exceptions: readonly { readonly reason: string; readonly excuses: (difference: Difference) => boolean }[] = [
  {
    reason: 'an object without a pod template is taken for a patch, which lacks what it does not change',
    excuses: ({ verdict, extra }) =>
      /[/](spec|template|jobTemplate)=(unset|null)$/.test(verdict.name) && extra.length === 0,
  },
  {
    reason:
      'what defaulting copies is reported once: limits not as requests too, ports not as host ports or target ports, labels of a template not as those of the object',
    excuses: ({ missing, extra, verdict }) =>
      extra.length === 0 &&
      missing.every((path) => {
        const source = path
          .replace('.resources.requests[', '.resources.limits[')
          .replace(/[.]hostPort$/, '.containerPort')
          .replace(/[.]targetPort$/, '.port')
          .replace(/^metadata[.]labels$/, 'spec.template.labels');
        return source !== path && verdict.errors.some(({ field }) => field === source);
      }),
  },
];

/** Whether the error findings about a case's manifest name the same fields as the verdict. */
export function compare(verdict: Verdict, kubernetes = '1.34'): Comparison {
  const expected = expectedPaths(verdict);
  const found = [
    ...new Set([
      ...errorPaths(stringify(verdict.manifest, { version: '1.1' }), kubernetes),
      ...errorPaths(json(verdict.manifest), kubernetes),
    ]),
  ];
  const actual = verdict.decodeError === undefined ? found : [...new Set(found.map(withoutIndexes))];
  const agrees =
    expected === undefined
      ? actual.length > 0
      : expected.length === actual.length && expected.every((path) => actual.includes(path));
  const difference = {
    verdict,
    missing: expected?.filter((path) => !actual.includes(path)) ?? [],
    extra: actual.filter((path) => !expected?.includes(path)),
  };
  const exception = agrees ? undefined : exceptions.find(({ excuses }) => excuses(difference))?.reason;
  return { verdict, agrees, expected: expected ?? ['(any)'], actual, exception };
}

/** The paths that the verdict names; undefined where the decoder names none. */
function expectedPaths({ errors, strict = [], decodeError }: Verdict): string[] | undefined {
  if (decodeError !== undefined) {
    const path = /Go struct field \w+\.(\S+) of type/.exec(decodeError)?.[1];
    return path === undefined ? undefined : [path];
  }
  const unknown = strict.flatMap((message) => /^(?:unknown|duplicate) field "(.*)"$/.exec(message)?.[1] ?? []);
  return [...new Set([...errors.map(({ field }) => field), ...unknown])];
}

const optionsByRelease = new Map<string, RunOptions>();

function errorPaths(text: string, kubernetes: string): string[] {
  let options = optionsByRelease.get(kubernetes);
  if (!options) {
    options = {
      rules: allRules,
      kubernetes,
      onRuleFailure: (rule, error) => {
        throw new Error(`${rule} failed`, { cause: error });
      },
    };
    optionsByRelease.set(kubernetes, options);
  }
  return checkManifest(parseManifest(text), options)
    .filter(({ severity }) => severity === 'error')
    .map(({ path }) => path);
}

function json(manifest: unknown): string {
  return JSON.stringify(manifest, undefined, 2);
}

function withoutIndexes(path: string): string {
  return path.replace(/\[\d+\]/g, '');
}
