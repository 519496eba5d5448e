import type { Difference } from '../../../server/src/simulation/compare.ts';
import { pinMessages as say } from '../model/pinMessages.ts';
import { textOf } from '../text.ts';
import { IconButton } from './icons.tsx';
import type { Pinned } from './usePinned.ts';

const signs = { better: '▲', worse: '▼', other: '◆' } as const;

/** What is otherwise than in the pinned run. */
export function Differences(props: {
  pinned: Pinned;
  differences: readonly Difference[] | undefined;
  onUnpin: () => void;
}) {
  const { pinned, differences, onUnpin } = props;
  const title = pinned.source === 'committed' ? say.againstCommitted() : say.againstPinned();
  return (
    <section class="differences" aria-label={textOf(title)}>
      <h2>
        {textOf(title)} <IconButton icon="unmet" label={textOf(say.unpin())} onClick={onUnpin} />
      </h2>
      {differences?.length === 0 && <p class="quiet">{textOf(say.same())}</p>}
      <ul>
        {differences?.map(({ message, effect }) => (
          <li key={message.id} class={effect}>
            <span class="sign" aria-hidden="true">
              {signs[effect]}
            </span>
            <span class="spoken">{textOf(say[effect]())} </span>
            {textOf(message)}
          </li>
        ))}
      </ul>
      <p class="quiet">{textOf(say.drawn())}</p>
    </section>
  );
}
