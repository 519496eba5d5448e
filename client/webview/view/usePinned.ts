import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Difference } from '../../../server/src/simulation/compare.ts';
import { Engine, engineScript } from '../engine/engine.ts';
import type { CompareQuestion, Comparison, RunQuestion, WhatIfRun } from '../engine/messages.ts';
import type { History } from '../model/history.ts';
import { historyOf } from '../model/historyOf.ts';
import type { PanelState, PinSource, Simulation } from '../protocol.ts';

/** A run that later ones are held against. */
export interface Pinned {
  readonly simulation: Simulation;
  readonly history: History;
  readonly source: PinSource;
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
  const pin = useCallback((run: Simulation, source: PinSource) => {
    setDifferences(undefined);
    setPinned({ simulation: run, history: historyOf(run), source });
  }, []);
  /** What was pinned before the window was reloaded is run again; `shown` is of the same workload. */
  const restore = useCallback(
    ({ input, source }: NonNullable<PanelState['pinned']>, shown: Simulation) => {
      const script = engineScript();
      if (script === undefined) return;
      const runner = new Engine<RunQuestion, WhatIfRun>(script, (run) => {
        runner.stop();
        pin({ ...shown, ...run } as Simulation, source);
      });
      runner.ask({ input });
    },
    [pin],
  );
  const unpin = useCallback(() => {
    engine.current?.forget();
    setPinned(undefined);
  }, []);
  const kept = useMemo(() => pinned && { input: pinned.simulation.input, source: pinned.source }, [pinned]);
  return {
    pinned: fits ? pinned : undefined,
    differences,
    pin,
    unpin,
    restore,
    /** What survives a reload of the window. */
    kept: fits ? kept : undefined,
  };
}

function isComparable(a: Simulation, b: Simulation): boolean {
  return a.uri === b.uri && a.workload.kind === b.workload.kind && a.view === b.view;
}
