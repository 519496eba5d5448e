import type { PanelState, PodPlace, PodSimulation, Simulation } from '../protocol.ts';
import { alongAxis, foldedTimeOf } from './folding.ts';
import { correspondingEntry } from './history.ts';
import { historyOf } from './historyOf.ts';
import { entered, left } from './insidePod.ts';
import { indexOf } from './podPlace.ts';
import {
  bringIntoView,
  clampView,
  firstViewOf,
  fitTo,
  isWhole,
  pan,
  type Viewport,
  wholeOf,
  zoom,
  zoomTo,
} from './viewport.ts';
import type { ViewState } from './viewState.ts';

export type Action =
  | { readonly type: 'simulated'; readonly simulation: Simulation; readonly restored?: PanelState | undefined }
  /** The life of a pod of the rollout is asked for, is there, and is left again. */
  | { readonly type: 'open'; readonly place: PodPlace }
  | { readonly type: 'entered'; readonly life: PodSimulation; readonly createdAtMs: number }
  | { readonly type: 'leave' }
  | { readonly type: 'busy' }
  | { readonly type: 'problem'; readonly message: string }
  | { readonly type: 'seek'; readonly timeMs: number }
  | { readonly type: 'select'; readonly entry: number; readonly timeMs?: number }
  | { readonly type: 'deselect' }
  | { readonly type: 'zoom'; readonly factor: number; readonly aroundMs?: number }
  /** By so much along the axis. */
  | { readonly type: 'pan'; readonly byMs: number }
  /** Exactly this part of time. */
  | { readonly type: 'show'; readonly view: Viewport }
  | { readonly type: 'fit' }
  /** Whether quiet stretches are drawn shorter than they are. */
  | { readonly type: 'fold'; readonly folding: boolean }
  | { readonly type: 'play'; readonly playing: boolean }
  | { readonly type: 'speed'; readonly speed: number }
  | { readonly type: 'advance'; readonly byMs: number };

export const speeds = [1, 5, 20, 60] as const;

export function update(state: ViewState, action: Action): ViewState {
  switch (action.type) {
    case 'simulated':
      return simulatedAround(state, action.simulation, action.restored);
    case 'open':
      return state.outer === undefined ? { ...state, place: action.place } : state;
    case 'entered':
      return state.place === undefined ? state : entered(state, action.life, action.createdAtMs);
    case 'leave':
      return left(state);
    case 'busy':
      return { ...state, busy: true };
    case 'problem':
      return { ...state, busy: false, problem: action.message };
    case 'seek':
      return seek({ ...state, playing: false }, action.timeMs);
    case 'select': {
      const entry = state.history?.entries[action.entry];
      if (!entry) return state;
      return { ...seek({ ...state, playing: false }, action.timeMs ?? entry.atMs), selected: entry.seq };
    }
    case 'deselect':
      // Where nothing is selected, the same key leads out.
      return state.selected === undefined ? left(state) : { ...state, selected: undefined };
    case 'zoom': {
      const around = state.time.along(action.aroundMs ?? zoomCentre(state));
      return viewed(state, (view, end) => zoom(view, action.factor, around, end));
    }
    case 'pan':
      return viewed(state, (view, end) => pan(view, action.byMs, end));
    case 'show':
      return viewed({ ...state, view: action.view }, zoomTo);
    case 'fit':
      return { ...state, view: wholeOf(endMs(state)) };
    case 'fold':
      return folded(state, action.folding);
    case 'play': {
      const atEnd = state.timeMs >= endMs(state);
      // What was selected ahead of the scrubber is still to come.
      if (!action.playing) return { ...state, playing: false };
      const start = seek({ ...state, playing: true }, atEnd ? 0 : state.timeMs);
      return follow({ ...start, selected: undefined });
    }
    case 'speed':
      return { ...state, speed: action.speed };
    case 'advance': {
      const timeMs = state.time.at(state.time.along(state.timeMs) + action.byMs);
      const next = follow(seek(state, timeMs));
      return timeMs >= endMs(state) ? { ...next, playing: false } : next;
    }
  }
}

function endMs(state: ViewState): number {
  return state.history?.endMs ?? 0;
}

function seek(state: ViewState, timeMs: number): ViewState {
  const clamped = Math.min(Math.max(timeMs, 0), endMs(state));
  const shown = viewed(state, (view, end) => bringIntoView(view, state.time.along(clamped), end));
  return { ...shown, timeMs: clamped };
}

function viewed(state: ViewState, change: (along: Viewport, end: number) => Viewport): ViewState {
  const { time, view } = state;
  return { ...state, view: alongAxis(time, view, (along) => change(along, time.along(endMs(state)))) };
}

