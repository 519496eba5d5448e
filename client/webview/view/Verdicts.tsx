import type { Verdict } from '../../../server/src/lifecycle/expect/judge.ts';
import { textOf, timeText } from '../text.ts';
import { Icon } from './icons.tsx';

/** What the scenario expects and whether it came true: a test's result. Each leads to the moment that decided it. */
export function Verdicts({ verdicts, onGo }: { verdicts: readonly Verdict[]; onGo: (verdict: Verdict) => void }) {
  if (verdicts.length === 0) return null;
  const failed = verdicts.filter(({ holds }) => !holds).length;
  const total =
    failed === 0
      ? `${all(verdicts.length)} met`
      : `${failed} of ${verdicts.length} expectations ${failed === 1 ? 'is' : 'are'} not met`;
  return (
    <section class="verdicts" aria-label="Expectations">
      <h2 class={failed === 0 ? 'met' : 'unmet'}>{total}</h2>
      <ul>
        {verdicts.map((verdict) => (
          <li key={verdict.path}>
            <button
              type="button"
              class={`link verdict ${verdict.holds ? 'met' : 'unmet'}`}
              onClick={() => onGo(verdict)}
            >
              <Icon name={verdict.holds ? 'met' : 'unmet'} />
              <span class="spoken">{verdict.holds ? 'Met: ' : 'Not met: '}</span>
              <code class="expectation">{verdict.expectation}</code>
              <span class="when">{timeText(verdict.atMs)}</span>
              <span class="message">{textOf(verdict.message)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function all(count: number): string {
  if (count === 1) return 'The expectation is';
  return count === 2 ? 'Both expectations are' : `All ${count} expectations are`;
}
