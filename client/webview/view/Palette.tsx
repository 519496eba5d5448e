import type { PaletteItem } from '../model/palette.ts';
import { paletteMessages as say } from '../model/paletteMessages.ts';
import { textOf } from '../text.ts';
import { pure } from './pure.ts';

/** What is dragged, as the browser names it. */
export const draggedType = 'application/x-probewise-happening';

interface Props {
  /** What can happen to what is shown. */
  readonly items: readonly PaletteItem[];
  readonly onDrop: (item: PaletteItem) => void;
}

/** Things to drag onto the time axis; pressed, they happen at the scrubber. */
export const Palette = pure(function Palette({ items, onDrop }: Props) {
  return (
    <div class="palette" role="toolbar" aria-label={textOf(say.palette())} title={textOf(say.howTo())}>
      {items.map((item) => (
        <button
          key={item}
          type="button"
          class="action secondary"
          draggable={true}
          onDragStart={(event) => event.dataTransfer?.setData(draggedType, item)}
          onClick={() => onDrop(item)}
        >
          {textOf(say[item]())}
        </button>
      ))}
    </div>
  );
});
