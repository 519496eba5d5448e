/** What a name may be changed to, and how it is written where it stands. */
import { checkDns1123Label, checkDns1123Subdomain } from '../../kubernetes/names.ts';
import type { Reference, SymbolType } from '../../manifest/index/references.ts';
import { resolvePlainScalar } from '../../yaml/scalar.ts';

const checks: Readonly<Record<SymbolType, (name: string) => readonly string[]>> = {
  object: checkDns1123Subdomain,
  container: checkDns1123Label,
  volume: checkDns1123Label,
  port: checkPortName,
  servicePort: checkDns1123Label,
  label: checkLabelValue,
};

/** Why something can't be renamed to this; undefined where it can. */
export function renameProblem({ type }: Reference, newName: string): string | undefined {
  return checks[type](newName)[0];
}

/** Upstream: apimachinery `pkg/util/validation/validation.go`, IsValidPortName. */
function checkPortName(name: string): string[] {
  if (name.length > 15) return ['The name of a port has at most 15 characters.'];
  const isRight = /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name) && /[a-z]/.test(name);
  return isRight ? [] : ['The name of a port is made of lower-case letters, digits and single dashes, with a letter.'];
}

/** Upstream: apimachinery `pkg/util/validation/validation.go`, IsValidLabelValue. */
function checkLabelValue(value: string): string[] {
  if (value.length > 63) return ['The value of a label has at most 63 characters.'];
  const isRight = /^(?:[A-Za-z0-9](?:[-\w.]*[A-Za-z0-9])?)?$/.test(value);
  return isRight ? [] : ['The value of a label is made of letters, digits, dashes, underscores and dots.'];
}

/** The new name in the quotes that the old one has; in quotes of its own where YAML would read something else than text. */
export function writtenAs(newName: string, before: string): string {
  const quote = /^["']/.exec(before)?.[0];
  if (quote !== undefined) return `${quote}${newName}${quote}`;
  return typeof resolvePlainScalar(newName) === 'string' ? newName : JSON.stringify(newName);
}
