import type { RolloutTrace } from './rolloutTrace.ts';
import type { Cause, Trace } from './trace.ts';

type AnyTrace = Trace | RolloutTrace;
type EntryIn<T extends AnyTrace> = T['entries'][number];

/** One link of a why-chain: an entry of the trace, or what it all comes from. */
export type CauseLink<T extends AnyTrace = Trace> =
  | { readonly kind: 'entry'; readonly entry: EntryIn<T> }
  | { readonly kind: 'field'; readonly field: string }
  | { readonly kind: 'scenario'; readonly path: string };

/**
 * Why an entry came about: the entry itself, then cause after cause, down to a field of the manifest or a line of the
 * scenario.
 */
export function causes<T extends AnyTrace>(trace: T, seq: number): CauseLink<T>[] {
  const links: CauseLink<T>[] = [];
  let cause: Cause = { entry: seq };
  for (;;) {
    if ('field' in cause) return [...links, { kind: 'field', field: cause.field }];
    if ('scenario' in cause) return [...links, { kind: 'scenario', path: cause.scenario }];
    const entry: EntryIn<T> | undefined = trace.entries[cause.entry];
    if (entry === undefined) return links;
    links.push({ kind: 'entry', entry });
    cause = entry.cause;
  }
}

/** The fields that had a say in an entry, the nearest first; what an editor can show for it. */
export function fieldsOf(trace: AnyTrace, seq: number): string[] {
  const fields = new Set<string>();
  for (const link of causes(trace, seq)) {
    if (link.kind === 'field') fields.add(link.field);
    else if (link.kind === 'entry') for (const field of link.entry.fields ?? []) fields.add(field);
  }
  // The whole object says nothing.
  fields.delete('');
  fields.delete('spec');
  return [...fields];
}
