import type { MessageFormatter } from '../../base/formatMessage.ts';
import type { Verdict } from '../../lifecycle/expect/judge.ts';
import { transcriptMessages as say } from './messages.ts';

/** An expectation with what became of it; one below the other they make a table. */
export function verdictLine({ holds, expectation, message }: Verdict, formatter: MessageFormatter): string {
  const width = Math.max(...[say.holds(), say.fails()].map((word) => formatter.text(word).length));
  const word = formatter.text(holds ? say.holds() : say.fails()).padEnd(width);
  return `${word}  ${expectation}: ${formatter.text(message)}`;
}
