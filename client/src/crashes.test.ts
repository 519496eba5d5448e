import { describe, expect, test, vi } from 'vitest';

// Only what the extension host has.
vi.mock('vscode-languageclient', () => ({
  CloseAction: { DoNotRestart: 1, Restart: 2 },
  ErrorAction: { Continue: 1 },
}));
const { restartWithBackOff } = await import('./crashes.ts');

function crashes(times: readonly number[]) {
  const waits: (number | undefined)[] = [];
  let now = 0;
  const handler = restartWithBackOff({
    nowMs: () => now,
    wait: () => Promise.resolve(),
    onCrash: (_, waitMs) => waits.push(waitMs),
  });
  return (async () => {
    const actions: number[] = [];
    for (const time of times) {
      now = time;
      actions.push((await handler.closed()).action);
    }
    return { waits, actions };
  })();
}

describe('a server that ends by itself', () => {
  test('starts again, later each time, until the user is asked', async () => {
    const { waits, actions } = await crashes([0, 1, 2, 3, 4, 5].map((n) => n * 1_000));
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, undefined]);
    expect(actions).toEqual([2, 2, 2, 2, 2, 1]);
  });

  test('starts at once again after a long time', async () => {
    const { waits } = await crashes([0, 1_000, 11 * 60_000 + 1_000]);
    expect(waits).toEqual([1_000, 2_000, 1_000]);
  });
});
