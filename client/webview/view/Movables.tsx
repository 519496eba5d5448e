import type { TargetedKeyboardEvent } from 'preact';
import { duration, type Message } from '../../../server/src/base/message.ts';
import { type Scale, xOf } from '../../../server/src/simulation/lanes/layout.ts';
import type { Movable } from '../model/palette.ts';
import { paletteMessages as say } from '../model/paletteMessages.ts';
import { textOf } from '../text.ts';
import { plotPaddingPx } from './plot.ts';
import { useTimeDrag } from './useTimeDrag.ts';

export interface MovablesProps {
  readonly movables: readonly Movable[];
  readonly onMove: (movable: Movable, atSeconds: number) => void;
  readonly onRemove: (movable: Movable) => void;
}

const names: Readonly<Record<Movable['what'], Message>> = {
  hang: say.whatHang(),
  fails: say.whatFails(),
  answers: say.whatAnswers(),
  slow: say.whatSlow(),
  crash: say.whatCrash(),
  oom: say.whatOom(),
  nodeLost: say.whatNodeLost(),
  nodeBack: say.whatNodeBack(),
  delete: say.whatDelete(),
  evict: say.whatEvict(),
};

/** What happens in the scenario, as handles below the axis that are dragged or moved by keys. */
export function Movables({ movables, onMove, onRemove, scale }: MovablesProps & { scale: Scale }) {
  return (
    <fieldset class="movables" aria-label={textOf(say.lane())}>
      {movables
        .filter(({ atSeconds }) => isInView(scale, atSeconds * 1000))
        .map((movable, index) => (
          <Handle key={index} movable={movable} scale={scale} onMove={onMove} onRemove={onRemove} />
        ))}
    </fieldset>
  );
}

function isInView({ view }: Scale, atMs: number): boolean {
  return atMs >= view.fromMs && atMs <= view.toMs;
}

function Handle(props: Omit<MovablesProps, 'movables'> & { movable: Movable; scale: Scale }) {
  const { movable, scale, onMove, onRemove } = props;
  const { what, atSeconds, container, nth } = movable;
  const drag = useTimeDrag(scale, atSeconds * 1000, (ms) => onMove(movable, ms / 1000));
  const inAny = container === undefined ? names[what] : say.inContainer({ container, what: names[what] });
  const name = nth === undefined ? inAny : say.inPod({ nth, what: inAny });
  const label = textOf(say.at({ what: name, time: duration(atSeconds * 1000) }));
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>) => {
    const step = event.shiftKey ? 10 : 1;
    if (event.key === 'ArrowRight') onMove(movable, atSeconds + step);
    else if (event.key === 'ArrowLeft') onMove(movable, atSeconds - step);
    else if (event.key === 'Delete' || event.key === 'Backspace') onRemove(movable);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <button
      type="button"
      class={`movable movable-${what}`}
      style={{ transform: `translateX(${plotPaddingPx + xOf(scale, atSeconds * 1000)}px)` }}
      title={label}
      aria-label={label}
      onKeyDown={onKeyDown}
      {...drag}
    />
  );
}
