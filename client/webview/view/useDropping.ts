import type { TargetedDragEvent } from 'preact';
import { type PaletteItem, paletteItems } from '../model/palette.ts';
import { draggedType } from './Palette.tsx';
import { type Plot, timeUnder } from './plotTime.ts';

/** What is dragged from the palette happens where it is dropped. */
export function useDropping(plot: Plot, onHappen: ((item: PaletteItem, atMs: number) => void) | undefined) {
  return {
    onDragOver(event: TargetedDragEvent<HTMLElement>) {
      if (onHappen && event.dataTransfer?.types.includes(draggedType)) event.preventDefault();
    },
    onDrop(event: TargetedDragEvent<HTMLElement>) {
      const item = event.dataTransfer?.getData(draggedType);
      const known = paletteItems.find((one) => one === item);
      if (known === undefined || onHappen === undefined) return;
      event.preventDefault();
      onHappen(known, Math.min(Math.max(timeUnder(plot, event.clientX), 0), plot.now.current.history.endMs));
    },
  };
}
