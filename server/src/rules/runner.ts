/** Runs all rules over a manifest: each target is visited once, and a rule that fails silences nobody but itself. */
import { type Span, shift, span } from '../base/span.ts';
import type { DocumentContent, ManifestFile } from '../manifest/file.ts';
import { factsOf } from '../manifest/index/readFacts.ts';
import { WorkspaceIndex } from '../manifest/index/workspaceIndex.ts';
import type { ManifestObject } from '../manifest/object.ts';
import { type Workload, workloadsOf } from '../manifest/workload.ts';
import { inEveryReading } from './everyReading.ts';
import type { Finding } from './finding.ts';
import type { AnyRule } from './rule.ts';
import { isOff, isPartlyOff, Run, type RunOptions, silencesGeneral } from './run.ts';
import { suppress } from './suppress.ts';
import { type NamedRule, type Suppression, suppressionsOf } from './suppression.ts';
import { findInWorkspace, isUpToDate, type WorkspaceContext, type WorkspaceFindings } from './workspaceFindings.ts';

/** The findings of a whole file, ordered by place, with spans relative to the file. Without workspace it is all there is. */
export function checkManifest(
  file: ManifestFile,
  options: RunOptions,
  workspace: WorkspaceContext = nothingBeside(file),
): Finding[] {
  const checks = file.documents.map(({ offset, content }) => ({
    offset,
    content,
    findings: checkDocument(content, options, workspace),
  }));
  const ofFile = checks.flatMap(({ content, offset }) =>
    suppressionsOf(content)
      .filter(({ scope, isMisplaced }) => scope === 'file' && !isMisplaced)
      .map((suppression) => ({ content, offset, suppression })),
  );
  if (ofFile.length === 0) return checks.flatMap(({ offset, findings }) => findings.map((one) => inFile(one, offset)));
  const everywhere = ofFile.map(({ suppression }) => ({
    ...suppression,
    extent: span(0, file.text.length),
  }));
  const used = new Set<NamedRule>();
  const left = checks.flatMap(({ offset, findings }) => {
    const suppressed = suppress(findings, everywhere);
    for (const name of suppressed.used) used.add(name);
    return suppressed.left.map((finding) => inFile(finding, offset));
  });
  const unused = ofFile.flatMap(({ content, offset, suppression }) =>
    unusedOf(content, [suppression], used, options).map((finding) => inFile(finding, offset)),
  );
  return unused.length === 0 ? left : ordered([...left, ...unused]);
}

/** An index that knows nothing but the file. */
function nothingBeside(file: ManifestFile): WorkspaceContext {
  const index = new WorkspaceIndex();
  index.setFile(
    '',
    file.documents.map(({ offset, content }) => ({ offset, facts: factsOf(content) })),
  );
  return { index, file: '' };
}

interface Checked {
  readonly options: RunOptions;
  /** What follows from the document alone. */
  readonly own: readonly Finding[];
  readonly inWorkspace: WorkspaceFindings;
  /** Both, without what comments silence. */
  readonly findings: readonly Finding[];
}

const checked = new WeakMap<DocumentContent, Checked>();

/**
 * The findings of one document, with spans relative to it; the same array as long as its text, the options and the
 * answers of other documents stay the same.
 */
export function checkDocument(
  content: DocumentContent,
  options: RunOptions,
  workspace: WorkspaceContext,
): readonly Finding[] {
  const before = checked.get(content);
  const known = before?.options === options ? before : undefined;
  if (known && isUpToDate(known.inWorkspace, workspace)) return known.findings;
  const own = known?.own ?? inEveryReading(content, (read) => ownFindings(read, new Run(read, options), options));
  const inWorkspace = findInWorkspace(content, options, workspace);
  const findings = withoutSuppressed(
    content,
    ordered(withoutYielding([...own, ...inWorkspace.findings], options)),
    options,
  );
  checked.set(content, { options, own, inWorkspace, findings });
  return findings;
}

function ownFindings(content: DocumentContent, run: Run, options: RunOptions): readonly Finding[] {
  const kinds = kindsOf(options);
  const findings: Finding[] = [];
  run.visit('document', { document: content }, findings);
  for (const object of content.objects) findings.push(...withoutGeneral(findingsAbout(object, run), kinds));
  if (run.isGivenUp) run.visit('givenUp', { document: content, seconds: options.budget!.seconds }, findings);
  return kinds.off.size === 0 ? findings : findings.filter(({ rule }) => !kinds.off.has(rule));
}

function withoutYielding(findings: Finding[], options: RunOptions): Finding[] {
  const { yielding } = kindsOf(options);
  if (!findings.some(({ rule }) => yielding.has(rule))) return findings;
  const said = new Set(findings.map(({ rule, path }) => `${rule} ${path}`));
  return findings.filter(({ rule, path }) => !yielding.get(rule)?.some((other) => said.has(`${other} ${path}`)));
}

function withoutSuppressed(content: DocumentContent, findings: Finding[], options: RunOptions): readonly Finding[] {
  const suppressions = suppressionsOf(content).filter(({ scope, isMisplaced }) => scope !== 'file' || isMisplaced);
  if (suppressions.length === 0) return findings;
  const { left, used } = suppress(findings, suppressions);
  return ordered([...left, ...unusedOf(content, suppressions, used, options)]);
}

