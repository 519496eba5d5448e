/** What handlers of the timeline need to know when they run: where the plot is, and what it shows. */
import { type Scale, timeAt } from '../../../server/src/simulation/lanes/layout.ts';
import type { History } from '../model/history.ts';
import { plotPaddingPx } from './plot.ts';

export interface Plot {
  readonly element: { readonly current: HTMLElement | null };
  /** Handlers live as long as the component. */
  readonly now: { readonly current: { readonly history: History; readonly scale: Scale } };
}

/** From the beginning of the plot, as marks and bands count. */
export function xUnder({ element }: Plot, clientX: number): number {
  return clientX - (element.current?.getBoundingClientRect().left ?? 0) - plotPaddingPx;
}

export function timeUnder(plot: Plot, clientX: number): number {
  return timeAt(plot.now.current.scale, xUnder(plot, clientX));
}
