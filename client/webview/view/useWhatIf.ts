import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Engine, engineScript } from '../engine/engine.ts';
import type { RunQuestion, WhatIfRun } from '../engine/messages.ts';
import type { InputPath } from '../model/inputPath.ts';
import type { Action } from '../model/panelState.ts';
import { type Changes, changed, noChanges, turnedKnobs, withChange } from '../model/whatIf.ts';
import type { FromPanel, PanelState, Simulation } from '../protocol.ts';

/**
 * Changing something runs the engine here; what it says is shown like any other result, until something else is simulated.
 */
export function useWhatIf(
  simulation: Simulation | undefined,
  dispatch: (action: Action) => void,
  post: (message: FromPanel) => void,
) {
  const [isOpen, setOpen] = useState(false);
  const [changes, setChanges] = useState(noChanges);
  /** The manifest's own result, from which things are changed, and those that were made of it. */
  const base = useRef<Simulation | undefined>(undefined);
  const made = useRef(new WeakSet<object>());
  const engine = useRef<Engine<RunQuestion, WhatIfRun> | undefined>(undefined);

  if (simulation !== undefined && !made.current.has(simulation)) base.current = simulation;
  const own = base.current;
  const restoring = useRef<{ readonly changes: Changes; readonly of: string } | undefined>(undefined);
  /** The input of that result, to see whether a new one is about the same. */
  const input = useRef<string | undefined>(undefined);
  useEffect(() => {
    const before = input.current;
    input.current = own && JSON.stringify(own.input);
    const { current: waiting } = restoring;
    restoring.current = undefined;
    if (own && waiting && waiting.of === input.current) {
      setOpen(true);
      run(waiting.changes);
      return;
    }
    if (own && before === input.current && changes.size > 0) {
      // The same manifest was simulated again: what is changed stays changed.
      engine.current?.ask({ input: changed(own.input, changes) });
      return;
    }
    engine.current?.forget();
    setChanges(noChanges);
  }, [own]);

  const show = useCallback(
    (run: WhatIfRun) => {
      const { current } = base;
      // What is shown may be of another kind by now.
      if (current === undefined || (current.view === 'pod') !== 'windows' in run) return;
      const next = { ...current, ...run } as Simulation;
      made.current.add(next);
      dispatch({ type: 'simulated', simulation: next });
    },
    [dispatch],
  );
  const now = useRef(changes);
  now.current = changes;
  const run = useCallback(
    (next: typeof changes) => {
      now.current = next;
      setChanges(next);
      const script = engineScript();
      if (base.current === undefined || script === undefined) return;
      engine.current ??= new Engine(script, show);
      engine.current.ask({ input: changed(base.current.input, next) });
    },
    [show],
  );
  /** What was turned before the window was reloaded, unless it was turned in something else than what is there now. */
  const restore = useCallback(({ changes: before, of }: NonNullable<PanelState['turned']>) => {
    restoring.current = { changes: new Map(before), of };
  }, []);
  const set = useCallback(
    (path: InputPath, value: unknown) => {
      if (base.current !== undefined) run(withChange(base.current.input, now.current, path, value));
    },
    [run],
  );
  const save = useCallback(() => {
    if (base.current !== undefined)
      post({ type: 'saveScenario', scenario: changed(base.current.input, now.current).scenario });
  }, [post]);
  return {
    /** The manifest's own simulation, without the changes. */
    base: own,
    isOpen: isOpen && own !== undefined,
    toggle: useCallback(() => setOpen((before) => !before), []),
    knobs: useMemo(() => (own === undefined || !isOpen ? [] : turnedKnobs(own.input, changes)), [own, isOpen, changes]),
    changes,
    /** What is run with the changes. */
    input: useMemo(() => own && changed(own.input, changes), [own, changes]),
    set,
    restore,
    /** What survives a reload of the window. */
    kept: useMemo(
      () =>
        own === undefined || changes.size === 0 ? undefined : { changes: [...changes], of: JSON.stringify(own.input) },
      [own, changes],
    ),
    own: own?.input,
    run,
    reset: useCallback(() => run(noChanges), [run]),
    save,
  };
}