/** What there is to say about the comments themselves. */
function unusedOf(
  content: DocumentContent,
  suppressions: readonly Suppression[],
  used: ReadonlySet<NamedRule>,
  options: RunOptions,
): Finding[] {
  const run = new Run(content, options);
  const knownRules = options.rules.map(({ meta }) => meta.id);
  return suppressions.flatMap((suppression) => {
    const unused = suppression.rules.filter((name) => !used.has(name) && !mayBeNeeded(name, content, options));
    const target = { document: content, suppression: { ...suppression, unused, knownRules } };
    const findings: Finding[] = [];
    run.visit('suppression', target, findings);
    return findings;
  });
}

/** Whether the rule may be silent for another reason: it is off, or what it needs to see is not in view or broken. */
function mayBeNeeded({ id }: NamedRule, { yaml }: DocumentContent, options: RunOptions): boolean {
  const rule = options.rules.find(({ meta }) => meta.id === id);
  if (rule === undefined) return false;
  return isPartlyOff(rule, options) || rule.meta.appliesTo.endsWith('InWorkspace') || yaml.problems.length > 0;
}

function findingsAbout(object: ManifestObject, run: Run): Finding[] {
  const findings: Finding[] = [];
  run.visit('object', { object }, findings);
  for (const workload of workloadsOf(object)) {
    const { template } = workload.pod;
    // A patch need not speak of the pod at all.
    const isMadeByTemplate = template.unknown && (template.present || !object.isPatch);
    if (!isMadeByTemplate) addFindingsAboutPod(workload, run, findings);
  }
  return findings;
}

function addFindingsAboutPod(workload: Workload, run: Run, findings: Finding[]): void {
  const { pod } = workload;
  run.visit('workload', { workload, pod }, findings);
  for (const container of pod.allContainers) {
    // Of a container that is no mapping there is nothing more to say than that.
    if (container.node.isSet && !container.node.isMap) continue;
    run.visit('container', { workload, pod, container }, findings);
    for (const probe of container.probes) run.visit('probe', { workload, pod, container, probe }, findings);
  }
}

/** Leaves out what a general rule says about an object's field that another rule reports as an error too. */
function withoutGeneral(findings: Finding[], { general, specific }: RuleKinds): Finding[] {
  // Most objects have no finding at all.
  if (findings.length < 2 || !findings.some(({ rule }) => general.has(rule))) return findings;
  const said = findings.filter(({ rule }) => specific.has(rule));
  if (said.length === 0) return findings;
  const paths = new Set(said.map(({ path }) => path));
  return findings.filter(({ rule, path }) => !general.has(rule) || !paths.has(path));
}

interface RuleKinds {
  readonly general: ReadonlySet<string>;
  readonly specific: ReadonlySet<string>;
  readonly off: ReadonlySet<string>;
  /** Rules that are silent where one of the others speaks. */
  readonly yielding: ReadonlyMap<string, readonly string[]>;
}

const knownKinds = new WeakMap<RunOptions, RuleKinds>();

function kindsOf(options: RunOptions): RuleKinds {
  let kinds = knownKinds.get(options);
  if (!kinds) {
    const those = (test: (rule: AnyRule) => boolean) => new Set(options.rules.filter(test).map(({ meta }) => meta.id));
    kinds = {
      general: those(({ meta }) => meta.general === true),
      specific: those(silencesGeneral),
      off: those((rule) => isOff(rule, options)),
      yielding: new Map(options.rules.flatMap(({ meta }) => (meta.yieldsTo ? [[meta.id, meta.yieldsTo]] : []))),
    };
    knownKinds.set(options, kinds);
  }
  return kinds;
}

/** By place, each once: rules about several targets may find the same thing twice. */
function ordered(findings: Finding[]): Finding[] {
  if (findings.length === 0) return findings;
  const seen = new Map<string, Finding[]>();
  return findings
    .filter((finding) => {
      const identity = `${finding.message.id} ${finding.path} ${finding.span.start}`;
      const alike = seen.get(identity);
      if (!alike) seen.set(identity, [finding]);
      else if (alike.some((other) => sameData(other, finding))) return false;
      else alike.push(finding);
      return true;
    })
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end || compare(a.rule, b.rule));
}

function sameData({ message: a }: Finding, { message: b }: Finding): boolean {
  return a.data === b.data || JSON.stringify(a.data) === JSON.stringify(b.data);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The finding with its spans moved from the document to the file. */
export function inFile(finding: Finding, offset: number): Finding {
  if (offset === 0) return finding;
  const moved = (span: Span) => shift(span, offset);
  return {
    ...finding,
    span: moved(finding.span),
    ...(finding.block && { block: moved(finding.block) }),
    related: finding.related.map((related) =>
      related.elsewhere ? related : { ...related, span: moved(related.span) },
    ),
    fixes: () =>
      finding.fixes().map((fix) => ({ ...fix, edits: fix.edits.map((edit) => ({ ...edit, span: moved(edit.span) })) })),
  };
}
