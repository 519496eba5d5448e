import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Difference } from '../../../server/src/simulation/compare.ts';
import { Engine, engineScript } from '../engine/engine.ts';
import type { CompareQuestion, Comparison } from '../engine/messages.ts';
import type { History } from '../model/history.ts';
import { historyOf } from '../model/historyOf.ts';
import type { Simulation } from '../protocol.ts';

/** A run that later ones are held against. */
export interface Pinned {
  readonly simulation: Simulation;
  readonly history: History;
  /** `shown`: what was on the screen; `committed`: the manifest as it was committed last. */
  readonly source: 'shown' | 'committed';
}

/** The pinned run, and how what is shown differs from it. It is let go when something else is shown of the workload. */
export function usePinned(simulation: Simulation | undefined) {
  const [pinned, setPinned] = useState<Pinned | undefined>(undefined);
  const [differences, setDifferences] = useState<readonly Difference[] | undefined>(undefined);
  const engine = useRef<Engine<CompareQuestion, Comparison> | undefined>(undefined);
  const fits = pinned !== undefined && simulation !== undefined && isComparable(pinned.simulation, simulation);
  useEffect(() => {
    if (pinned === undefined || simulation === undefined) return;
    if (!fits) {
      setPinned(undefined);
      return;
    }
    const script = engineScript();
    if (script === undefined) return;
    engine.current ??= new Engine(script, (comparison) => setDifferences(comparison.differences));
    engine.current.ask({ before: pinned.simulation.input, after: simulation.input });
  }, [pinned, simulation, fits]);
  const pin = useCallback((run: Simulation, source: Pinned['source']) => {
    setDifferences(undefined);
    setPinned({ simulation: run, history: historyOf(run), source });
  }, []);
  const unpin = useCallback(() => {
    engine.current?.forget();
    setPinned(undefined);
  }, []);
  return { pinned: fits ? pinned : undefined, differences, pin, unpin };
}

function isComparable(a: Simulation, b: Simulation): boolean {
  return a.uri === b.uri && a.workload.kind === b.workload.kind && a.view === b.view;
}
