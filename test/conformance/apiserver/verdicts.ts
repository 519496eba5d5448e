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
  readonly errors?: readonly { readonly field: string; readonly type: string }[];
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

/** Where Probewise deliberately says less than the API server: why, and of which paths. It never says more. */
const exceptions: readonly {
  readonly reason: string;
  readonly excuses: (path: string, verdict: Verdict) => boolean;
}[] = [
  {
    reason: 'an object without a pod template is taken for a patch, which lacks what it does not change',
    excuses: (_, { name }) => /[/](spec|template|jobTemplate)=(unset|null)$/.test(name),
  },
  {
    reason:
      'what defaulting copies is reported once: limits not as requests too, ports not as host ports or target ports, labels of a template not as those of the object',
    excuses: (path, { errors }) => {
      const source = path
        .replace('.resources.requests[', '.resources.limits[')
        .replace(/[.]hostPort$/, '.containerPort')
        .replace(/[.]targetPort$/, '.port')
        .replace(/^metadata[.]labels$/, 'spec.template.labels');
      return source !== path && (errors ?? []).some(({ field }) => field === source);
    },
  },
  {
    reason: 'what newer releases reject and older ones drop silently is a warning, or nothing',
    excuses: (path) => /ontainers\[\d+\]\.restartPolicy$|updateStrategy\.rollingUpdate\.maxUnavailable$/.test(path),
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
  const missing = (expected ?? []).filter((path) => !actual.includes(path));
  const isLess = !agrees && expected !== undefined && actual.every((path) => expected.includes(path));
  const reasons = missing.map((path) => exceptions.find(({ excuses }) => excuses(path, verdict))?.reason);
  const exception = isLess && reasons.every((reason) => reason !== undefined) ? reasons[0] : undefined;
  return { verdict, agrees, expected: expected ?? ['(any)'], actual, exception };
}

/** The paths that the verdict names; undefined where the decoder names none. */
function expectedPaths({ errors = [], strict = [], decodeError }: Verdict): string[] | undefined {
  if (decodeError !== undefined) {
    const path = /Go struct field \w+\.(\S+) of type/.exec(decodeError)?.[1];
    // Since 1.35 the decoder also names what is embedded.
    return path === undefined ? undefined : [path.replace('.ProbeHandler', '')];
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
