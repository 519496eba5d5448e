import { useEffect } from 'preact/hooks';
import { alongOf, timeAt } from '../../../server/src/simulation/lanes/layout.ts';
import type { Action } from '../model/panelState.ts';
import { plotPaddingPx } from './plot.ts';
import { type Plot, xUnder } from './plotTime.ts';

/**
 * The wheel zooms around the pointer, sideways (or with Shift) it pans. Where there is something to scroll, the plain
 * wheel scrolls, and Ctrl zooms.
 */
export function useWheel(
  boxRef: { readonly current: HTMLElement | null },
  plot: Plot,
  dispatch: (action: Action) => void,
): void {
  useEffect(() => {
    const element = boxRef.current;
    if (!element) return;
    const onWheel = (event: WheelEvent) => {
      const { scale } = plot.now.current;
      const x = xUnder(plot, event.clientX);
      const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
      if (Math.abs(sideways) > Math.abs(event.deltaY) || event.shiftKey) {
        dispatch({ type: 'pan', byMs: alongOf(scale, sideways) });
      } else if (event.ctrlKey || event.metaKey || (x >= -plotPaddingPx && !canScroll(event.target))) {
        const factor = 1.0015 ** Math.max(-300, Math.min(300, event.deltaY));
        dispatch({ type: 'zoom', factor, aroundMs: timeAt(scale, Math.max(0, Math.min(x, scale.widthPx))) });
      } else {
        return;
      }
      event.preventDefault();
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [boxRef, plot, dispatch]);
}

function canScroll(target: EventTarget | null): boolean {
  for (let element = target instanceof Element ? target : null; element; element = element.parentElement) {
    if (element.scrollHeight > element.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(element).overflowY)) {
      return true;
    }
  }
  return document.documentElement.scrollHeight > document.documentElement.clientHeight + 1;
}
