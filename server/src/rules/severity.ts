/** How loud each rule is: its own severity, the profile's say and the user's. */
import type { AnyRule, Profile, Severity } from './rule.ts';

export type Level = Severity | 'off';

/** From quiet to loud. */
export const profiles: readonly Profile[] = ['minimal', 'recommended', 'strict'];
/** From loud to quiet. */
export const levels: readonly Level[] = ['error', 'warning', 'information', 'hint', 'off'];

/** What a user may say about rules. */
export interface SeveritySettings {
  readonly profile?: Profile;
  /** By the rule's identifier; wins over the profile. What names no rule is passed over. */
  readonly rules?: Readonly<Record<string, Level>>;
}

/** The level of each rule. */
export function levelsOf(rules: readonly AnyRule[], severity: SeveritySettings = {}): ReadonlyMap<string, Level> {
  return new Map(rules.map(({ meta }) => [meta.id, levelOf(meta, severity)]));
}

/** The level of each rule's mild findings, for rules that have such. */
export function mildLevelsOf(rules: readonly AnyRule[], severity: SeveritySettings = {}): ReadonlyMap<string, Level> {
  return new Map(rules.flatMap(({ meta }) => (meta.mild ? [[meta.id, levelOf(meta, severity, meta.mild)]] : [])));
}

function levelOf(
  { id, ...meta }: AnyRule['meta'],
  { profile = 'recommended', rules: chosen = {} }: SeveritySettings,
  own: Pick<AnyRule['meta'], 'severity' | 'profile'> = meta,
): Level {
  return Object.hasOwn(chosen, id) ? chosen[id]! : levelIn(profile, own);
}

/** The level that a profile gives to a rule. */
export function levelIn(
  profile: Profile,
  { severity, profile: only }: Pick<AnyRule['meta'], 'severity' | 'profile'>,
): Level {
  const isAdvice = severity === 'hint' || severity === 'information';
  if (profile === 'minimal') return isAdvice || only ? 'off' : severity;
  if (profile === 'recommended') return only ? 'off' : severity;
  // Hints are dots that one has to look for; who is strict wants them on the list.
  return severity === 'hint' ? 'information' : severity;
}
