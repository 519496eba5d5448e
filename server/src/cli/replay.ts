/** Lines that appear when they would, as `--watch` of kubectl shows them, only faster. */
import { harmless } from './plainText.ts';
import type { Terminal } from './terminal.ts';

export interface TimedLine {
  /** In the simulation. */
  readonly atMs: number;
  readonly text: string;
}

/** @param speed how many simulated seconds pass in one */
export async function replay(lines: readonly TimedLine[], speed: number, terminal: Terminal): Promise<void> {
  let nowMs = 0;
  for (const { atMs, text } of lines) {
    if (atMs > nowMs) await terminal.sleep((atMs - nowMs) / speed);
    nowMs = Math.max(nowMs, atMs);
    // Nobody waits for what nobody reads.
    if (terminal.stdout.closed === true) return;
    terminal.stdout.write(`${harmless(text)}\n`);
  }
}
