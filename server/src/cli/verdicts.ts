import { verdictLine } from '../features/simulation/verdictLine.ts';
import type { Verdict } from '../lifecycle/expect/judge.ts';
import { formatter } from './formatter.ts';
import { harmlessLine } from './plainText.ts';
import type { Terminal } from './terminal.ts';

/** One line for each expectation of the scenario, with what became of it. */
export function printVerdicts(verdicts: readonly Verdict[], { stdout }: Terminal): void {
  if (verdicts.length === 0) return;
  const lines = verdicts.map((verdict) => verdictLine(verdict, formatter));
  stdout.write(`\n${lines.map(harmlessLine).join('\n')}\n`);
}

/** The same for programs: what happened is told in English. */
export function verdictsAsJson<T extends Verdict>(verdicts: readonly T[]): object[] {
  return verdicts.map(({ message, ...verdict }) => ({ ...verdict, message: formatter.text(message) }));
}
