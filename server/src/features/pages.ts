/** Where the pages of `docs/` are found by a reader whose host opens links in a browser. */
export const pagesOnWeb = 'https://github.com/probewise/probewise/blob/main/docs/';

/** The page about a rule, below `docs/`. */
export function pageOfRule(rule: string): string {
  return `rules/${rule}.md`;
}
