/** Which findings of a file an editor is sent, where it takes no more than so many. */
import { defineMessages } from '../../base/message.ts';
import type { Finding } from '../../rules/finding.ts';

export const mostShownMessages = defineMessages('not-all-shown', {
  notShown: {
    one: '{count} more finding in this file is not listed; `probewise check` lists all.',
    other: '{count} more findings in this file are not listed; `probewise check` lists all.',
  },
});

/** VS Code shows 1,000 of a file, errors first: warnings behind them would never be seen. One place is for the note. */
export const mostShown = 999;

/**
 * At most {@link mostShown} findings, in their order, and how many are left out: of each rule the first ones, as many of
 * one as of another, so that a mistake made a thousand times hides no other.
 */
export function shownOf(findings: readonly Finding[]): { readonly shown: readonly Finding[]; readonly left: number } {
  if (findings.length <= mostShown) return { shown: findings, left: 0 };
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const share = shareOf([...counts.values()]);
  const taken = new Map<string, number>();
  const shown = findings.filter(({ rule }) => {
    const before = taken.get(rule) ?? 0;
    taken.set(rule, before + 1);
    return before < share;
  });
  return { shown, left: findings.length - shown.length };
}

/** The most of each rule with which all have room. */
function shareOf(counts: readonly number[]): number {
  let share = 1;
  while (counts.reduce((sum, count) => sum + Math.min(count, share + 1), 0) <= mostShown) share++;
  return share;
}
