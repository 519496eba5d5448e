import type { PanelState, Simulation } from '../protocol.ts';
import { correspondingEntry, isStop, keyMoment } from './selection.ts';
import { bringIntoView, clampView, firstViewOf, fitTo, pan, type Viewport, wholeOf, zoom } from './viewport.ts';

/** What the panel is doing, beside what it shows. */
export interface ViewState {
  readonly simulation: Simulation | undefined;
  readonly busy: boolean;
  /** Why the last attempt to simulate gave nothing; the result shown is older. */
  readonly problem: string | undefined;
  /** Where the scrubber stands. */
  readonly timeMs: number;
  readonly view: Viewport;
  /** The selected entry of the trace. */
  readonly selected: number | undefined;
  readonly playing: boolean;
  /** Simulated seconds per second of playback. */
  readonly speed: number;
}

export type Action =
  | { readonly type: 'simulated'; readonly simulation: Simulation; readonly restored?: PanelState | undefined }
  | { readonly type: 'busy' }
  | { readonly type: 'problem'; readonly message: string }
  | { readonly type: 'seek'; readonly timeMs: number }
  | { readonly type: 'select'; readonly entry: number; readonly timeMs?: number }
  | { readonly type: 'deselect' }
  | { readonly type: 'zoom'; readonly factor: number; readonly aroundMs?: number }
  | { readonly type: 'pan'; readonly byMs: number }
  | { readonly type: 'fit' }
  | { readonly type: 'play'; readonly playing: boolean }
  | { readonly type: 'speed'; readonly speed: number }
  | { readonly type: 'advance'; readonly byMs: number };

export const speeds = [1, 5, 20, 60] as const;

export const initialState: ViewState = {
  simulation: undefined,
  busy: true,
  problem: undefined,
  timeMs: 0,
  view: wholeOf(0),
  selected: undefined,
  playing: false,
  speed: 5,
};

export function update(state: ViewState, action: Action): ViewState {
  switch (action.type) {
    case 'simulated':
      return simulated(state, action.simulation, action.restored);
    case 'busy':
      return { ...state, busy: true };
    case 'problem':
      return { ...state, busy: false, problem: action.message };
    case 'seek':
      return seek({ ...state, playing: false }, action.timeMs);
    case 'select': {
      const entry = state.simulation?.trace.entries[action.entry];
      if (!entry) return state;
      return { ...seek({ ...state, playing: false }, action.timeMs ?? entry.atMs), selected: entry.seq };
    }
    case 'deselect':
      return { ...state, selected: undefined };
    case 'zoom':
      return { ...state, view: zoom(state.view, action.factor, action.aroundMs ?? zoomCentre(state), endMs(state)) };
    case 'pan':
      return { ...state, view: pan(state.view, action.byMs, endMs(state)) };
    case 'fit':
      return { ...state, view: wholeOf(endMs(state)) };
    case 'play': {
      const atEnd = state.timeMs >= endMs(state);
      return action.playing && atEnd
        ? seek({ ...state, playing: true, selected: undefined }, 0)
        : { ...state, playing: action.playing };
    }
    case 'speed':
      return { ...state, speed: action.speed };
    case 'advance': {
      const timeMs = state.timeMs + action.byMs;
      const next = seek(state, timeMs);
      return timeMs >= endMs(state) ? { ...next, playing: false } : next;
    }
  }
}

function endMs(state: ViewState): number {
  return state.simulation?.trace.endMs ?? 0;
}

function seek(state: ViewState, timeMs: number): ViewState {
  const clamped = Math.min(Math.max(timeMs, 0), endMs(state));
  return { ...state, timeMs: clamped, view: bringIntoView(state.view, clamped, endMs(state)) };
}

/** Zooming without a pointer keeps the scrubber where it is, if it is on the screen. */
function zoomCentre({ timeMs, view }: ViewState): number {
  return timeMs >= view.fromMs && timeMs <= view.toMs ? timeMs : (view.fromMs + view.toMs) / 2;
}

/** A new result keeps the scrubber, the zoom and the selection if it is about the same workload and scenario. */
function simulated(state: ViewState, simulation: Simulation, restored: PanelState | undefined): ViewState {
  const settled = { ...state, simulation, busy: false, problem: undefined };
  const before = state.simulation;
  const { trace } = simulation;
  const same =
    before !== undefined &&
    before.uri === simulation.uri &&
    before.workload.id === simulation.workload.id &&
    before.scenario === simulation.scenario;
  if (same) {
    const selected = state.selected === undefined ? undefined : correspondingEntry(before.trace, state.selected, trace);
    const entry = selected === undefined ? undefined : trace.entries[selected];
    const stoodOnSelection =
      state.selected !== undefined &&
      before.trace.entries[state.selected]?.atMs === state.timeMs &&
      entry !== undefined;
    const timeMs = stoodOnSelection ? entry.atMs : Math.min(state.timeMs, trace.endMs);
    return { ...settled, view: fitTo(state.view, before.trace.endMs, trace.endMs), selected, timeMs };
  }
  if (restored) {
    const { view = wholeOf(trace.endMs), selected } = restored;
    const timeMs = Math.min(restored.timeMs, trace.endMs);
    const entry = selected === undefined ? undefined : trace.entries[selected]?.seq;
    return { ...settled, view: clampView(view, trace.endMs), selected: entry, timeMs, playing: false };
  }
  const moment = keyMoment(trace);
  const timeMs = moment?.atMs ?? trace.endMs;
  return { ...settled, view: firstViewOf(trace.endMs, timeMs), selected: moment?.seq, timeMs, playing: false };
}

/** The next or previous entry worth stopping at, seen from the selection or else from the scrubber. */
export function neighbour(state: ViewState, direction: 1 | -1): number | undefined {
  const { simulation, selected, timeMs } = state;
  if (!simulation) return undefined;
  const { entries } = simulation.trace;
  const from = selected ?? entries.findLastIndex(({ atMs }) => atMs <= timeMs) + (direction === 1 ? 0 : 1);
  for (let seq = from + direction; seq >= 0 && seq < entries.length; seq += direction) {
    const entry = entries[seq];
    if (entry && isStop(entry)) return entry.seq;
  }
  return undefined;
}
