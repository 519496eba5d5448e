import type { Cause, Trace, TraceEntry } from '../trace/trace.ts';

/** One link of a why-chain: an entry of the trace, or what it all comes from. */
export type CauseLink =
  | { readonly kind: 'entry'; readonly entry: TraceEntry }
  | { readonly kind: 'field'; readonly field: string }
  | { readonly kind: 'scenario'; readonly path: string };

/**
 * Why an entry came about: the entry itself, then cause after cause, down to a field of the pod or a line of the
 * scenario.
 */
export function causes(trace: Trace, seq: number): CauseLink[] {
  const links: CauseLink[] = [];
  let cause: Cause = { entry: seq };
  for (;;) {
    if ('field' in cause) return [...links, { kind: 'field', field: cause.field }];
    if ('scenario' in cause) return [...links, { kind: 'scenario', path: cause.scenario }];
    const entry: TraceEntry | undefined = trace.entries[cause.entry];
    if (entry === undefined) return links;
    links.push({ kind: 'entry', entry });
    cause = entry.cause;
  }
}

/** The fields of the pod that had a say in an entry, the nearest first; what an editor can show for it. */
export function fieldsOf(trace: Trace, seq: number): string[] {
  const fields = new Set<string>();
  for (const link of causes(trace, seq)) {
    if (link.kind === 'field') fields.add(link.field);
    else if (link.kind === 'entry') for (const field of link.entry.fields ?? []) fields.add(field);
  }
  fields.delete('');
  return [...fields];
}
