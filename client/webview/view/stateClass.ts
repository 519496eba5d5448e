/** What the timeline draws attention to. */
export interface Emphasis {
  readonly selected: number | undefined;
  /** The entries that led to the selected one. */
  readonly chain: ReadonlySet<number>;
}

/** The class of a shape that shows these entries. */
export function stateClass(entries: readonly number[], { selected, chain }: Emphasis): string {
  if (selected !== undefined && entries.includes(selected)) return ' selected';
  return entries.some((entry) => chain.has(entry)) ? ' in-chain' : '';
}
