/** What happens when the language server ends by itself: it starts again, later each time, and not for ever. */
import { CloseAction, type CloseHandlerResult, ErrorAction, type ErrorHandler } from 'vscode-languageclient';

/** Ends within this time are in a row. */
const memoryMs = 10 * 60_000;
const mostInARow = 6;
const firstWaitMs = 1_000;

export interface CrashOptions {
  readonly nowMs: () => number;
  readonly wait: (ms: number) => Promise<void>;
  /** Told before each wait, and when no further start is tried: then `waitMs` is undefined. */
  readonly onCrash: (count: number, waitMs: number | undefined) => void;
}

/** Waits 1 s, 2 s, 4 s and so on; after six ends in ten minutes the user decides. */
export function restartWithBackOff({ nowMs, wait, onCrash }: CrashOptions): ErrorHandler {
  let endsMs: number[] = [];
  return {
    error: () => ({ action: ErrorAction.Continue, handled: true }),
    async closed(): Promise<CloseHandlerResult> {
      const now = nowMs();
      endsMs = [...endsMs.filter((end) => now - end < memoryMs), now];
      const count = endsMs.length;
      if (count >= mostInARow) {
        onCrash(count, undefined);
        return { action: CloseAction.DoNotRestart, handled: true };
      }
      const waitMs = firstWaitMs * 2 ** (count - 1);
      onCrash(count, waitMs);
      await wait(waitMs);
      return { action: CloseAction.Restart, handled: true };
    },
  };
}
