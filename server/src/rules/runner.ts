/** Runs all rules over a manifest: each target is visited once, and a rule that fails silences nobody but itself. */
import type { Span } from '../base/span.ts';
import { shift } from '../base/span.ts';
import type { DocumentContent, ManifestFile } from '../manifest/file.ts';
import type { ManifestObject } from '../manifest/object.ts';
import { workloadOf } from '../manifest/workload.ts';
import { type Finding, makeFinding } from './finding.ts';
import type { AnyRule, RawFinding, RuleContext, Targets } from './rule.ts';

export interface RunOptions extends RuleContext {
  readonly rules: readonly AnyRule[];
  /** Told when a rule throws; the others go on. */
  readonly onRuleFailure?: (rule: string, error: unknown) => void;
}

/** The findings of a whole file, ordered by place, with spans relative to the file. */
export function checkManifest(file: ManifestFile, options: RunOptions): Finding[] {
  return file.documents.flatMap(({ offset, content }) =>
    checkDocument(content, options).map((finding) => inFile(finding, offset)),
  );
}

const checked = new WeakMap<DocumentContent, { options: RunOptions; findings: readonly Finding[] }>();

/** The findings of one document, with spans relative to it; remembered while its text and the options stay the same. */
export function checkDocument(content: DocumentContent, options: RunOptions): readonly Finding[] {
  const known = checked.get(content);
  if (known?.options === options) return known.findings;
  const findings = ordered([...findingsOf(content, options)]);
  checked.set(content, { options, findings });
  return findings;
}

function* findingsOf(content: DocumentContent, options: RunOptions): Generator<Finding> {
  const run = new Run(content, options);
  yield* run.visit('document', { document: content });
  for (const object of content.objects) {
    yield* withoutGeneral([...findingsAbout(object, run)], options.rules);
  }
}

function* findingsAbout(object: ManifestObject, run: Run): Generator<Finding> {
  yield* run.visit('object', { object });
  const workload = workloadOf(object);
  if (!workload || workload.pod.template.unknown) return;
  const { pod } = workload;
  yield* run.visit('workload', { workload, pod });
  for (const container of pod.allContainers) {
    // Of a container that is no mapping there is nothing more to say than that.
    if (container.node.isSet && !container.node.isMap) continue;
    yield* run.visit('container', { workload, pod, container });
    for (const probe of container.probes) yield* run.visit('probe', { workload, pod, container, probe });
  }
}

class Run {
  readonly #content: DocumentContent;
  readonly #options: RunOptions;
  readonly #byTarget: ReadonlyMap<string, readonly AnyRule[]>;
  /** Where the parser stumbled first: what it made of the text from there on proves nothing. */
  readonly #brokenFrom: number;

  constructor(content: DocumentContent, options: RunOptions) {
    this.#content = content;
    this.#options = options;
    this.#byTarget = byTarget(options.rules);
    const { problems } = content.yaml;
    const first = Math.min(...problems.map((problem) => problem.span.start));
    this.#brokenFrom = problems.length > 0 ? content.text.lastIndexOf('\n', first - 1) + 1 : Number.POSITIVE_INFINITY;
  }

  *visit<T extends keyof Targets>(kind: T, target: Targets[T]): Generator<Finding> {
    for (const rule of this.#byTarget.get(kind) ?? []) {
      try {
        for (const raw of rule.check(target as never, this.#options)) {
          if (kind === 'document' || this.#isCertain(raw)) yield makeFinding(rule, raw);
        }
      } catch (error) {
        this.#options.onRuleFailure?.(rule.meta.id, error);
      }
    }
  }

  /** Neither decided by a template nor about text that the parser did not understand. */
  #isCertain({ at }: RawFinding): boolean {
    return !at.unknown && (at.extent.end <= this.#brokenFrom || this.#content.yaml.problems.length === 0);
  }
}

const grouped = new WeakMap<readonly AnyRule[], ReadonlyMap<string, readonly AnyRule[]>>();

function byTarget(rules: readonly AnyRule[]): ReadonlyMap<string, readonly AnyRule[]> {
  let groups = grouped.get(rules);
  if (!groups) {
    groups = new Map(
      [...new Set(rules.map((rule) => rule.meta.appliesTo))].map((target) => [
        target,
        rules.filter((rule) => rule.meta.appliesTo === target),
      ]),
    );
    grouped.set(rules, groups);
  }
  return groups;
}

/** Leaves out what a general rule says about an object's field that another rule reports as an error too. */
function withoutGeneral(findings: Finding[], rules: readonly AnyRule[]): Finding[] {
  const general = new Set(rules.filter((rule) => rule.meta.general).map((rule) => rule.meta.id));
  if (!findings.some((finding) => general.has(finding.rule))) return findings;
  const specific = new Set(
    findings.filter(({ severity, rule }) => severity === 'error' && !general.has(rule)).map(({ path }) => path),
  );
  return findings.filter(({ rule, path }) => !general.has(rule) || !specific.has(path));
}

function ordered(findings: Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings
    .filter((finding) => {
      const identity = `${finding.rule} ${finding.path} ${finding.span.start} ${finding.message}`;
      return !seen.has(identity) && seen.add(identity);
    })
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end || compare(a.rule, b.rule));
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
    related: finding.related.map((related) => ({ ...related, span: moved(related.span) })),
    fixes: () =>
      finding.fixes().map((fix) => ({ ...fix, edits: fix.edits.map((edit) => ({ ...edit, span: moved(edit.span) })) })),
  };
}
