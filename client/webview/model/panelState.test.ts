import { describe, expect, test } from 'vitest';
import type { PanelState } from '../protocol.ts';
import { simulationOf, traceOf } from '../testing/traces.ts';
import { type Action, neighbour, update } from './panelState.ts';
import { isWhole } from './viewport.ts';
import { initialState, type ViewState } from './viewState.ts';

const failing = simulationOf(traceOf('probe-always-fails', 120_000));
const healthy = simulationOf(traceOf('healthy', 60_000));

function stateAfter(...actions: readonly Action[]): ViewState {
  return actions.reduce(update, initialState);
}

function simulated(simulation = failing, restored?: PanelState): Action {
  return { type: 'simulated', simulation, restored };
}

function selectedEntry({ simulation, selected }: ViewState) {
  return selected === undefined ? undefined : simulation?.trace.entries[selected];
}

describe('a first result', () => {
  test('shows the moment that matters: the first restart', () => {
    const state = stateAfter(simulated());
    expect(selectedEntry(state)).toMatchObject({ kind: 'event', atMs: 15_000, event: { reason: 'Killing' } });
    expect(state.timeMs).toBe(15_000);
    expect(state.busy).toBe(false);
  });

  test('of a healthy pod: when it gets traffic', () => {
    expect(selectedEntry(stateAfter(simulated(healthy)))).toMatchObject({ kind: 'endpoint', atMs: 3600 });
  });

  test('after a reload: everything as it was', () => {
    const { uri, workload, scenario } = failing;
    const left = {
      uri,
      view: 'pod' as const,
      workload: workload.id,
      scenario,
      timeMs: 42_000,
      shown: { fromMs: 40_000, toMs: 50_000 },
      selected: 7,
    };
    const { timeMs, view, selected } = stateAfter(simulated(failing, left));
    expect({ timeMs, view, selected }).toEqual({ timeMs: 42_000, view: left.shown, selected: 7 });
    const beyond = { ...left, timeMs: 500_000, shown: { fromMs: 400_000, toMs: 500_000 }, selected: 100_000 };
    expect(stateAfter(simulated(failing, beyond))).toMatchObject({
      timeMs: 120_000,
      view: { fromMs: 20_000, toMs: 120_000 },
      selected: undefined,
    });
  });
});

describe('a result after an edit', () => {
  const later = simulationOf(traceOf('probe-always-fails', 90_000));

  test('keeps scrubber and zoom', () => {
    const state = stateAfter(
      simulated(),
      { type: 'zoom', factor: 0.25 },
      { type: 'seek', timeMs: 20_000 },
      simulated(later),
    );
    expect(state.timeMs).toBe(20_000);
    expect(state.view.toMs - state.view.fromMs).toBe(30_000);
  });

  test('keeps the selection, wherever the same thing happens now', () => {
    const second = failing.trace.entries.filter(
      (entry) => entry.kind === 'event' && entry.event.reason === 'Killing',
    )[1]!;
    const state = stateAfter(simulated(), { type: 'select', entry: second.seq }, simulated(later));
    expect(selectedEntry(state)).toMatchObject({ kind: 'event', event: { reason: 'Killing' }, atMs: second.atMs });
  });

  test('lets go of a selection that no longer happens', () => {
    const state = stateAfter(simulated(), simulated({ ...healthy, scenario: failing.scenario }));
    expect(state.selected).toBeUndefined();
    expect(state.timeMs).toBe(15_000);
  });

  test('a shorter history pulls the scrubber in', () => {
    const state = stateAfter(simulated(), { type: 'deselect' }, { type: 'seek', timeMs: 110_000 }, simulated(later));
    expect(state.timeMs).toBe(90_000);
  });
});

test('another scenario starts from the beginning', () => {
  const state = stateAfter(simulated(), { type: 'zoom', factor: 0.1 }, simulated(healthy));
  expect(isWhole(state.view, 60_000)).toBe(true);
  expect(state.timeMs).toBe(3600);
});

