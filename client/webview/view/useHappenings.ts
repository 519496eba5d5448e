import { useCallback, useMemo, useRef } from 'preact/hooks';
import type { Input, InputPath } from '../model/inputPath.ts';
import {
  failingAttempt,
  firstContainer,
  type Movable,
  movables as movablesOf,
  moved,
  type PaletteItem,
  type PodOfRollout,
  paletteItems,
  podItems,
  removed,
  type Setting,
  settingFor,
} from '../model/palette.ts';
import type { ViewState } from '../model/viewState.ts';
import type { Simulation } from '../protocol.ts';
import type { MovablesProps } from './Movables.tsx';

/** What *What if* is turned by. */
interface Turning {
  readonly isOpen: boolean;
  readonly input: Input | undefined;
  readonly set: (path: InputPath, value: unknown) => void;
}

type Shown = Pick<ViewState, 'simulation' | 'selected' | 'outer' | 'place'>;

/**
 * What is made to happen: dropped onto a moment, moved, taken away; and attempts of probes that are made to fail. Inside of a
 * rollout's pod it happens to that pod only, at times of the rollout.
 */
export function useHappenings(turning: Turning, { simulation, selected, outer, place }: Shown) {
  // What happens to pods of the old template stands in another scenario.
  const isOld = outer !== undefined && place?.revision === 'old';
  const pod = useMemo((): PodOfRollout | undefined => {
    if (outer === undefined || place === undefined || simulation?.view !== 'pod') return undefined;
    const { createdAtMs } = outer;
    return { name: simulation.trace.pod, nth: place.ordinal + 1, createdAtSeconds: createdAtMs / 1000 };
  }, [outer, place, simulation]);
  // Handlers live as long as the panel; what they need is read when they run.
  const now = useRef({ ...turning, pod });
  now.current = { ...turning, pod };
  const apply = useCallback((setting: (input: Input, pod: PodOfRollout | undefined) => Setting | undefined) => {
    const { input, pod, set } = now.current;
    const { path, value } = (input && setting(input, pod)) ?? {};
    if (path !== undefined) set(path, value);
  }, []);
  const happen = useCallback(
    (item: PaletteItem, atMs: number) =>
      apply((input, pod) => settingFor(item, input, tenths(onClock(pod, atMs / 1000)), firstContainer(input), pod)),
    [apply],
  );
  const { input, isOpen } = turning;
  const movables = useMemo((): MovablesProps | undefined => {
    if (!isOpen || input === undefined || isOld) return undefined;
    return {
      movables: movablesOf(input, pod).map((one) => ({ ...one, atSeconds: one.atSeconds - onClock(pod, 0) })),
      onMove: (movable: Movable, atSeconds: number) => apply((now) => moved(now, movable, onClock(pod, atSeconds))),
      onRemove: (movable: Movable) => apply((now) => removed(now, movable)),
    };
  }, [isOpen, input, isOld, pod, apply]);
  const fail = useMemo(() => {
    const attempt = isOld ? undefined : attemptOf(simulation, selected);
    if (attempt === undefined) return undefined;
    const startMs = attempt.startMs + onClock(pod, 0) * 1000;
    return () => apply((input, pod) => failingAttempt(input, { ...attempt, startMs }, pod));
  }, [isOld, simulation, selected, pod, apply]);
  return { items: isOld ? nothing : pod === undefined ? paletteItems : podItems, happen, movables, fail };
}

const nothing: readonly PaletteItem[] = [];

/** From the age of a rollout's pod to the rollout's clock; a pod alone has only the one. */
function onClock(pod: PodOfRollout | undefined, seconds: number): number {
  return seconds + (pod?.createdAtSeconds ?? 0);
}

function tenths(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}

/** The attempt of a probe that is selected, where it succeeded and can be made to fail. */
function attemptOf(simulation: Simulation | undefined, selected: number | undefined) {
  if (simulation?.view !== 'pod' || selected === undefined) return undefined;
  const entry = simulation.trace.entries[selected];
  if (entry?.kind !== 'probe' || entry.probe.result !== 'success') return undefined;
  const { container, type, tookMs } = entry.probe;
  return { container, probe: type, startMs: entry.atMs - tookMs };
}
