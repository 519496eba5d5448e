/** No fix may make a mistake of its own: what is found after it must have been there before. */
import { expect } from 'vitest';
import type { Finding } from '../finding.ts';
import type { AnyRule } from '../rule.ts';
import { applyFix } from './applyFix.ts';
import { formatterOf } from './formatter.ts';

/**
 * What a fix lets come to light: it was true before, and another rule said it, or the text could not be read. By the rule
 * with the fix.
 */
const uncovered: Readonly<Record<string, readonly string[] | 'anything'>> = {
  // Nothing is known of an object without them.
  'missing-kind': 'anything',
  'misplaced-field': 'anything',
  'full-width-character': 'anything',
  'wrong-type': ['delay-instead-of-startup-probe'],
  'image-with-space': ['floating-tag'],
  'invalid-image-reference': ['floating-tag'],
  'invalid-scheme': ['scheme-does-not-fit-port'],
  'path-without-slash': ['liveness-as-strict-as-readiness'],
  'pull-policy-contradicts-tag': ['floating-tag'],
  // Two probes that differed by a mistake.
  'timeout-exceeds-period': ['liveness-as-strict-as-readiness'],
  // A pod that ends was the greater trouble.
  'served-but-not-restarted': ['bare-pod', 'served-without-readiness'],
  'selector-selects-nothing': ['served-without-readiness'],
};

/**
 * Applies each fix of a rule's findings and fails where it mends nothing or adds a finding. `checkAll` gives the findings
 * of all rules in a text.
 */
export function checkFixes(
  rule: AnyRule,
  text: string,
  findings: readonly Finding[],
  checkAll: (text: string) => readonly Finding[],
): void {
  const offered = findings.flatMap((finding) => finding.fixes().map((fix) => ({ finding, fix })));
  if (offered.length === 0) return;
  const before = new Set(checkAll(text).map(identityOf));
  for (const { finding, fix } of offered) {
    const after = applyFix(text, fix);
    const title = formatterOf(rule).text(fix.title);
    expect(after, title).not.toBe(text);
    const added = checkAll(after).filter((found) => !before.has(identityOf(found)) && !isUncovered(finding, found));
    expect(added.map(identityOf), `"${title}" for ${finding.path} adds findings:\n${after}`).toEqual([]);
  }
}

function isUncovered({ rule }: Finding, found: Finding): boolean {
  const others = Object.hasOwn(uncovered, rule) ? uncovered[rule]! : [];
  return others === 'anything' || others.includes(found.rule);
}

function identityOf({ rule, path }: Finding): string {
  return `${rule} ${path}`;
}
