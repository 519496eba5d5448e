import type { ClientOptions } from './protocol.ts';

/** Reads `initializationOptions`; what makes no sense is as if it was not said. */
export function readOptions(raw: unknown): ClientOptions {
  const { pages, suppress, goTo, diagnostics } = record(raw);
  const { base, command } = record(pages);
  return {
    ...(typeof base === 'string' && typeof command === 'string' ? { pages: { base, command } } : {}),
    ...(typeof suppress === 'string' ? { suppress } : {}),
    ...(typeof goTo === 'string' ? { goTo } : {}),
    ...(diagnostics === 'pull' ? { diagnostics } : {}),
  };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
