import { duration } from '../../../server/src/base/message.ts';
import { panelMessages as say } from '../messages.ts';
import type { History } from '../model/history.ts';
import { textOf } from '../text.ts';
import { pure } from './pure.ts';

/** What is selected, for who listens. */
export const Spoken = pure(({ history, selected }: { history: History; selected: number | undefined }) => {
  const entry = selected === undefined ? undefined : history.entries[selected];
  return (
    <p class="spoken" aria-live="polite">
      {entry &&
        `${textOf(say.titleAt({ title: history.titleOf(entry.seq), time: duration(entry.atMs) }))} ${history.explain(entry.seq)}`}
    </p>
  );
});
