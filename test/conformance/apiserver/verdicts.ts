/** Recorded verdicts of the API server's own code, and how Probewise's findings compare with them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { parseManifest } from '../../../server/src/manifest/file.ts';
import type { ManifestObject } from '../../../server/src/manifest/object.ts';
import { allRules } from '../../../server/src/rules/registry.ts';
import type { RunOptions } from '../../../server/src/rules/run.ts';
import { checkManifest } from '../../../server/src/rules/runner.ts';
import { compareReleases } from '../../../server/src/schema/release.ts';

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

/** The recordings of 1.34, with which the others are compared. */
const recordings = ['given-1.34.json', 'generated-1.34.json'] as const;

/** A verdict that another release gives about a case of the {@link recordings}. */
interface Difference extends Omit<Verdict, 'manifest'> {
  /** The case's line among those of all recordings, for names may repeat. */
  readonly line: number;
}

/** The verdicts of a release about all cases: those of 1.34, but where the release is known to differ. */
export function verdictsOf(kubernetes: string): Verdict[] {
  const all = recordings.flatMap(readVerdicts);
  if (kubernetes === '1.34') return all;
  const lines = readVerdicts(`differences-${kubernetes}.json`) as unknown as Difference[];
  const differences = new Map(lines.map((difference) => [difference.line, difference]));
  return all.map((verdict, index) => {
    const difference = differences.get(index + 1);
    if (!difference) return verdict;
    if (difference.name !== verdict.name) throw new Error(`line ${index + 1} is about ${verdict.name}`);
    // Before 1.34 the API server takes a StatefulSet as it is, and refuses its pods when they are made.
    const isOfPods = (verdict.errors ?? []).every(({ field }) => field.startsWith('spec.template.spec.'));
    const isRefusedLater = difference.accepted && !verdict.accepted && isOfPods && kindOf(verdict) === 'StatefulSet';
    if (isRefusedLater && compareReleases(kubernetes, '1.34') < 0) return verdict;
    const { line: _, ...different } = difference;
    return { ...different, manifest: verdict.manifest };
  });
}

function kindOf({ manifest }: Verdict): unknown {
  return (manifest as { kind?: unknown }).kind;
}

