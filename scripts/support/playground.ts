import { randomBytes } from 'node:crypto';
import type { PageState } from '../../client/page/state.ts';
import { html } from '../../server/src/simulation/export/html.ts';

/** The page of what was bundled: with a state as an exported file, without one as the playground. */
export function pageOf(files: ReadonlyMap<string, string>, state?: PageState): string {
  const file = (name: string) => files.get(name) ?? '';
  return html({
    title: state?.name ?? 'Probewise playground',
    state,
    style: file('main.css') + file('page.css'),
    page: file('page.js'),
    panel: file('main.js'),
    nonce: randomBytes(16).toString('hex'),
  });
}
