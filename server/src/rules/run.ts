/** Runs the rules over targets: one that fails silences nobody but itself. */
import type { DocumentContent } from '../manifest/file.ts';
import type { ManifestNode } from '../manifest/node.ts';
import { type Finding, makeFinding } from './finding.ts';
import type { AnyRule, RawFinding, RuleContext, Targets } from './rule.ts';
import type { Level } from './severity.ts';

export interface RunOptions extends RuleContext {
  readonly rules: readonly AnyRule[];
  /** Where a rule is not as loud as it says of itself. */
  readonly levels?: ReadonlyMap<string, Level>;
  /** The same for findings that their rule calls mild. */
  readonly mildLevels?: ReadonlyMap<string, Level>;
  /** Told when a rule throws; the others go on. */
  readonly onRuleFailure?: (rule: string, error: unknown) => void;
}

export class Run {
  readonly #content: DocumentContent;
  readonly #options: RunOptions;
  readonly #byTarget: ReadonlyMap<string, readonly AnyRule[]>;
  constructor(content: DocumentContent, options: RunOptions) {
    this.#content = content;
    this.#options = options;
    this.#byTarget = byTarget(options);
  }

  *visit<T extends keyof Targets>(kind: T, target: Targets[T]): Generator<Finding> {
    for (const rule of this.#byTarget.get(kind) ?? []) {
      try {
        for (const raw of rule.check(target as never, this.#options)) {
          const level = loudness(rule, raw, this.#options);
          if (level !== 'off' && (kind === 'document' || kind === 'suppression' || this.#isCertain(raw)))
            yield makeFinding(rule, raw, level);
        }
      } catch (error) {
        this.#options.onRuleFailure?.(rule.meta.id, error);
      }
    }
  }

  /** Neither decided by a template nor about text that the parser did not understand. */
  #isCertain({ at }: RawFinding): boolean {
    const { brokenFrom, text } = this.#content.yaml;
    return !at.unknown && !hasNoPlace(at) && (brokenFrom === text.length || at.extent.end <= brokenFrom);
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

function loudness({ meta }: AnyRule, { mild }: RawFinding, { levels, mildLevels }: RunOptions): Level {
  if (mild && meta.mild) return mildLevels?.get(meta.id) ?? meta.mild.severity;
  const level = levels?.get(meta.id) ?? meta.severity;
  // It may run all the same, to silence a general rule; its own findings are taken out later.
  return level === 'off' ? meta.severity : level;
}
