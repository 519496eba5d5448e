import { verbatim } from '../../../server/src/base/message.ts';
import type { Choose, FromPanel, ToPanel } from '../../webview/protocol.ts';
import { clientMessages as say } from '../messages.ts';
import { textOf } from '../text.ts';
import type { Choice, Committed, PanelContext } from './panelContext.ts';
import { fieldsIn, forPanel, kindOf, type Result, titleOf } from './sessionResult.ts';

/** So long the manifest must rest before it is simulated anew. */
const restMs = 50;

/** The cursor is followed when it rests. */
const cursorRestMs = 100;

/** One panel's conversation: it simulates what the panel chooses, and again whenever what it depends on changes. */
export class SimulationSession {
  readonly #context: PanelContext;
  #choice: Choice;
  #last: Result | undefined;
  /** Number of the newest request; older ones' answers come too late. */
  #newest = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #cursorTimer: ReturnType<typeof setTimeout> | undefined;
  /** Whether the panel's page is there to hear anything. */
  #isPageReady = false;
  /** The last result that there was to show, and what was to say since. */
  #shown: ToPanel | undefined;
  #since: ToPanel | undefined;

  constructor(choice: Choice, context: PanelContext) {
    this.#choice = choice;
    this.#context = context;
  }

  get choice(): Choice {
    return this.#choice;
  }