test('a problem keeps the last result; the next result ends it', () => {
  const state = stateAfter(simulated(), { type: 'busy' }, { type: 'problem', message: 'broken' });
  expect(state.problem).toBe('broken');
  expect(state.simulation).toBe(failing);
  expect(update(state, simulated()).problem).toBeUndefined();
});

describe('the scrubber', () => {
  test.each([
    [-5, 0],
    [500_000, 120_000],
  ])('sought at %i stays within the history', (timeMs, expected) => {
    expect(stateAfter(simulated(), { type: 'seek', timeMs }).timeMs).toBe(expected);
  });

  test('is followed when it leaves the screen', () => {
    const state = stateAfter(
      simulated(),
      { type: 'zoom', factor: 0.1, aroundMs: 0 },
      { type: 'seek', timeMs: 100_000 },
    );
    expect(state.view.fromMs).toBeLessThan(100_000);
    expect(state.view.toMs).toBeGreaterThan(100_000);
  });
});

describe('playing', () => {
  const playing: Action = { type: 'play', playing: true };

  test('goes on to the end and stops there', () => {
    const state = stateAfter(simulated(), playing, { type: 'advance', byMs: 1000 });
    expect([state.timeMs, state.playing]).toEqual([16_000, true]);
    const end = update(state, { type: 'advance', byMs: 500_000 });
    expect([end.timeMs, end.playing]).toEqual([120_000, false]);
  });

  test('starts over from the end', () => {
    expect(stateAfter(simulated(), { type: 'seek', timeMs: 120_000 }, playing)).toMatchObject({
      timeMs: 0,
      playing: true,
    });
  });

  test('a touch of the scrubber ends it', () => {
    expect(stateAfter(simulated(), playing, { type: 'seek', timeMs: 5 }).playing).toBe(false);
  });
});

test('next and previous go from event to event, from the scrubber if nothing is selected', () => {
  const state = stateAfter(simulated(), { type: 'deselect' }, { type: 'seek', timeMs: 10_000 });
  const { entries } = failing.trace;
  expect(entries[neighbour(state, -1)!]?.atMs).toBeLessThanOrEqual(10_000);
  expect(entries[neighbour(state, 1)!]?.atMs).toBe(12_000);
  const last = stateAfter(simulated(), { type: 'select', entry: entries.length - 1 });
  expect(neighbour(last, 1)).toBeUndefined();
});

describe('the scrubber decides', () => {
  const events = failing.trace.entries.filter(({ kind }) => kind === 'event');

  test('what the details are about while it plays', () => {
    const state = stateAfter(
      simulated(),
      { type: 'seek', timeMs: 0 },
      { type: 'play', playing: true },
      { type: 'advance', byMs: 16_000 },
    );
    expect(selectedEntry(state)!.atMs).toBeLessThanOrEqual(16_000);
    const later = update(state, { type: 'advance', byMs: 30_000 });
    expect(selectedEntry(later)!.atMs).toBeGreaterThan(16_000);
    expect(selectedEntry(later)!.atMs).toBeLessThanOrEqual(46_000);
    const next = failing.trace.entries.find(({ seq }) => seq === neighbour(later, 1));
    expect(next!.atMs).toBeGreaterThanOrEqual(46_000);
  });

  test('what the next and the previous event is, also where something else is selected', () => {
    const state = stateAfter(simulated(), { type: 'select', entry: events[0]!.seq }, { type: 'seek', timeMs: 60_000 });
    expect(failing.trace.entries[neighbour(state, 1)!]!.atMs).toBeGreaterThan(60_000);
    expect(failing.trace.entries[neighbour(state, -1)!]!.atMs).toBeLessThanOrEqual(60_000);
    expect(failing.trace.entries[neighbour(state, -1)!]!.atMs).toBeGreaterThan(40_000);
  });
});