/** A whole view stays whole; else the scrubber stays in view. */
function folded(state: ViewState, folding: boolean): ViewState {
  const { history, view, timeMs } = state;
  if (history === undefined) return { ...state, folding };
  const next = { ...state, folding, time: foldedTimeOf(history, folding) };
  return isWhole(view, history.endMs) ? next : seek(next, timeMs);
}

/** While it plays, the details are those of what happened last. */
function follow(state: ViewState): ViewState {
  const { history, timeMs, selected } = state;
  if (history === undefined) return state;
  const { entries } = history;
  // Time only goes on, so that the search begins where it ended.
  let last = selected;
  for (let seq = (selected ?? -1) + 1; seq < entries.length && entries[seq]!.atMs <= timeMs; seq++) {
    if (history.isStop(seq)) last = seq;
  }
  return { ...state, selected: last };
}

/** Zooming without a pointer keeps the scrubber where it is, if it is on the screen. */
function zoomCentre({ timeMs, view }: ViewState): number {
  return timeMs >= view.fromMs && timeMs <= view.toMs ? timeMs : (view.fromMs + view.toMs) / 2;
}

/** A new result of the rollout around a pod leaves the pod in view, if it is still there, until its own is there, too. */
function simulatedAround(state: ViewState, simulation: Simulation, restored: PanelState | undefined): ViewState {
  const { outer, place } = state;
  const next = simulated(left(state), simulation, restored);
  const { history } = next;
  if (place === undefined || simulation.view === 'pod' || history === undefined) return next;
  const before = outer?.simulation ?? state.simulation;
  const isSame =
    before?.uri === simulation.uri && before.workload.id === simulation.workload.id && before.view === simulation.view;
  if (!isSame || indexOf(simulation.trace, place) === undefined) return next;
  if (outer === undefined) return { ...next, place };
  const { view, selected } = next;
  return { ...state, busy: false, problem: undefined, outer: { ...outer, simulation, history, view, selected } };
}

/** A new result keeps the scrubber, the zoom and the selection if it is about the same workload and scenario. */
function simulated(state: ViewState, simulation: Simulation, restored: PanelState | undefined): ViewState {
  const history = historyOf(simulation);
  const folding = state.folding ?? restored?.folding;
  const time = foldedTimeOf(history, folding);
  const settled = { ...state, simulation, history, time, folding, busy: false, problem: undefined };
  const { endMs, entries } = history;
  const before = state.history;
  if (before !== undefined && state.simulation !== undefined && isAboutTheSame(state.simulation, simulation)) {
    const selected = state.selected === undefined ? undefined : correspondingEntry(before, state.selected, history);
    const entry = selected === undefined ? undefined : entries[selected];
    const stoodOnSelection =
      state.selected !== undefined && before.entries[state.selected]?.atMs === state.timeMs && entry !== undefined;
    const timeMs = stoodOnSelection ? entry.atMs : Math.min(state.timeMs, endMs);
    return { ...settled, view: fitTo(state.view, before.endMs, endMs), selected, timeMs };
  }
  if (restored) {
    const { shown = wholeOf(endMs), selected } = restored;
    const timeMs = Math.min(restored.timeMs, endMs);
    const entry = selected === undefined ? undefined : entries[selected]?.seq;
    return { ...settled, view: clampView(shown, endMs), selected: entry, timeMs, playing: false };
  }
  const moment = history.keyMoment();
  const timeMs = (moment === undefined ? undefined : entries[moment]?.atMs) ?? endMs;
  const { firstViewMs } = history;
  const first = (along: Viewport) =>
    firstViewMs === undefined
      ? firstViewOf(along.toMs, time.along(timeMs))
      : clampView({ fromMs: 0, toMs: time.along(firstViewMs) }, along.toMs);
  const view = alongAxis(time, wholeOf(endMs), first);
  return { ...settled, view, selected: moment, timeMs, playing: false };
}

function isAboutTheSame(a: Simulation, b: Simulation): boolean {
  return a.uri === b.uri && a.workload.id === b.workload.id && a.scenario === b.scenario && a.view === b.view;
}

/** The next or previous entry worth stopping at, seen from the scrubber; where the selection stands there, from it. */
export function neighbour(state: ViewState, direction: 1 | -1): number | undefined {
  const { history, selected, timeMs } = state;
  if (!history) return undefined;
  const { entries } = history;
  const isThere = selected !== undefined && entries[selected]?.atMs === timeMs;
  const from = isThere ? selected : entries.findLastIndex(({ atMs }) => atMs <= timeMs) + (direction === 1 ? 0 : 1);
  for (let seq = from + direction; seq >= 0 && seq < entries.length; seq += direction) {
    const entry = entries[seq];
    if (entry && history.isStop(seq)) return entry.seq;
  }
  return undefined;
}
