import { useEffect, useRef } from 'preact/hooks';
import { panelMessages as say } from '../messages.ts';
import { textOf } from '../text.ts';
import { Icon } from './icons.tsx';

/** Where one is: in the life of one pod of the rollout, with the way back. */
export function Breadcrumb({ around, pod, onBack }: { around: string; pod: string; onBack: () => void }) {
  const back = useRef<HTMLButtonElement>(null);
  // What led here is gone from the page, and with it the focus.
  useEffect(() => back.current?.focus(), []);
  return (
    <nav class="breadcrumb" aria-label={textOf(say.whereYouAre())}>
      <button type="button" ref={back} class="link" title={textOf(say.backToAll())} onClick={onBack}>
        <Icon name="previous" />
        <span>{around}</span>
      </button>
      <span aria-hidden="true">/</span>
      <span aria-current="page">{pod}</span>
    </nav>
  );
}
