import { useLayoutEffect, useState } from 'preact/hooks';
import { plotPaddingPx } from './plot.ts';

/** The width of the plot without its padding, kept up to date; undefined until it is known. */
export function usePlotWidth(plot: { readonly current: HTMLElement | null }): number | undefined {
  const [width, setWidth] = useState<number | undefined>(undefined);
  useLayoutEffect(() => {
    const element = plot.current;
    if (!element) return;
    const measure = () => setWidth(Math.max(50, element.clientWidth - 2 * plotPaddingPx));
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [plot]);
  return width;
}
