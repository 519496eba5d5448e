import type { SimulateParams, SimulateResponse, SimulateResult } from '../../../server/src/lsp/protocol.ts';
import type { FromPanel, Simulation, ToPanel } from '../../webview/protocol.ts';

type FieldRange = SimulateResult['fields'][string];

/** What a session needs of VS Code; the rest of it can be tested without. */
export interface Surroundings {
  request(params: SimulateParams): Promise<SimulateResponse>;
  post(message: ToPanel): void;
  setTitle(title: string): void;
  /** Shows the range in the manifest; with `focus`, the cursor goes there. */
  reveal(range: FieldRange, focus: boolean): void;
  openAsText(choice: Choice): void;
}

/** What a panel simulates. */
export interface Choice {
  readonly uri: string;
  readonly workload?: string;
  readonly scenario?: string;
  readonly untilMs?: number;
}

/** So long the manifest must rest before it is simulated anew. */
const restMs = 200;

/** One panel's conversation: it simulates what the panel chooses, and again whenever the manifest changes. */
export class SimulationSession {
  readonly #surroundings: Surroundings;
  #choice: Choice;
  #last: SimulateResult | undefined;
  /** Number of the newest request; older ones' answers come too late. */
  #newest = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(choice: Choice, surroundings: Surroundings) {
    this.#choice = choice;
    this.#surroundings = surroundings;
  }

  get choice(): Choice {
    return this.#choice;
  }

  receive(message: FromPanel): void {
    switch (message.type) {
      case 'ready':
        void this.simulate();
        break;
      case 'choose':
        this.choose(message);
        break;
      case 'reveal': {
        const fields = this.#last?.fields ?? {};
        const range = Object.hasOwn(fields, message.field) ? fields[message.field] : undefined;
        if (range) this.#surroundings.reveal(range, message.focus);
        break;
      }
      case 'openAsText':
        this.#surroundings.openAsText(this.#choice);
        break;
    }
  }

  /** Simulates something else. What is left out stays; `untilMs: null` leaves the length to the simulation. */
  choose({ workload, scenario, untilMs }: { workload?: string; scenario?: string; untilMs?: number | null }): void {
    const { untilMs: oldUntilMs, ...old } = this.#choice;
    const newUntilMs = untilMs === undefined ? oldUntilMs : (untilMs ?? undefined);
    this.#choice = {
      ...old,
      ...(workload === undefined ? {} : { workload }),
      ...(scenario === undefined ? {} : { scenario }),
      ...(newUntilMs === undefined ? {} : { untilMs: newUntilMs }),
    };
    void this.simulate();
  }

  /** The manifest was edited. */
  manifestChanged(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.simulate(), restMs);
  }

  async simulate(): Promise<void> {
    clearTimeout(this.#timer);
    this.#newest += 1;
    const number = this.#newest;
    const { uri, ...choice } = this.#choice;
    this.#surroundings.post({ type: 'busy' });
    const response = await this.#surroundings
      .request({ textDocument: { uri }, ...choice })
      .catch((error: unknown): SimulateResponse => ({ error: `The simulation failed: ${messageOf(error)}` }));
    if (number !== this.#newest) return;
    if ('error' in response) {
      this.#surroundings.post({ type: 'problem', message: response.error });
      return;
    }
    this.#last = response;
    this.#choice = { ...this.#choice, workload: response.workload.id, scenario: response.scenario };
    this.#surroundings.setTitle(titleOf(response));
    this.#surroundings.post({ type: 'simulation', simulation: this.#forPanel(response) });
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#newest += 1;
  }

  #forPanel({ workload, workloads, scenario, scenarios, trace, fields }: SimulateResult): Simulation {
    const { uri, untilMs } = this.#choice;
    const { id, kind, name } = workload;
    const simulation = { uri, workload: { id, kind, name }, workloads, scenario, scenarios, trace };
    return { ...simulation, fields: Object.keys(fields), ...(untilMs === undefined ? {} : { untilMs }) };
  }
}

function titleOf({ workload, scenario, scenarios }: SimulateResult): string {
  const title = scenarios.find(({ name }) => name === scenario)?.title ?? scenario;
  return `${workload.name}: ${title}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
