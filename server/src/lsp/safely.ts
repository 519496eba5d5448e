import type { CancellationToken, RemoteConsole } from 'vscode-languageserver';
import type { RuntimeEnvironment } from './runtime.ts';

/** Requests slower than this are worth a line in the log. */
const slowMs = 50;

export interface SafeRequest {
  readonly method: string;
  readonly log: RemoteConsole;
  readonly runtime: RuntimeEnvironment;
  readonly token?: CancellationToken | undefined;
}

/**
 * Answers a request: gives `fallback` where it was cancelled or where answering fails, so that a fault costs one answer
 * and never the server. The log names method and size, never content.
 */
export async function safely<T>(
  { method, log, runtime, token }: SafeRequest,
  fallback: T,
  answer: () => T | Promise<T>,
): Promise<T> {
  // Lets a cancellation that is already on its way arrive first.
  await new Promise<void>((resolve) => runtime.timer.setImmediate(resolve));
  if (token?.isCancellationRequested) return fallback;
  const startedMs = runtime.nowMs();
  try {
    const result = await answer();
    const tookMs = runtime.nowMs() - startedMs;
    if (tookMs > slowMs) log.info(`${method} took ${Math.round(tookMs)} ms`);
    return token?.isCancellationRequested ? fallback : result;
  } catch (error) {
    log.error(`${method} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return fallback;
  }
}
