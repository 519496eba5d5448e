import { useEffect } from 'preact/hooks';
import type { Host } from '../host.ts';
import { left } from '../model/insidePod.ts';
import type { ViewState } from '../model/viewState.ts';
import type { PanelState } from '../protocol.ts';

type Kept = { readonly [Part in 'pinned' | 'turned']: PanelState[Part] | undefined };

/** Keeps what is shown, and where one is in it, for when the window is loaded again. */
export function useRemembered(state: ViewState, host: Host, { pinned, turned }: Kept): void {
  const { simulation, timeMs, view, selected, place, folding } = state;
  useEffect(() => {
    // Of a pod that is looked into, the rollout around it.
    const { simulation: shown, view, selected, timeMs } = left(state);
    if (!shown) return;
    const { uri, workload, scenario, untilMs } = shown;
    host.remember({
      uri,
      view: shown.view,
      workload: workload.id,
      scenario,
      timeMs,
      shown: view,
      ...(shown.view === 'pod' ? {} : { oldScenario: shown.oldScenario }),
      ...(untilMs === undefined ? {} : { untilMs }),
      ...(selected === undefined ? {} : { selected }),
      ...(folding === undefined ? {} : { folding }),
      ...(place === undefined ? {} : { place }),
      ...(pinned === undefined ? {} : { pinned }),
      ...(turned === undefined ? {} : { turned }),
    });
  }, [host, simulation, timeMs, view, selected, place, folding, pinned, turned]);
}
