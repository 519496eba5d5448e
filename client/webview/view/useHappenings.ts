import { useCallback, useMemo, useRef } from 'preact/hooks';
import type { Input, InputPath } from '../model/inputPath.ts';
import {
  failingAttempt,
  firstContainer,
  type Movable,
  movables as movablesOf,
  moved,
  type PaletteItem,
  removed,
  type Setting,
  settingFor,
} from '../model/palette.ts';
import type { Simulation } from '../protocol.ts';
import type { MovablesProps } from './Movables.tsx';

/** What *What if* is turned by. */
interface Turning {
  readonly isOpen: boolean;
  readonly input: Input | undefined;
  readonly set: (path: InputPath, value: unknown) => void;
}

/**
 * What is made to happen: dropped onto a moment, moved, taken away; and attempts of probes that are made to fail. `shown` is what
 * it can happen to; its times are `offsetMs` before those of the scenario.
 */
export function useHappenings(
  turning: Turning,
  shown: Simulation | undefined,
  selected: number | undefined,
  offsetMs: number,
) {
  // Handlers live as long as the panel; what they need is read when they run.
  const now = useRef(turning);
  now.current = turning;
  const apply = useCallback((setting: (input: Input) => Setting | undefined) => {
    const { input, set } = now.current;
    const { path, value } = (input && setting(input)) ?? {};
    if (path !== undefined) set(path, value);
  }, []);
  const happen = useCallback(
    (item: PaletteItem, atMs: number) =>
      apply((input) => settingFor(item, input, Math.round((atMs + offsetMs) / 100) / 10, firstContainer(input))),
    [apply, offsetMs],
  );
  const { input, isOpen } = turning;
  const movables = useMemo(
    (): MovablesProps | undefined =>
      isOpen && input && shown
        ? {
            movables: movablesOf(input),
            onMove: (movable: Movable, atSeconds: number) => apply((now) => moved(now, movable, atSeconds)),
            onRemove: (movable: Movable) => apply((now) => removed(now, movable)),
          }
        : undefined,
    [isOpen, input, shown, apply],
  );
  const fail = useMemo(() => {
    const attempt = attemptOf(shown, selected);
    if (attempt === undefined) return undefined;
    const { startMs, ...of } = attempt;
    return () => apply((input) => failingAttempt(input, { ...of, startMs: startMs + offsetMs }));
  }, [shown, selected, apply, offsetMs]);
  return { happen, movables, fail };
}

/** The attempt of a probe that is selected, where it succeeded and can be made to fail. */
function attemptOf(simulation: Simulation | undefined, selected: number | undefined) {
  if (simulation?.view !== 'pod' || selected === undefined) return undefined;
  const entry = simulation.trace.entries[selected];
  if (entry?.kind !== 'probe' || entry.probe.result !== 'success') return undefined;
  const { container, type, tookMs } = entry.probe;
  return { container, probe: type, startMs: entry.atMs - tookMs };
}
