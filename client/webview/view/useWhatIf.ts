import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Engine } from '../engine/engine.ts';
import type { WhatIfRun } from '../engine/messages.ts';
import type { Action } from '../model/panelState.ts';
import { knobsOf, type Turned, turn } from '../model/whatIf.ts';
import type { FromPanel, PodSimulation, Simulation } from '../protocol.ts';

const nothing: Turned = new Map();

/** Turning knobs runs the engine here; what it says is shown like any other result, until the manifest is simulated anew. */
export function useWhatIf(
  simulation: Simulation | undefined,
  dispatch: (action: Action) => void,
  post: (message: FromPanel) => void,
) {
  const [isOpen, setOpen] = useState(false);
  const [turned, setTurned] = useState(nothing);
  /** The manifest's own result, from which knobs are turned, and those that were made of it. */
  const base = useRef<PodSimulation | undefined>(undefined);
  const made = useRef(new WeakSet<object>());
  const engine = useRef<Engine | undefined>(undefined);

  const isNew = simulation !== undefined && !made.current.has(simulation);
  if (isNew && simulation !== base.current) base.current = simulation.view === 'pod' ? simulation : undefined;
  const own = base.current;
  /** The input of that result, to see whether a new one is about the same. */
  const input = useRef<string | undefined>(undefined);
  useEffect(() => {
    const before = input.current;
    input.current = own && JSON.stringify(own.input);
    if (own && before === input.current && turned.size > 0) {
      // The same manifest was simulated again: what is turned stays turned.
      engine.current?.run(turn(own.input, turned));
      return;
    }
    engine.current?.forget();
    setTurned(nothing);
  }, [own]);

  const show = useCallback(
    (run: WhatIfRun, input: PodSimulation['input']) => {
      if (base.current === undefined) return;
      const next: PodSimulation = { ...base.current, ...run, input };
      made.current.add(next);
      dispatch({ type: 'simulated', simulation: next });
    },
    [dispatch],
  );
  const turnTo = useCallback(
    (next: Turned) => {
      setTurned(next);
      if (base.current === undefined) return;
      const script = document.getElementById('root')?.dataset.engine;
      if (script === undefined) return;
      engine.current ??= new Engine(script, show);
      engine.current.run(turn(base.current.input, next));
    },
    [show],
  );
  const save = useCallback(() => {
    if (base.current !== undefined) post({ type: 'saveScenario', scenario: turn(base.current.input, turned).scenario });
  }, [post, turned]);
  return {
    isPossible: own !== undefined,
    isOpen: isOpen && own !== undefined,
    toggle: useCallback(() => setOpen((before) => !before), []),
    knobs: useMemo(() => (own === undefined ? [] : knobsOf(own.input)), [own]),
    turned,
    turn: turnTo,
    save,
  };
}
