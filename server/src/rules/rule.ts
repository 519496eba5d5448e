/** What a rule is: one file that declares its messages and yields findings about one kind of target. */
import type { FieldPath } from '../base/fieldPath.ts';
import type { Data, Text } from '../base/message.ts';
import type { Span } from '../base/span.ts';
import type { TextEdit } from '../base/textEdit.ts';
import type { GateSettings } from '../kubernetes/gates.ts';
import type { DocumentContent } from '../manifest/file.ts';
import type { Workspace } from '../manifest/index/workspace.ts';
import type { IndexedBudget, IndexedObject, IndexedPod, IndexedService } from '../manifest/index/workspaceIndex.ts';
import type { ManifestNode } from '../manifest/node.ts';
import type { ManifestObject } from '../manifest/object.ts';
import type { ContainerModel, PodModel, ProbeModel } from '../manifest/podModel.ts';
import type { Workload } from '../manifest/workload.ts';
import type { UnusedSuppression } from './suppression.ts';

/**
 * Severity is certainty. `error`: the API server rejects it. `warning`: it is accepted and will misbehave at run time.
 * `information` and `hint`: advice.
 */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

export interface Targets {
  readonly document: { readonly document: DocumentContent };
  readonly object: { readonly object: ManifestObject };
  readonly workload: { readonly workload: Workload; readonly pod: PodModel };
  readonly container: Targets['workload'] & { readonly container: ContainerModel };
  readonly probe: Targets['container'] & { readonly probe: ProbeModel };
  /**
   * A workload whose pods run (no patch, no PodTemplate), and what else there is. Such findings depend on other
   * documents; they are made anew when the answers that the rule got from `workspace` change.
   */
  readonly workloadInWorkspace: Targets['workload'] & {
    readonly facts: IndexedPod['facts'];
    readonly workspace: Workspace;
  };
  readonly serviceInWorkspace: {
    readonly object: ManifestObject;
    readonly facts: IndexedService['facts'];
    readonly workspace: Workspace;
  };
  readonly budgetInWorkspace: {
    readonly object: ManifestObject;
    readonly facts: IndexedBudget['facts'];
    readonly workspace: Workspace;
  };
  /** A document whose check took longer than it may. */
  readonly givenUp: { readonly document: DocumentContent; readonly seconds: number };
  /** A comment that silences rules, and those of them that had nothing to say. */
  readonly suppression: { readonly document: DocumentContent; readonly suppression: UnusedSuppression };
}

/** How much is reported: `minimal` leaves advice out, `strict` adds what is a matter of taste. */
export type Profile = 'minimal' | 'recommended' | 'strict';

export interface RuleMeta<M extends string = string, T extends keyof Targets = keyof Targets> {
  /** Kebab-case; never reused for something else. */
  readonly id: string;
  readonly severity: Severity;
  readonly appliesTo: T;
  /** What a reader learns from the list of rules, in half a sentence. */
  readonly summary: string;
  /**
   * Texts by message key, with `{placeholders}` that the finding's data fill: what is wrong, what follows, what to do.
   * Reasons are the `detail` of a text. Titles of fixes and texts of related places stand here too.
   */
  readonly messages: Readonly<Record<M, Text>>;
  /** Set where the rule is a matter of taste: only this profile has it. */
  readonly profile?: 'strict';
  /** How loud those of its findings are that hardly hurt, and whether they are a matter of taste. */
  readonly mild?: { readonly severity: 'information' | 'hint'; readonly profile?: 'strict' };
  /**
   * Set on a rule that knows nothing but the schema. Where another rule reports an error about the same field, that one
   * can say more, and this one's finding is left out.
   */
  readonly general?: true;
  /** Rules that say more about the same field: where one of them reports it, this one is silent. */
  readonly yieldsTo?: readonly string[];
  /** Upstream source or documentation that proves the rule. */
  readonly references: readonly string[];
}

/** A finding as a rule yields it. */
export interface RawFinding<M extends string = string> {
  readonly message: M;
  /** The field it is about, written or missing. */
  readonly at: ManifestNode;
  /** How the API server names the field, where that differs from where it is written, e.g. `spec.template.labels`. */
  readonly path?: FieldPath;
  /** Where to show it, if not at the field's own place: `key` for the field's name. */
  readonly on?: 'key' | Span;
  readonly data?: Data;
  /** Whether it hardly hurts: then it is as loud as `meta.mild` says. */
  readonly mild?: boolean;
  readonly related?: readonly RawRelated<M>[];
  /** Ways to mend it, the best first; built only when somebody asks. */
  readonly fixes?: () => readonly RawFix<M>[];
  /** The text is superfluous and may be faded. */
  readonly unnecessary?: boolean;
}

export interface RawRelated<M extends string = string> {
  /** A field of the same document, or an object of any. */
  readonly at: ManifestNode | IndexedObject;
  readonly on?: Span;
  readonly message: M;
  readonly data?: Data;
}

export interface RawFix<M extends string = string> {
  readonly title: M;
  readonly data?: Data;
  /** Safe fixes keep the pod's behaviour, or repair what could not work at all in the only possible way. */
  readonly safe: boolean;
  /** Undefined where the text can't be edited, e.g. behind an alias: the fix is not offered then. */
  readonly edits: readonly TextEdit[] | undefined;
}

export interface RuleContext {
  /** The minor release to check against, e.g. `1.34`. */
  readonly kubernetes: string;
  /** Feature gates that the cluster has otherwise than the release. */
  readonly gates?: GateSettings;
}

export interface Rule<M extends string = string, T extends keyof Targets = keyof Targets> {
  readonly meta: RuleMeta<M, T>;
  check(target: Targets[T], context: RuleContext): Iterable<RawFinding<NoInfer<M>>>;
}

/** A rule whose message ids and target are checked by the compiler. */
export function defineRule<const M extends string, T extends keyof Targets>(rule: Rule<M, T>): AnyRule {
  return rule as unknown as AnyRule;
}

/** Any rule, once its own types have done their work. */
export interface AnyRule {
  readonly meta: RuleMeta;
  check(target: never, context: RuleContext): Iterable<RawFinding>;
}