  receive(message: FromPanel): void {
    switch (message.type) {
      case 'ready':
        this.#isPageReady = true;
        if (this.#newest === 0) void this.simulate();
        // The simulation has not waited for the page, or the page is a new one.
        else for (const known of [this.#shown, this.#since]) if (known) this.#context.post(known);
        break;
      case 'choose':
        this.choose(message);
        break;
      case 'reveal':
        void this.#reveal(message.field, message.focus);
        break;
      case 'revealRejection': {
        const rejection = this.#last?.of.rejections[message.index];
        if (rejection) this.#context.reveal(rejection.range, true);
        break;
      }
      case 'openAsText':
        this.#context.openAsText(this.#choice, message.turned);
        break;
      case 'pickScenario':
        void this.#pickScenario(message.of);
        break;
      case 'saveScenario':
        void this.#context.saveScenario(this.#choice, message.scenario).then((saved) => {
          if (saved !== undefined) this.choose({ scenario: saved });
        });
        break;
      case 'simulateCommitted':
        void this.#simulateCommitted();
        break;
      case 'applyFields':
        void this.#context.applyFields({
          textDocument: { uri: this.#choice.uri },
          workload: this.#choice.workload ?? '',
          edits: message.edits,
        });
        break;
      case 'saveFile':
        void this.#context.saveFile(message.name, message.content);
        break;
      case 'savePage': {
        if (this.#last === undefined) break;
        const { name, edits, scenario } = message;
        const { rejections, release } = this.#last.of;
        void this.#context.savePage(name, {
          choice: this.#choice,
          rejections: rejections.map(({ message: text }) => text),
          kubernetes: release.target,
          edits,
          ...(scenario === undefined ? {} : { scenario }),
        });
        break;
      }
      case 'copyText':
        this.#context.copyText(message.text);
        break;
      case 'openScenario': {
        const { scenario } = this.#choice;
        const isOwn = this.#last?.of.scenarios.some(({ name, own }) => name === scenario && own);
        if (isOwn && scenario !== undefined) this.#context.openScenario(scenario);
        break;
      }
    }
  }

  async #simulateCommitted(): Promise<void> {
    const committed = await this.#context.committed();
    if (committed === undefined) return;
    const result = await this.#ask(committed).catch((error: unknown) => ({
      error: textOf(say.simulationFailed({ reason: verbatim(messageOf(error)) })),
    }));
    if ('error' in result) this.#context.showMessage(result.error);
    else this.#context.post({ type: 'before', simulation: forPanel(result, this.#choice), source: 'committed' });
  }

  /** The cursor in the manifest stands elsewhere. */
  cursorMoved(line: number): void {
    clearTimeout(this.#cursorTimer);
    this.#cursorTimer = setTimeout(() => void this.#showGoverned(line), cursorRestMs);
  }

  async #showGoverned(line: number): Promise<void> {
    const last = this.#last;
    if (last === undefined) return;
    const fields = await this.#context
      .fieldsAt({
        textDocument: { uri: this.#choice.uri },
        workload: last.of.workload.id,
        fields: fieldsIn(last),
        of: last.view === 'pod' ? 'pod' : 'workload',
        line,
      })
      .catch(() => []);
    if (last === this.#last && this.#isPageReady) this.#context.post({ type: 'governed', fields });
  }

  async #reveal(field: string, focus: boolean): Promise<void> {
    if (this.#last === undefined) return;
    const { view, of } = this.#last;
    const range = await this.#context
      .fieldRange({
        textDocument: { uri: this.#choice.uri },
        workload: of.workload.id,
        field,
        of: view === 'pod' ? 'pod' : 'workload',
      })
      .catch(() => null);
    if (range !== null) this.#context.reveal(range, focus);
  }

  /** Simulates something else. */
  choose({ view, workload, scenario, oldScenario, untilMs }: Choose): void {
    const { untilMs: oldUntilMs, ...old } = this.#choice;
    // Lengths of a pod's life and of a rollout have nothing in common.
    const kept =
      view !== undefined && (view === 'pod') !== (old.view === undefined || old.view === 'pod')
        ? undefined
        : oldUntilMs;
    const newUntilMs = untilMs === undefined ? kept : (untilMs ?? undefined);
    const next = {
      ...old,
      ...(view === undefined ? {} : { view }),
      ...(workload === undefined ? {} : { workload }),
      ...(scenario === undefined ? {} : { scenario }),
      ...(oldScenario === undefined ? {} : { oldScenario }),
      ...(newUntilMs === undefined ? {} : { untilMs: newUntilMs }),
    };
    const hasRollout = this.#last?.of.workloads.find(({ id }) => id === next.workload)?.rollout !== false;
    this.#choice = hasRollout ? next : { ...next, view: 'pod' };
    void this.simulate();
  }

  /** The manifest, a scenario or the settings changed. */
  changed(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.simulate(), restMs);
  }

  async simulate(): Promise<void> {
    clearTimeout(this.#timer);
    this.#newest += 1;
    const number = this.#newest;
    this.#post({ type: 'busy' });
    const result = await this.#askFollowing().catch((error: unknown) => ({
      error: textOf(say.simulationFailed({ reason: verbatim(messageOf(error)) })),
    }));
    if (number !== this.#newest) return;
    if ('error' in result) {
      this.#post({ type: 'problem', message: result.error });
      return;
    }
    this.#last = result;
    this.#choice = {
      ...this.#choice,
      view: result.view,
      workload: result.of.workload.id,
      scenario: result.of.scenario,
    };
    this.#context.setTitle(titleOf(result));
    this.#post({ type: 'simulation', simulation: forPanel(result, this.#choice) });
  }

  dispose(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#cursorTimer);
    this.#newest += 1;
  }

  #post(message: ToPanel): void {
    if (message.type === 'simulation') {
      this.#shown = message;
      this.#since = undefined;
    } else this.#since = message;
    if (this.#isPageReady) this.#context.post(message);
  }

  async #pickScenario(of: 'scenario' | 'oldScenario'): Promise<void> {
    const { scenarios = [] } = this.#last?.of ?? {};
    const picked = await this.#context.pickScenario(scenarios, this.#choice[of] ?? '');
    if (picked !== undefined) this.choose({ [of]: picked });
  }

  /** A workload that was renamed is followed: the same kind at the same place of the list, and its old id is gone. */
  async #askFollowing(): Promise<Result | { readonly error: string }> {
    const result = await this.#ask();
    const { workload, uri } = this.#choice;
    const known = this.#last?.of.workloads ?? [];
    const place = known.findIndex(({ id }) => id === workload);
    if (!('error' in result) || place < 0 || workload === undefined) return result;
    const now = await this.#context.workloads(uri);
    const { id: renamed } = now[place] ?? {};
    const isGone = now.every(({ id }) => id !== workload);
    const isNew =
      renamed !== undefined && known.every(({ id }) => id !== renamed) && kindOf(renamed) === kindOf(workload);
    if (!isGone || !isNew) return result;
    this.#choice = { ...this.#choice, workload: renamed };
    return this.#ask();
  }

  /** @param committed instead of the texts of today */
  async #ask(committed: Partial<Committed> = {}): Promise<Result | { readonly error: string }> {
    const { uri, view = 'pod', oldScenario, ...choice } = this.#choice;
    const params = { textDocument: { uri }, ...choice, ...committed };
    if (view === 'pod') {
      const response = await this.#context.simulate(params);
      return 'error' in response ? response : { view, of: response };
    }
    const old = oldScenario === undefined ? {} : { oldScenario };
    const response = await this.#context.simulateRollout({ ...params, ...old, create: view === 'create' });
    return 'error' in response ? response : { view: response.create ? 'create' : 'update', of: response };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
