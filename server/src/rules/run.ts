/** Runs the rules over targets: one that fails silences nobody but itself. */
import type { DocumentContent } from '../manifest/file.ts';
import type { ManifestNode } from '../manifest/node.ts';
import { type Finding, makeFinding } from './finding.ts';
import { inOwnPlace } from './ownPlace.ts';
import { isAboutPlaceholder } from './placeholderWord.ts';
import type { AnyRule, RawFinding, RuleContext, Severity, Targets } from './rule.ts';
import type { Level } from './severity.ts';

export interface RunOptions extends RuleContext {
  readonly rules: readonly AnyRule[];
  /** Where a rule is not as loud as it says of itself. */
  readonly levels?: ReadonlyMap<string, Level>;
  /** The same for findings that their rule calls mild. */
  readonly mildLevels?: ReadonlyMap<string, Level>;
  /** How long the rules may take for one document; without it, as long as they need. */
  readonly budget?: Budget;
  /** Told when a rule throws; the others go on. */
  readonly onRuleFailure?: (rule: string, error: unknown) => void;
}

/** A host's clock: the core has none. */
export interface Budget {
  readonly seconds: number;
  /** Starts the clock; the answer tells whether the time is up. */
  start(): () => boolean;
}

export class Run {
  readonly #content: DocumentContent;
  readonly #options: RunOptions;
  readonly #byTarget: ReadonlyMap<string, readonly AnyRule[]>;
  readonly #isTimeUp: (() => boolean) | undefined;
  #isGivenUp = false;

  constructor(content: DocumentContent, options: RunOptions) {
    this.#content = content;
    this.#options = options;
    this.#byTarget = byTarget(options);
    this.#isTimeUp = options.budget?.start();
  }

  /** Whether the time was up before all rules had their say. */
  get isGivenUp(): boolean {
    return this.#isGivenUp;
  }

  /** Adds what the rules about such a target find to `findings`. */
  visit<T extends keyof Targets>(kind: T, target: Targets[T], findings: Finding[]): void {
    for (const rule of this.#byTarget.get(kind) ?? []) {
      if (kind !== 'givenUp' && this.#giveUpInTime()) return;
      try {
        for (const raw of rule.check(target as never, this.#options)) {
          if (kind !== 'givenUp' && this.#giveUpInTime()) return;
          if (rule.meta.severity === 'error' && isAboutPlaceholder(raw)) continue;
          const level = severityFor(rule, raw, this.#options);
          if (
            level !== 'off' &&
            (kind === 'document' || kind === 'suppression' || kind === 'givenUp' || this.#isCertain(raw))
          )
            findings.push(this.#finding(rule, raw, level));
        }
      } catch (error) {
        this.#options.onRuleFailure?.(rule.meta.id, error);
      }
    }
  }

  #finding(rule: AnyRule, raw: RawFinding, level: Severity): Finding {
    const finding = makeFinding(rule, raw, level);
    return { ...finding, fixes: () => finding.fixes().flatMap((fix) => inOwnPlace(this.#content, fix)) };
  }

  #giveUpInTime(): boolean {
    this.#isGivenUp ||= this.#isTimeUp?.() ?? false;
    return this.#isGivenUp;
  }

  /** Neither decided by a template nor about text that the parser did not understand. */
  #isCertain({ at, on }: RawFinding): boolean {
    const { brokenFrom, text } = this.#content.yaml;
    // A name may be wrong, whatever a template makes of the value.
    const isKnown = !at.unknown || (on === 'key' && at.present && !at.hasTemplatedKey);
    return isKnown && !hasNoPlace(at) && (brokenFrom === text.length || at.extent.end <= brokenFrom);
  }
}

/** Whether a field is missing only because a value of another type stands where it should be: that is said already. */
function hasNoPlace(node: ManifestNode): boolean {
  let at = node;
  while (!at.present && at.parent) {
    const { parent } = at;
    if (parent.present) return parent.isSet && !(typeof at.path.at(-1) === 'number' ? parent.isList : parent.isMap);
    at = parent;
  }
  return false;
}

const grouped = new WeakMap<RunOptions, ReadonlyMap<string, readonly AnyRule[]>>();

function byTarget(options: RunOptions): ReadonlyMap<string, readonly AnyRule[]> {
  let groups = grouped.get(options);
  if (!groups) {
    const rules = options.rules.filter((rule) => !isOff(rule, options) || silencesGeneral(rule));
    groups = new Map(
      [...new Set(rules.map((rule) => rule.meta.appliesTo))].map((target) => [
        target,
        rules.filter((rule) => rule.meta.appliesTo === target),
      ]),
    );
    grouped.set(options, groups);
  }
  return groups;
}

/** Whether the user or the profile wants nothing to be heard of a rule. */
export function isOff({ meta }: AnyRule, { levels }: RunOptions): boolean {
  return levels?.get(meta.id) === 'off';
}

/** Whether some of a rule's findings are not heard. */
export function isPartlyOff(rule: AnyRule, options: RunOptions): boolean {
  return isOff(rule, options) || options.mildLevels?.get(rule.meta.id) === 'off';
}

/** Whether a rule says more about a field than a general rule, which is silent then, be the rule heard or not. */
export function silencesGeneral({ meta }: AnyRule): boolean {
  return meta.severity === 'error' && !meta.general;
}

function severityFor({ meta }: AnyRule, { mild }: RawFinding, { levels, mildLevels }: RunOptions): Level {
  if (mild && meta.mild) return mildLevels?.get(meta.id) ?? meta.mild.severity;
  const level = levels?.get(meta.id) ?? meta.severity;
  // It may run all the same, to silence a general rule; its own findings are taken out later.
  return level === 'off' ? meta.severity : level;
}
