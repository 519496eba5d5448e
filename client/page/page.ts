/** The page around a panel that plays on its own: it stands where the extension stands in VS Code. */
import type { Scenario } from '../../server/src/lifecycle/world/scenario.ts';
import { html } from '../../server/src/simulation/export/html.ts';
import type { PanelContext } from '../src/panel/panelContext.ts';
import { SimulationSession } from '../src/panel/session.ts';
import type { FieldEdit, FromPanel, ToPanel } from '../webview/protocol.ts';
import type { Asker } from './asker.ts';
import { pickScenario, showText } from './dialogs.ts';
import { element } from './dom.ts';
import { ManifestPane } from './manifestPane.ts';
import { pageMessages as say } from './messages.ts';
import type { Questions, Subject } from './requests.ts';
import { type PageState, toFragment } from './state.ts';
import { textOf } from './text.ts';

const uri = 'page:/manifest.yaml';

export class Page {
  readonly #asker: Asker;
  readonly #pane: ManifestPane;
  readonly #session: SimulationSession;
  readonly #note = element('p', { className: 'page-note', role: 'status' });
  readonly #shown: PageState;
  readonly #isPlayground: boolean;
  #scenarioFiles: readonly { readonly uri: string; readonly text: string }[];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(state: PageState, isPlayground: boolean, asker: Asker) {
    this.#asker = asker;
    this.#shown = state;
    this.#isPlayground = isPlayground;
    this.#scenarioFiles = state.scenarioFiles ?? [];
    this.#pane = new ManifestPane(state.manifest, () => {
      this.#session.changed();
      this.#remember();
    });
    const { view, workload, scenario, oldScenario, untilMs } = state;
    const choice = {
      uri,
      ...(view === undefined ? {} : { view }),
      ...(workload === undefined ? {} : { workload }),
      ...(scenario === undefined ? {} : { scenario }),
      ...(oldScenario === undefined ? {} : { oldScenario }),
      ...(untilMs === undefined ? {} : { untilMs }),
    };
    this.#session = new SimulationSession(choice, this.#context());
  }

  receive(message: FromPanel): void {
    this.#session.receive(message);
    if (message.type === 'choose') this.#remember();
  }

  /** What stands above and beside the panel. */
  show(around: HTMLElement): void {
    const { name } = this.#shown;
    const title = name ?? textOf(say.playground());
    document.title = title;
    const toggle = element('button', {
      type: 'button',
      className: 'action secondary',
      textContent: textOf(say.showManifest()),
    });
    const setOpen = (isOpen: boolean) => {
      document.body.classList.toggle('without-manifest', !isOpen);
      toggle.ariaExpanded = `${isOpen}`;
    };
    toggle.onclick = () => setOpen(document.body.classList.contains('without-manifest'));
    const link = element('button', {
      type: 'button',
      className: 'action secondary',
      textContent: textOf(say.copyLink()),
    });
    link.onclick = () => void this.#copyLink();
    const save = element('button', {
      type: 'button',
      className: 'action secondary',
      textContent: textOf(say.savePage()),
    });
    save.onclick = () => void this.#savePage('simulation.html');
    const bar = element('header', { className: 'page-bar' }, element('h2', {}, title), toggle, link, save, this.#note);
    around.append(bar, this.#pane.node);
    if (this.#isPlayground || this.#shown.rejections === undefined) this.say(textOf(say.notChecked()));
    setOpen(this.#isPlayground || window.innerWidth >= 1100);
  }

  say(text: string): void {
    this.#note.textContent = text;
  }

  #subject(): Subject {
    const { rejections = [], manifest, kubernetes, gates } = this.#shown;
    const text = this.#pane.text;
    return { manifest: text, kubernetes, gates, rejections: text === manifest ? rejections : [] };
  }

  #state(): PageState {
    const { uri: _, ...choice } = this.#session.choice;
    const { name, kubernetes, gates } = this.#shown;
    const { rejections, manifest } = this.#subject();
    return {
      manifest,
      ...(name === undefined ? {} : { name }),
      ...choice,
      ...(kubernetes === undefined ? {} : { kubernetes }),
      ...(gates === undefined ? {} : { gates }),
      ...(this.#scenarioFiles.length === 0 ? {} : { scenarioFiles: this.#scenarioFiles }),
      ...(rejections.length === 0 ? {} : { rejections }),
    };
  }

  #context(): PanelContext {
    const ask = <Q extends keyof Questions>(question: Q, params: Questions[Q][0]) =>
      this.#asker.ask(this.#subject(), question, params);
    const withFiles = <P extends object>(params: P) => ({ ...params, scenarioFiles: this.#scenarioFiles });
    return {
      simulate: (params) => ask('simulate', withFiles(params)),
      simulateRollout: (params) => ask('rollout', withFiles(params)),
      workloads: () => ask('workloads', undefined),
      fieldsAt: () => Promise.resolve([]),
      fieldRange: (params) => ask('fieldRange', params),
      committed: () => {
        this.say(textOf(say.noCommitted()));
        return Promise.resolve(undefined);
      },
      showMessage: (problem) => this.say(problem),
      post: (message: ToPanel) => window.postMessage(message, '*'),
      setTitle: () => {},
      reveal: ({ start, end }, focus) => this.#pane.reveal(start.line, end.line, focus),
      openAsText: ({ view, uri: of, ...choice }, turned) =>
        void ask('text', {
          ...withFiles({ textDocument: { uri: of }, ...choice, ...(turned === undefined ? {} : { turned }) }),
          of: view === undefined || view === 'pod' ? 'pod' : 'rollout',
          create: view === 'create',
        }).then((answer) => showText(document.title, 'error' in answer ? answer.error : answer.text)),
      openScenario: (file) => {
        const known = this.#scenarioFiles.find((one) => one.uri === file);
        if (known === undefined) return;
        showText(file.slice(file.lastIndexOf('/') + 1), known.text, (text) => {
          this.#scenarioFiles = this.#scenarioFiles.map((one) => (one.uri === file ? { uri: file, text } : one));
          this.#session.changed();
          this.#remember();
        });
      },
      pickScenario: (choices) => pickScenario(choices),
      saveScenario: async ({ workload, scenario = 'scenario' }, changed) => {
        const asked = { textDocument: { uri }, ...(workload === undefined ? {} : { workload }), scenario };
        const answer = await ask(
          'scenarioText',
          withFiles({ ...asked, ...(changed === undefined ? {} : { changed }) }),
        );
        if ('error' in answer) {
          this.say(answer.error);
          return undefined;
        }
        const file = {
          uri: `page:/my-${scenario.replace(/^.*\/|\.scenario\.\w+$/g, '')}.scenario.yaml`,
          text: answer.text,
        };
        this.#scenarioFiles = [file, ...this.#scenarioFiles.filter((one) => one.uri !== file.uri)];
        this.#remember();
        return file.uri;
      },
      saveFile: (name, content) => {
        download(name, content);
        return Promise.resolve();
      },
      copyText: (text) => void copy(text),
      savePage: (name, { edits, scenario }) => this.#savePage(name, edits, scenario),
      applyFields: async (params) => {
        const edits = await ask('fieldEdits', params);
        if (edits === null) this.say(textOf(say.fixedNumbers()));
        else this.#pane.apply(edits);
      },
    };
  }

  /** The playground's address always says what it shows, as far as that fits. */
  #remember(): void {
    if (!this.#isPlayground) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      void toFragment(this.#state()).then((fragment) => history.replaceState(null, '', fragment ?? '#'));
    }, 500);
  }

  async #copyLink(): Promise<void> {
    const fragment = await toFragment(this.#state());
    if (fragment === undefined) {
      this.say(textOf(say.linkTooLong()));
      return;
    }
    await copy(`${location.href.replace(/#.*$/s, '')}${fragment}`);
    this.say(textOf(say.linkCopied()));
  }

  /** The same page again, with what it shows now. */
  async #savePage(name: string, edits: readonly FieldEdit[] = [], turned?: Scenario): Promise<void> {
    const textIn = (selector: string) => document.querySelector(selector)?.textContent ?? '';
    const nonce = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0'));
    const state: PageState = { ...this.#state(), name: document.title, edits };
    const text = html({
      title: document.title,
      state: turned === undefined ? state : await this.#withTurned(state, turned),
      style: textIn('style'),
      page: textIn('#around'),
      panel: textIn('#panel'),
      nonce: nonce.join(''),
    });
    download(name, text);
  }

  async #withTurned(state: PageState, changed: Scenario): Promise<PageState> {
    const params = { textDocument: { uri }, scenario: changed.name, changed };
    const answer = await this.#asker.ask(this.#subject(), 'scenarioText', params);
    if ('error' in answer) return state;
    const file = { uri: 'page:/turned.scenario.yaml', text: answer.text };
    return { ...state, scenario: file.uri, scenarioFiles: [file, ...(state.scenarioFiles ?? [])] };
  }
}

function download(name: string, content: string | Uint8Array): void {
  const address = URL.createObjectURL(new Blob([content as BlobPart]));
  element('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A page from a file may have no clipboard of its own; then what is selected is copied. */
async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = element('textarea', { value: text });
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
}