/** Where Probewise deliberately says something else than the API server: why, and which of the missing or further paths. */
const exceptions: readonly {
  readonly reason: string;
  /** A path of the verdict that no finding names. */
  readonly excusesMissing?: (path: string, verdict: Verdict, kubernetes: string) => boolean;
  /** A path of a finding that the verdict does not name. */
  readonly excusesExtra?: (path: string, verdict: Verdict, kubernetes: string) => boolean;
}[] = [
  {
    reason: 'an object that lacks too much is taken for a patch, and what a patch lacks is not its affair',
    excusesMissing: (_, { manifest }) => objectsIn(json(manifest))[0]?.isPatch === true,
  },
  {
    reason:
      'what defaulting copies is reported once: limits not as requests too, ports not as host ports or target ports, labels of a template not as those of the object',
    excusesMissing: (path, { errors }) => {
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
    excusesMissing: (path) => /updateStrategy\.rollingUpdate\.maxUnavailable$/.test(path),
  },
  {
    reason: 'older releases name a list where newer ones name its item',
    excusesMissing: (path, _, kubernetes) => compareReleases(kubernetes, '1.34') < 0 && olderNames.test(path),
    excusesExtra: (path, _, kubernetes) => compareReleases(kubernetes, '1.34') < 0 && olderNames.test(path),
  },
  {
    reason: 'rules of a podFailurePolicy that a release drops are counted all the same',
    excusesMissing: isRuleBesideDropped,
    excusesExtra: isRuleBesideDropped,
  },
  {
    reason: 'a template is judged also where the API server looks no further than its selector, which is broken too',
    excusesExtra: (path, { errors }) =>
      /^spec\.template\b/.test(path) && (errors ?? []).some(({ field }) => field === 'spec.selector'),
  },
  {
    reason: 'the decoder stops at the first value that it can’t read; the rest of the object is judged as well',
    excusesExtra: (path, verdict) => {
      const [at] = verdict.decodeError === undefined ? [] : (expectedPaths(verdict) ?? []);
      return at !== undefined && !`${path}.`.startsWith(`${at}.`) && !`${at}.`.startsWith(`${path}.`);
    },
  },
  {
    reason:
      'before 1.34 the API server looks at the pods and claims of a StatefulSet only when they are made, and refuses them then',
    excusesExtra: (path, { manifest }, kubernetes) =>
      compareReleases(kubernetes, '1.34') < 0 &&
      (manifest as { kind?: unknown }).kind === 'StatefulSet' &&
      /^spec\.(template\.spec|volumeClaimTemplates)\b/.test(path),
  },
  {
    reason: 'of what may not be there at all, the contents are judged too',
    excusesExtra: (path, verdict) =>
      (expectedPaths(verdict) ?? []).some((known) => path.startsWith(`${known}.`) || path.startsWith(`${known}[`)),
  },
  {
    reason: 'what a release drops unseen because its feature gate is off is judged as newer ones judge it',
    excusesExtra: (path, _, kubernetes) =>
      (compareReleases(kubernetes, '1.29') < 0 && /\.podReplacementPolicy$/.test(path)) ||
      (compareReleases(kubernetes, '1.33') < 0 && /\.resizePolicy$/.test(path)) ||
      (compareReleases(kubernetes, '1.34') < 0 && /\.resourceClaims\[\d+\]\.name$/.test(path)),
  },
  {
    reason: 'the API server counts volumes of a StatefulSet after those of its claims; here each has its own index',
    excusesMissing: isVolumeBesideClaims,
    excusesExtra: isVolumeBesideClaims,
  },
  {
    reason: 'ports of a Service that lack their number lack it alone, and are not twice the same besides',
    excusesMissing: (path, { errors }) =>
      /^spec\.ports\[\d+\]$/.test(path) && (errors ?? []).some(({ field }) => field === `${path}.port`),
  },
  {
    reason:
      'what another program fills in before the object is applied, $(NAME) or a word such as REGISTRY, is not judged',
    excusesMissing: (path, { manifest }) => isFilledIn(valueAt(manifest, path)),
  },
  {
    reason: 'the range of node ports is checked by the allocator of the cluster, which is not recorded',
    excusesExtra: (path) => /\.nodePort$/.test(path),
  },
];

/** Whether the error findings about a case's manifest name the same fields as the verdict. */
export function compare(verdict: Verdict, kubernetes = '1.34'): Comparison {
  const expected = expectedPaths(verdict);
  const found = [
    ...new Set([
      // What YAML adds is the same in all releases.
      ...(kubernetes === '1.34' && !hasOctal(json(verdict.manifest))
        ? errorPaths(stringify(verdict.manifest, { version: '1.1' }), kubernetes)
        : []),
      ...errorPaths(json(verdict.manifest), kubernetes),
    ]),
  ];
  const named = verdict.decodeError === undefined ? found : [...new Set(found.map(withoutIndexes))];
  // The decoder writes a name with dots in it as if it were several.
  const actual = named.map(
    (path) => expected?.find((other) => other !== path && (other === dotted(path) || dotted(other) === path)) ?? path,
  );
  const agrees =
    expected === undefined
      ? actual.length > 0
      : expected.length === actual.length && expected.every((path) => actual.includes(path));
  const missing = (expected ?? []).filter((path) => !actual.includes(path));
  const extra = expected === undefined ? [] : actual.filter((path) => !expected.includes(path));
  const reasons = [
    ...missing.map((path) => reasonFor(({ excusesMissing }) => excusesMissing?.(path, verdict, kubernetes))),
    ...extra.map((path) => reasonFor(({ excusesExtra }) => excusesExtra?.(path, verdict, kubernetes))),
  ];
  // What the API server accepts must not be called an error, whatever the reason.
  const isExcused = !agrees && !verdict.accepted && reasons.every((reason) => reason !== undefined);
  const exception = isExcused ? reasons[0] : undefined;
  return { verdict, agrees, expected: expected ?? ['(any)'], actual, exception };
}

/** What the writer of YAML leaves without quotes, and a reader takes for a number. */
function hasOctal(text: string): boolean {
  return /"0o[0-7_]+"/i.test(text);
}

/** What a manifest has at a path, as far as the path can be followed. */
function valueAt(manifest: unknown, path: string): unknown {
  const steps = path.split(/[.[\]]+/).filter((step) => step !== '');
  return steps.reduce<unknown>((value, step) => {
    if (typeof value !== 'object' || value === null) return value;
    return (value as Readonly<Record<string, unknown>>)[step];
  }, manifest);
}

/** Whether it is such a text, or one stands in it. */
function isFilledIn(value: unknown): boolean {
  if (typeof value === 'string') return /^\$\(\w+\)$|^REGISTRY$/.test(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(isFilledIn);
}

const olderNames = /\.(LoadBalancerSourceRanges|hostAliases)\b/;

function isRuleBesideDropped(path: string, { manifest }: Verdict, kubernetes: string): boolean {
  const isDropping = compareReleases(kubernetes, '1.29') < 0 && json(manifest).includes('"FailIndex"');
  return isDropping && /^spec\.podFailurePolicy\.rules\[/.test(path);
}

function isVolumeBesideClaims(path: string, { manifest }: Verdict): boolean {
  const { spec } = manifest as { spec?: { volumeClaimTemplates?: unknown } };
  return spec?.volumeClaimTemplates !== undefined && /^spec\.template\.spec\.volumes\[\d+\]/.test(path);
}

function reasonFor(excuses: (exception: (typeof exceptions)[number]) => boolean | undefined): string | undefined {
  return exceptions.find((exception) => excuses(exception) === true)?.reason;
}

/** The paths that the verdict names; undefined where the decoder names none. */
function expectedPaths({ errors = [], strict = [], decodeError }: Verdict): string[] | undefined {
  if (decodeError !== undefined) {
    const path = /Go struct field \w+\.(\S+) of type/.exec(decodeError)?.[1];
    // Since 1.35 the decoder also names what is embedded.
    return path === undefined ? undefined : [path.replace(/\.[A-Z]\w*(?=\.|$)/g, '')];
  }
  const unknown = strict.flatMap((message) => /^(?:unknown|duplicate) field "(.*)"$/.exec(message)?.[1] ?? []);
  const paths = [...new Set([...errors.map(({ field }) => field), ...unknown])];
  // `a[b]` and `a.b` are one place.
  return paths.filter((path) => dotted(path) === path || !paths.includes(dotted(path)));
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

function objectsIn(text: string): ManifestObject[] {
  return parseManifest(text).documents.flatMap(({ content }) => content.objects);
}

function dotted(path: string): string {
  return path.replace(/\[([^\]]*[^\]\d][^\]]*)\]/g, '.$1').replace(/^\./, '');
}

function withoutIndexes(path: string): string {
  return path.replace(/\[\d+\]/g, '');
}
