import type { CancellationToken, RemoteConsole } from 'vscode-languageserver';

/** Requests slower than this are worth a line in the log. */
const slowMs = 50;

/**
 * Answers a request: gives `fallback` where it was cancelled or where answering fails, so that a fault costs one answer
 * and never the server. The log names method and size, never content.
 */
export async function safely<T>(
  { method, log, token }: { method: string; log: RemoteConsole; token?: CancellationToken },
  fallback: T,
  answer: () => T | Promise<T>,
): Promise<T> {
  // Lets a cancellation that is already on its way arrive first.
  await new Promise((resolve) => setImmediate(resolve));
  if (token?.isCancellationRequested) return fallback;
  const startedMs = performance.now();
  try {
    const result = await answer();
    const tookMs = performance.now() - startedMs;
    if (tookMs > slowMs) log.info(`${method} took ${Math.round(tookMs)} ms`);
    return token?.isCancellationRequested ? fallback : result;
  } catch (error) {
    log.error(`${method} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return fallback;
  }
}
