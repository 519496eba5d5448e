import { useCallback, useEffect, useRef } from 'preact/hooks';
import { Engine, engineScript } from '../engine/engine.ts';
import type { PodLife, PodLifeQuestion } from '../engine/messages.ts';
import type { Action } from '../model/panelState.ts';
import { indexOf, placeOf } from '../model/podPlace.ts';
import type { PodPlace, Simulation } from '../protocol.ts';

/** Asks the engine for the life of a pod of the rollout, and again whenever the rollout is another one. */
export function usePodLife(
  rollout: Simulation | undefined,
  place: PodPlace | undefined,
  dispatch: (action: Action) => void,
): (podIndex: number) => void {
  const engine = useRef<Engine<PodLifeQuestion, PodLife | undefined> | undefined>(undefined);
  const asked = useRef(rollout);
  useEffect(() => {
    const script = engineScript();
    if (place === undefined || rollout === undefined || rollout.view === 'pod' || script === undefined) {
      engine.current?.forget();
      return;
    }
    const podIndex = indexOf(rollout.trace, place);
    if (podIndex === undefined) return;
    asked.current = rollout;
    engine.current ??= new Engine(script, (life) => {
      const { current } = asked;
      if (current === undefined || current.view === 'pod' || life === undefined) return;
      const { podIndex, ...run } = life;
      const { createdAtMs = 0 } = current.trace.pods[podIndex] ?? {};
      const { uri, workload, workloads, scenario, scenarios, rejections, openEnds, release, specPath } = current;
      const common = { uri, workload, workloads, scenario, scenarios, rejections, openEnds, release, specPath };
      dispatch({ type: 'entered', life: { ...common, ...run, view: 'pod', verdicts: [] }, createdAtMs });
    });
    engine.current.ask({ input: rollout.input, podIndex });
  }, [rollout, place, dispatch]);
  return useCallback(
    (podIndex: number) => {
      const wanted = rollout === undefined || rollout.view === 'pod' ? undefined : placeOf(rollout.trace, podIndex);
      if (wanted !== undefined) dispatch({ type: 'open', place: wanted });
    },
    [rollout, dispatch],
  );
}
