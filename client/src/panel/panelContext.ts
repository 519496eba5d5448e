/** What a panel's session asks of what it runs in: VS Code, or a page of its own. */
import type { Scenario } from '../../../server/src/lifecycle/world/scenario.ts';
import type {
  FieldEditsParams,
  FieldRange,
  FieldRangeParams,
  FieldsAtParams,
  ScenarioTextParams,
  SimulateParams,
  SimulateResponse,
  SimulateRolloutParams,
  SimulateRolloutResponse,
  Turned,
  WorkloadChoice,
} from '../../../server/src/lsp/protocol.ts';
import type { FieldEdit, ScenarioChoice, ToPanel, View } from '../../webview/protocol.ts';

/** What a session needs of VS Code; the rest of it can be tested without. */
export interface PanelContext {
  simulate(params: SimulateParams): Promise<SimulateResponse>;
  simulateRollout(params: SimulateRolloutParams): Promise<SimulateRolloutResponse>;
  workloads(uri: string): Promise<readonly WorkloadChoice[]>;
  /** Where a field stands in the manifest as it is now; null where its workload is no more. */
  fieldRange(params: FieldRangeParams): Promise<FieldRange | null>;
  post(message: ToPanel): void;
  setTitle(title: string): void;
  /** Shows the range in the manifest; with `focus`, the cursor goes there. */
  reveal(range: FieldRange, focus: boolean): void;
  /** The same as text, with what is turned. */
  openAsText(choice: Choice, turned: Turned | undefined): void;
  openScenario(uri: string): void;
  /** Lets the user search for a scenario; undefined where none was chosen. */
  pickScenario(choices: readonly ScenarioChoice[], chosen: string): Promise<string | undefined>;
  /** Writes what is chosen into a file of the user's own; gives its URI, or undefined where the user did not want to. */
  saveScenario(choice: Choice, changed?: ScenarioTextParams['changed']): Promise<string | undefined>;
  /** Writes a file where the user wants it. */
  saveFile(name: string, content: string | Uint8Array): Promise<void>;
  copyText(text: string): void;
  /** Writes what is chosen as a page that plays on its own. */
  savePage(name: string, page: SavedPage): Promise<void>;
  /** Changes numbers of the manifest, as one edit that can be undone. */
  applyFields(params: FieldEditsParams): Promise<void>;
  fieldsAt(params: FieldsAtParams): Promise<readonly string[]>;
  /** The manifest, and what else it is made of, as committed last; undefined where it was not, which the user is told. */
  committed(): Promise<Committed | undefined>;
  showMessage(problem: string): void;
}

/** What a page of its own shows, beside the manifest. */
export interface SavedPage {
  readonly choice: Choice;
  readonly rejections: readonly string[];
  readonly kubernetes: string;
  /** Numbers that are turned. */
  readonly edits: readonly FieldEdit[];
  /** The scenario with what is turned in it, where anything is. */
  readonly scenario?: Scenario;
}

/** What a panel simulates. */
export interface Choice {
  readonly uri: string;
  readonly view?: View;
  readonly workload?: string;
  readonly scenario?: string;
  /** Of the old pods of an update. */
  readonly oldScenario?: string;
  readonly untilMs?: number;
}

/** Texts as they were committed last. */
export type Committed = Required<Pick<SimulateParams, 'text' | 'others'>>;
