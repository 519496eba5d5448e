import { panelMessages as say } from '../messages.ts';
import { textOf } from '../text.ts';

/** Why nothing can be simulated right now, and that what is shown is older, where anything is. */
export function Problem({ message, stale }: { message: string; stale: boolean }) {
  return (
    <p class="problem" role="status">
      <span>{message}</span>
      {stale && <span class="quiet"> {textOf(say.staleResult())}</span>}
    </p>
  );
}
