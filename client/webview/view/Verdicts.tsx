import type { Message } from '../../../server/src/base/message.ts';
import type { Verdict } from '../../../server/src/lifecycle/expect/judge.ts';
import { panelMessages as say } from '../messages.ts';
import { textOf, timeText } from '../text.ts';
import { Icon } from './icons.tsx';
import { pure } from './pure.ts';

/** What the scenario expects and whether it came true: a test's result. Each leads to the moment that decided it. */
export const Verdicts = pure(function Verdicts({
  verdicts,
  onGo,
}: {
  verdicts: readonly Verdict[];
  onGo: (verdict: Verdict) => void;
}) {
  if (verdicts.length === 0) return null;
  const failed = verdicts.filter(({ holds }) => !holds).length;
  const total = totalOf(failed, verdicts.length);
  return (
    <section class="verdicts" aria-label={textOf(say.expectations())}>
      <h2 class={failed === 0 ? 'met' : 'unmet'}>{textOf(total)}</h2>
      <ul>
        {verdicts.map((verdict) => (
          <li key={verdict.path}>
            <button
              type="button"
              class={`link verdict ${verdict.holds ? 'met' : 'unmet'}`}
              onClick={() => onGo(verdict)}
            >
              <Icon name={verdict.holds ? 'met' : 'unmet'} />
              <span class="spoken">{`${textOf(verdict.holds ? say.met() : say.unmet())} `}</span>
              <code class="expectation">{verdict.expectation}</code>
              <span class="when">{timeText(verdict.atMs)}</span>
              <span class="message">{textOf(verdict.message)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
});

function totalOf(failed: number, all: number): Message {
  if (failed === 0) return all === 2 ? say.bothMet() : say.allMet({ count: all });
  return all === 1 ? say.soleUnmet() : say.notMet({ count: failed, all });
}
