import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { nodeTimer } from '../node/timer.ts';
import { BackgroundWork } from './backgroundWork.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** Work whose pieces take 3 ms each, and what happened so far. */
function begin() {
  const happened: string[] = [];
  let nowMs = 0;
  const listener = {
    whenDone: () => happened.push('done'),
    onFailure: (error: unknown) => happened.push(String(error)),
  };
  const work = new BackgroundWork(listener, { timer: nodeTimer, nowMs: () => nowMs });
  const piece = (name: string) => () => {
    nowMs += 3;
    if (name === 'bad') throw new Error('bad');
    happened.push(name);
  };
  return { work, piece, happened };
}

test('between pieces others have their turn', () => {
  const { work, piece, happened } = begin();
  work.add(['a', 'b', 'c', 'd', 'e'].map(piece));
  expect(happened).toEqual([]);
  vi.advanceTimersToNextTimer();
  expect(happened).toEqual(['a', 'b']);
  work.add([piece('f')]);
  vi.advanceTimersToNextTimer();
  expect(happened).toEqual(['a', 'b', 'c', 'd']);
  vi.advanceTimersToNextTimer();
  expect(happened).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'done']);
  expect(vi.getTimerCount()).toBe(0);
  work.add([piece('g')]);
  vi.runAllTimers();
  expect(happened.slice(-2)).toEqual(['g', 'done']);
});

test('a piece that fails stops no other', () => {
  const { work, piece, happened } = begin();
  work.add(['a', 'bad', 'b'].map(piece));
  vi.runAllTimers();
  expect(happened).toEqual(['a', 'Error: bad', 'b', 'done']);
});

test('nothing happens once it is disposed', () => {
  const { work, piece, happened } = begin();
  work.add(['a', 'b', 'c'].map(piece));
  vi.advanceTimersToNextTimer();
  work.dispose();
  vi.runAllTimers();
  expect(happened).toEqual(['a', 'b']);
});
