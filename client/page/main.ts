/** Runs before the panel, in a page of its own, and gives it what VS Code gives a webview. */
import type { FromPanel, PanelState } from '../webview/protocol.ts';
import { Asker } from './asker.ts';
import { exampleManifest } from './example.ts';
import { pageMessages as say } from './messages.ts';
import './page.css';
import { Page } from './page.ts';
import type { OffsetEdit } from './requests.ts';
import { fromFragment, type PageState, readState } from './state.ts';
import { textOf } from './text.ts';
import { themeVariables } from './themes.ts';

const root = document.getElementById('root');
const around = document.getElementById('page');
/** What the panel says before it is known what to show. */
const early: FromPanel[] = [];
let page: Page | undefined;

if (root && around) {
  followTheme();
  Object.assign(window, {
    acquireVsCodeApi: () => ({
      postMessage: (message: FromPanel) => (page === undefined ? early.push(message) : page.receive(message)),
      getState: () => undefined,
      setState: (_: PanelState) => {},
    }),
  });
  // What stands below has been read by then: the panel, whose code is the worker's, too.
  document.addEventListener('DOMContentLoaded', () => void start(root, around));
}

async function start(root: HTMLElement, around: HTMLElement): Promise<void> {
  const code = document.getElementById('panel')?.textContent ?? '';
  const worker = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  root.dataset.engine = worker;
  const inFile = readState(JSON.parse(document.getElementById('state')?.textContent ?? 'null'));
  const { hash } = location;
  const inLink = inFile === undefined && hash.length > 1 ? await fromFragment(hash) : undefined;
  const example: PageState = { manifest: exampleManifest, scenario: 'slow-start' };
  const asker = new Asker(worker);
  page = new Page(await withEdits(inFile ?? inLink ?? example, asker), inFile === undefined, asker);
  page.show(around);
  if (inFile === undefined && hash.length > 1 && inLink === undefined) page.say(textOf(say.badLink()));
  for (const message of early) page.receive(message);
}

/** The numbers that were turned where the page was made stand in its manifest. */
async function withEdits({ edits = [], ...state }: PageState, asker: Asker): Promise<PageState> {
  const { manifest, workload } = state;
  if (edits.length === 0 || workload === undefined) return state;
  const params = { textDocument: { uri: '' }, workload, edits };
  const written = await asker.ask({ manifest, rejections: [] }, 'fieldEdits', params);
  const { rejections: _, ...unchecked } = state;
  return written === null ? state : { ...unchecked, manifest: withOffsetEdits(manifest, written) };
}

function withOffsetEdits(text: string, edits: readonly OffsetEdit[]): string {
  return edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((before, { start, end, newText }) => before.slice(0, start) + newText + before.slice(end), text);
}

/** The panel's colours go by the names that VS Code gives its themes. */
function followTheme(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const contrast = matchMedia('(prefers-contrast: more), (forced-colors: active)');
  const apply = () => {
    const contrasted = dark.matches ? 'high-contrast' : 'high-contrast-light';
    const theme = contrast.matches ? contrasted : dark.matches ? 'dark' : 'light';
    const { style } = document.documentElement;
    for (const name of [...style]) style.removeProperty(name);
    for (const [name, value] of themeVariables(theme)) style.setProperty(name, value);
    style.colorScheme = dark.matches ? 'dark' : 'light';
    document.body.className = document.body.classList.contains('without-manifest') ? 'without-manifest' : '';
    document.body.classList.add(
      ...(theme === 'high-contrast-light' ? ['vscode-high-contrast'] : []),
      `vscode-${theme}`,
    );
  };
  dark.addEventListener('change', apply);
  contrast.addEventListener('change', apply);
  apply();
}
