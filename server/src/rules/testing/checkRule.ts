/** How rules are tested: against fixtures, alone, and their fixes on their own results. */
import { expect } from 'vitest';
import type { MessageFormatter } from '../../base/formatMessage.ts';
import { defaultGates, type GateSettings } from '../../kubernetes/gates.ts';
import type { ManifestContext } from '../../manifest/context.ts';
import { type ManifestFile, parseManifest } from '../../manifest/file.ts';
import { factsOf } from '../../manifest/index/readFacts.ts';
import { type PlacedFacts, WorkspaceIndex } from '../../manifest/index/workspaceIndex.ts';
import type { Finding, Fix } from '../finding.ts';
import { allRules } from '../registry.ts';
import type { AnyRule } from '../rule.ts';
import { checkManifest } from '../runner.ts';
import { levelsOf, mildLevelsOf } from '../severity.ts';
import { applyFix } from './applyFix.ts';
import { checkFixes } from './checkFixes.ts';
import { dedent, parseFixture } from './fixture.ts';
import { formatterOf } from './formatter.ts';

export interface CheckOptions {
  readonly kubernetes?: string;
  /** Feature gates that the cluster has otherwise than the release. */
  readonly gates?: GateSettings;
  /** Other files by path; the fixture's own is `fixture.yaml`, beside them in the top folder. */
  readonly beside?: Readonly<Record<string, string>>;
  /** The fixture's own path, where it matters. */
  readonly file?: string;
  /** Whether the fixture may be taken for a patch; else it counts as whole, whatever it leaves out. */
  readonly mayBePatch?: boolean;
  /** What a kustomization uses the fixture for. */
  readonly role?: ManifestContext['role'];
  /** Whether there are other files that nobody knows. */
  readonly partial?: boolean;
}

/** Fails unless the rule finds exactly what the fixture's markers say: nothing missing, nothing extra. */
export function checkRule(rule: AnyRule, source: string, options: CheckOptions = {}): void {
  const { text, expected } = parseFixture(source);
  const findings = run([rule], text, options);
  checkFixes(rule, text, findings, (after) => run(allRules, after, options));
  const actual = findings.map((finding) => describeFinding(finding, text, formatterOf(rule)));
  const wanted = expected.map(({ line, start, end, text: message }) => `${line + 1}:${start}-${end} ${message}`);
  const matched = new Set<number>();
  const missing = wanted.filter((want) => {
    const index = actual.findIndex((found, i) => !matched.has(i) && matches(found, want));
    if (index >= 0) matched.add(index);
    return index < 0;
  });
  const extra = actual.filter((_, index) => !matched.has(index));
  expect({ missing, extra }, `findings of ${rule.meta.id}`).toEqual({ missing: [], extra: [] });
}

/** Fails if the rule finds anything. */
export function checkSilent(rule: AnyRule, source: string, options: CheckOptions = {}): void {
  checkRule(rule, source, options);
}

/**
 * Applies the fix whose title begins with `title`, of the rule's first finding that offers it, and compares the whole
 * text. The result must not have the same finding again.
 */
export function checkFix(
  rule: AnyRule,
  title: string,
  before: string,
  after: string,
  options: CheckOptions = {},
): void {
  const text = dedent(before);
  const findings = run([rule], text, options);
  const offered = findings.flatMap((finding) => finding.fixes().map((fix) => ({ fix, finding })));
  const titleOf = ({ fix }: { readonly fix: Fix }) => formatterOf(rule).text(fix.title);
  const found = offered.find((one) => titleOf(one).startsWith(title));
  expect(found, `a fix titled "${title}"; offered: ${offered.map(titleOf).join(' | ')}`).toBeDefined();
  const result = applyFix(text, found!.fix);
  expect(result).toBe(dedent(after));
  const again = run([rule], result, options).filter(
    ({ path, message }) => path === found!.finding.path && message.id === found!.finding.message.id,
  );
  expect(again, 'the finding is gone after its fix').toEqual([]);
}

/** Takes no fixture for a patch, since fixtures leave out what their rule doesn't look at. */
function parseWhole(text: string): ManifestFile {
  const file = parseManifest(text);
  const hasPatch = file.documents.some(({ content }) => content.objects.some(({ isPatch }) => isPatch));
  return hasPatch ? parseManifest(text, undefined, { podPaths: {}, role: 'resource' }) : file;
}

function run(rules: readonly AnyRule[], text: string, options: CheckOptions): Finding[] {
  const { kubernetes = '1.34', gates = defaultGates, file = 'fixture.yaml' } = options;
  const index = new WorkspaceIndex();
  index.complete = !options.partial;
  const { role } = options;
  const ofRole = role && parseManifest(text, undefined, { podPaths: {}, role });
  const manifest = ofRole ?? (options.mayBePatch ? parseManifest(text) : parseWhole(text));
  index.setFile(file, placed(manifest));
  for (const [path, other] of Object.entries(options.beside ?? {})) {
    index.setFile(path, placed(parseManifest(dedent(other))));
  }
  const findings = checkManifest(
    manifest,
    {
      rules,
      kubernetes,
      gates,
      // Matters of taste are none that a fix has to heed.
      ...(rules === allRules ? { levels: levelsOf(allRules), mildLevels: mildLevelsOf(allRules) } : {}),
      onRuleFailure: (_, error) => {
        throw error;
      },
    },
    { index, file },
  );
  const [rule, ...others] = rules;
  if (!rule || others.length > 0) return findings;
  const formatter = formatterOf(rule);
  for (const { message, fixes } of findings) {
    for (const one of [message, ...fixes().map(({ title }) => title)]) formatter.full(one);
  }
  for (const related of findings.flatMap((finding) => finding.related)) {
    formatter.full(related.message);
    if (related.elsewhere) {
      const { file, document } = related.elsewhere;
      expect(index.offsetOf(file, document), 'the place of a related object is known').toBeDefined();
    }
  }
  return findings;
}

function placed(file: ManifestFile): PlacedFacts[] {
  return file.documents.map(({ offset, content }) => ({ offset, facts: factsOf(content) }));
}

/** A marker may tell the detail, too, behind a ¶. */
function describeFinding(finding: Finding, text: string, formatter: MessageFormatter): string {
  const before = text.slice(0, finding.span.start);
  const line = before.split('\n').length;
  const start = finding.span.start - (before.lastIndexOf('\n') + 1);
  const end = start + (finding.span.end - finding.span.start);
  return `${line}:${start}-${end} ${finding.fixes().length > 0 ? '💡 ' : ''}${finding.severity}: ${formatter.full(finding.message).replace('\n', ' ¶ ')}`;
}

function matches(found: string, want: string): boolean {
  if (want.endsWith('…')) return found.startsWith(want.slice(0, -1));
  return found === want || (!want.includes(' ¶ ') && found.startsWith(`${want} ¶ `));
}
