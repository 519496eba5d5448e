/** From the rollout into the life of one of its pods, and back to where one was. */
import type { PodSimulation } from '../protocol.ts';
import { foldedTimeOf } from './folding.ts';
import type { History } from './history.ts';
import { podHistory } from './podHistory.ts';
import { bringIntoView, clampView } from './viewport.ts';
import type { ViewState } from './viewState.ts';

/** Shows a pod's life at the same moment; what was selected of it in the rollout stays selected. */
export function entered(state: ViewState, life: PodSimulation, createdAtMs: number): ViewState {
  const history = fieldsInTemplate(podHistory(life));
  const { endMs } = history;
  if (state.outer !== undefined) {
    // It was simulated again.
    const selected =
      state.selected !== undefined && state.selected < history.entries.length ? state.selected : undefined;
    const shown = { ...state, simulation: life, history, selected, outer: { ...state.outer, createdAtMs } };
    const time = foldedTimeOf(history, state.folding);
    return { ...shown, time, timeMs: Math.min(state.timeMs, endMs), view: clampView(state.view, endMs) };
  }
  const { simulation, history: around, view, selected } = state;
  if (simulation === undefined || simulation.view === 'pod' || around === undefined) return state;
  const timeMs = Math.min(Math.max(state.timeMs - createdAtMs, 0), endMs);
  const moved = { fromMs: view.fromMs - createdAtMs, toMs: view.toMs - createdAtMs };
  const entry = selected === undefined ? undefined : simulation.trace.entries[selected];
  const own = entry?.kind === 'pod' && entry.object === `pod/${life.trace.pod}` ? entry.pod.seq : undefined;
  return {
    ...state,
    simulation: life,
    history,
    time: foldedTimeOf(history, state.folding),
    timeMs,
    view: bringIntoView(clampView(moved, endMs), timeMs, endMs),
    selected: own,
    playing: false,
    outer: { simulation, history: around, view, selected, createdAtMs },
  };
}

/** The rollout again, at the moment at which the pod was looked at. */
export function left(state: ViewState): ViewState {
  const { outer } = state;
  if (outer === undefined) return { ...state, place: undefined };
  const { simulation, history, view, selected, createdAtMs } = outer;
  const timeMs = Math.min(Math.max(state.timeMs + createdAtMs, 0), history.endMs);
  return {
    ...state,
    simulation,
    history,
    time: foldedTimeOf(history, state.folding),
    timeMs,
    selected,
    view: bringIntoView(view, timeMs, history.endMs),
    playing: false,
    place: undefined,
    outer: undefined,
  };
}

const template = 'spec.template.';

/** Fields are paths of the workload, as everywhere in a rollout. */
function fieldsInTemplate(history: History): History {
  return {
    ...history,
    fieldsOf: (seq) => history.fieldsOf(seq).map((field) => `${template}${field}`),
    entriesOf: (fields) =>
      history.entriesOf(fields.flatMap((field) => (field.startsWith(template) ? [field.slice(template.length)] : []))),
  };
}
