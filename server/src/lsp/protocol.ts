import type { Position, Range, TextEdit } from 'vscode-languageserver';
import type { GateSettings } from '../kubernetes/gates.ts';
import type { Probe } from '../kubernetes/pod.ts';
import type { Verdict } from '../lifecycle/expect/judge.ts';
import type { RolloutSummary } from '../lifecycle/explain/rolloutSummary.ts';
import type { RolloutStatusLine } from '../lifecycle/kubectl/rolloutStatus.ts';
import type { RolloutTrace } from '../lifecycle/trace/rolloutTrace.ts';
import type { Trace } from '../lifecycle/trace/trace.ts';
import type { Scenario } from '../lifecycle/world/scenario.ts';
import type { MomentWindow } from '../simulation/momentWindows.ts';
import type { OpenEnd } from '../simulation/notes.ts';
import type { Life } from '../simulation/podLives.ts';
import type { ReleaseToSimulate } from '../simulation/release.ts';
import type { ScenarioChoice } from '../simulation/scenarioGroups.ts';
import type { PodInput } from '../simulation/simulatePod.ts';
import type { RolloutInput } from '../simulation/simulateRollout.ts';
import type { TuneWish, TuneWishes } from '../simulation/tune.ts';

export type { ScenarioChoice, TuneWish, TuneWishes };

/**
 * The requests that Probewise adds to the Language Server Protocol. Types only, so that clients can share them without
 * taking the server along.
 */

/** What a client may say of itself when it starts the server, beside its settings: `initializationOptions`. */
export interface ClientOptions {
  /** How it opens the pages of `docs/` itself; without it, links lead to the web. */
  readonly pages?: PagesInClient;
  /** Its command that asks for a reason and silences a rule, given {@link SuppressionParams} without reason and scope. */
  readonly suppress?: string;
  /** `pull` where it asks for diagnostics instead of being sent them. */
  readonly diagnostics?: 'pull';
  /** Its command that goes to a finding, given {@link GoToParams}. */
  readonly goTo?: string;
}

/** The `data` of a diagnostic that an extension with the schema may publish, too: such a client hides one of them. */
export interface DiagnosticData {
  readonly schema: true;
  /** The field. */
  readonly path: string;
  /** Whether it also says what was meant. */
  readonly more: boolean;
  /** Whether it is about a field that is not there. */
  readonly missing: boolean;
}

export interface GoToParams {
  readonly uri: string;
  readonly range: Range;
}

export interface PagesInClient {
  /** What stands before the path of a page, such as `rules/floating-tag.md`, to make a link that it follows. */
  readonly base: string;
  /** Its command that opens a page, given by its path. */
  readonly command: string;
}

/** The edits after which a comment silences a rule, with a reason; null where no comment can stand. */
export const suppressionRequest = 'probewise/suppression';

export interface SuppressionParams {
  readonly textDocument: { readonly uri: string };
  readonly rule: string;
  /** Where the finding begins. */
  readonly position: Position;
  readonly scope: 'line' | 'document' | 'file';
  readonly reason: string;
}

/** What there is to simulate in a document. */
export const workloadsRequest = 'probewise/workloads';

export interface WorkloadsParams {
  readonly textDocument: { readonly uri: string };
  readonly position?: Position;
}

export interface WorkloadsResult {
  /** In the order of the text. */
  readonly workloads: readonly WorkloadChoice[];
  /** The one at `position`, else the first; undefined where there is none. */
  readonly current?: WorkloadChoice;
}

/** The scenarios that can be chosen. */
export const scenariosRequest = 'probewise/scenarios';

export type ScenariosParams = Pick<SimulateParams, 'scenarioFiles'>;

/** Simulates the pod of one workload of a document. */
export const simulateRequest = 'probewise/simulate';

export interface SimulateParams {
  readonly textDocument: { readonly uri: string };
  /** Which workload, by {@link WorkloadChoice.id}; without it, the one at `position`, else the document's first. */
  readonly workload?: string;
  readonly position?: Position;
  /** Name of a preset, or URI of one of `scenarioFiles`; without it, the first preset. */
  readonly scenario?: string;
  /** The user's own scenarios that can be chosen. The client reads them, which works in virtual workspaces too. */
  readonly scenarioFiles?: readonly ScenarioFile[];
  /** How much of the pod's life to simulate; without it, until it has settled. */
  readonly untilMs?: number;
  /** Instead of the document's own text, e.g. as it was committed. */
  readonly text?: string;
  /** Texts of other files that it is made of, by URI, likewise; null for one that is not there. */
  readonly others?: Readonly<Record<string, string | null>>;
}

export interface ScenarioFile {
  readonly uri: string;
  readonly text: string;
}

/** Why there is nothing to simulate, in a sentence for the user. */
export interface SimulationRefusal {
  readonly error: string;
}

export type SimulateResponse = SimulateResult | SimulationRefusal;

export interface SimulateResult {
  readonly workload: SimulatedWorkload;
  /** Every workload of the document that has a pod. */
  readonly workloads: readonly WorkloadChoice[];
  readonly scenario: string;
  readonly scenarios: readonly ScenarioChoice[];
  /** What was run: enough for a client to run the engine itself. */
  readonly input: PodInput;
  readonly trace: Trace;
  /** Errors in the workload: the API server would not take it as it is. */
  readonly rejections: readonly Rejection[];
  /** What templates decide, and what the simulation does without it. */
  readonly openEnds: readonly OpenEnd[];
  /** Which release is simulated for which target. */
  readonly release: ReleaseToSimulate;
  /** Where the manifest has what fields of the trace call `spec`, e.g. `spec.template.spec`. */
  readonly specPath: string;
  /** What became of the expectations of the scenario, if it has any. */
  readonly verdicts: readonly Verdict[];
  /** Between what ends the moments lie that people read, whatever the phases of the kubelet's clocks are. */
  readonly windows: readonly MomentWindow[];
}

export interface Rejection {
  readonly message: string;
  readonly range: Range;
}

export interface SimulatedWorkload {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly containers: readonly string[];
}

export interface WorkloadChoice {
  readonly id: string;
  /** For a picker, e.g. `Deployment redis-deployment`. */
  readonly label: string;
  /** Whether its rollout can be simulated, too. */
  readonly rollout: boolean;
  /** What to show first: of a Job all of it, since a pod alone knows nothing of its `backoffLimit`. */
  readonly firstView: 'pod' | 'create';
}

/** Simulates how all pods of one workload of a document are replaced, or come up. */
export const simulateRolloutRequest = 'probewise/simulateRollout';

/** The scenario is that of the new pods. */
export interface SimulateRolloutParams extends SimulateParams {
  /** Scenario of the old pods, likewise; without it, the first preset. */
  readonly oldScenario?: string;
  /** Whether the workload is created, instead of updated. A Job always is. */
  readonly create?: boolean;
}

export type SimulateRolloutResponse = SimulateRolloutResult | SimulationRefusal;

export interface SimulateRolloutResult {
  readonly workload: SimulatedWorkload;
  readonly workloads: readonly WorkloadChoice[];
  readonly scenario: string;
  readonly oldScenario: string;
  readonly create: boolean;
  readonly scenarios: readonly ScenarioChoice[];
  /** What was run: enough for a client to run the engine itself. */
  readonly input: RolloutInput;
  readonly trace: RolloutTrace;
  /** Errors in the workload: the API server would not take it as it is. */
  readonly rejections: readonly Rejection[];
  /** What templates decide, and what the simulation does without it. */
  readonly openEnds: readonly OpenEnd[];
  /** Which release is simulated for which target. */
  readonly release: ReleaseToSimulate;
  /** Where the manifest has what fields of the trace call `spec`, e.g. `spec.template.spec`. */
  readonly specPath: string;
  readonly summary: RolloutSummary;
  /** What became of the expectations of the new pods' scenario; `seq` is an entry of `trace`. */
  readonly verdicts: readonly Verdict[];
  /** What `kubectl rollout status` prints, with the time of each line. */
  readonly statusLines: readonly RolloutStatusLine[];
  /** The lives of the trace's pods, each told once. */
  readonly lives: readonly Life[];
  /** For each of the trace's pods which life it lives. */
  readonly lifeOf: readonly number[];
}

/** A scenario, made to measure for a workload's pod, as the text of a file. */
export const scenarioTextRequest = 'probewise/scenarioText';

export interface ScenarioTextParams
  extends Pick<SimulateParams, 'textDocument' | 'workload' | 'scenario' | 'scenarioFiles'> {
  /** A scenario that the client has made of the one that is named. */
  readonly changed?: Scenario;
}

export type ScenarioTextResponse = { readonly text: string } | SimulationRefusal;

/** A simulation as text, for a reader without the panel. */
export const simulationTextRequest = 'probewise/simulationText';

export interface SimulationTextParams extends SimulateRolloutParams {
  /** The life of one pod, or the rollout of all. */
  readonly of: 'pod' | 'rollout';
  /** What is turned and written nowhere yet. */
  readonly turned?: Turned;
}

/** Numbers of the manifest that are other ones, and the scenario with what is other in it. */
export interface Turned {
  readonly edits: readonly WantedField[];
  readonly scenario?: Scenario;
}

export type SimulationTextResponse = { readonly text: string } | SimulationRefusal;

/** The manifest that simulations of a document play: itself, or what a template of a chart or an overlay becomes. */
export const simulatedTextRequest = 'probewise/simulatedText';

export type SimulatedTextParams = Pick<SimulateParams, 'textDocument'>;

export interface SimulatedTextResult {
  readonly text: string;
  /** Feature gates that the settings name. */
  readonly gates?: GateSettings;
  /** The files of a chart or an overlay that it is made of, beside the document. */
  readonly madeOf?: MadeOf;
}

export interface MadeOf {
  readonly uris: readonly string[];
  /** All files below this folder, too. */
  readonly below?: string;
}

/** Where a field stands that a simulation names; answered with a {@link FieldRange}, or null where the workload is no more. */
export const fieldRangeRequest = 'probewise/fieldRange';

export interface FieldRangeParams {
  readonly textDocument: { readonly uri: string };
  /** By {@link WorkloadChoice.id}. */
  readonly workload: string;
  /** A path as in a trace. One that is not written stands at its nearest ancestor that is. */
  readonly field: string;
  /** Whose path it is: the pod's in a {@link Trace}, the workload's in a {@link RolloutTrace}. */
  readonly of: 'pod' | 'workload';
}

/** Which of these fields stand at a line of the document: what the cursor governs in a simulation. */
export const fieldsAtRequest = 'probewise/fieldsAt';

export interface FieldsAtParams {
  readonly textDocument: { readonly uri: string };
  /** By {@link WorkloadChoice.id}. */
  readonly workload: string;
  /** Paths as in a trace. */
  readonly fields: readonly string[];
  readonly of: 'pod' | 'workload';
  /** Counted from 0. */
  readonly line: number;
}

export interface FieldRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
  /** The file where it is another one than the document: the base of an overlay, say. */
  readonly uri?: string;
}

/** What a template of a chart, a patch or a kustomization becomes; null where a document is none. */
export const renderedRequest = 'probewise/rendered';

export interface RenderedParams {
  readonly textDocument: { readonly uri: string };
}

export interface RenderedResult {
  readonly text: string;
  /** For each line of `text` the line of the document that it comes from; both count from 0. */
  readonly lines: readonly number[];
  /** A sentence: why there is nothing to show. */
  readonly problem?: string;
}

/** Tells that documents mean something else now, because a file has changed that they become something with. */
export const meaningChangedNotification = 'probewise/meaningChanged';

export interface MeaningChangedParams {
  readonly uris: readonly string[];
  /** Folders: all files below them. */
  readonly below: readonly string[];
}

/** The edits after which numbers of a workload or its pod are others, in all files concerned; null where they cannot be written. */
export const fieldEditsRequest = 'probewise/fieldEdits';

export interface FieldEditsParams {
  readonly textDocument: { readonly uri: string };
  /** By {@link WorkloadChoice.id}. */
  readonly workload: string;
  /** Fields are paths of the pod, as in a {@link Trace}, or of the workload, as in a {@link RolloutTrace}. */
  readonly edits: readonly WantedField[];
}

export interface WantedField {
  readonly of: 'pod' | 'workload';
  readonly field: string;
  /** A number, or all of a probe that the container does not have yet. */
  readonly value: number | Probe;
}

export interface FieldEditsResult {
  /** By URI. */
  readonly changes: Readonly<Record<string, readonly TextEdit[]>>;
}

/** Settings for a container's probes that meet wishes with the fewest attempts; nothing is changed for it. */
export const tuneRequest = 'probewise/tune';

export interface TuneParams {
  readonly textDocument: { readonly uri: string };
  /** By {@link WorkloadChoice.id}; without it, the one at `position`, else the document's first. */
  readonly workload?: string;
  readonly container?: string;
  readonly position?: Position;
  readonly wishes: TuneWishes;
}

export interface TuneResponse {
  /** Whose probes they are, for a title; undefined where there are none. */
  readonly subject?: { readonly workload: string; readonly container: string };
  /** Sentences: the settings and what follows, which wishes exclude each other and by how much, or why there are none. */
  readonly report: readonly string[];
  /** None where nothing is to be changed, or nothing can be done. */
  readonly edits: readonly TextEdit[];
}

/** Which release of Kubernetes a document is checked against, and who says so. */
export const targetRequest = 'probewise/target';

export interface TargetParams {
  readonly textDocument: { readonly uri: string };
}

export interface TargetResult {
  /** A minor release, e.g. `1.30`. */
  readonly kubernetes: string;
  /** A comment in the document, the setting `probewise.kubernetesVersion`, or neither: then it is the newest. */
  readonly source: 'comment' | 'setting' | 'default';
  /** All releases that can be chosen, newest first. */
  readonly releases: readonly string[];
  /** Whether the document can name a release of its own; JSON has no comments. */
  readonly canComment: boolean;
  /** The release that simulations play; another one where the engine does not know the target. */
  readonly simulated: string;
  /** How many findings of each kind the document shows. */
  readonly counts: Readonly<Record<'error' | 'warning' | 'information' | 'hint', number>>;
  /** What is left out of the document's checks, and why; sentences. */
  readonly leftOut: readonly string[];
  /** Set in a chart: files of values by their paths from its folder, and those that stand over `values.yaml`. */
  readonly valueFiles?: { readonly all: readonly string[]; readonly chosen: readonly string[] };
}

/** The edits after which the document's own comment names a release; without a release, after which it has none. */
export const targetEditsRequest = 'probewise/targetEdits';

export interface TargetEditsParams extends TargetParams {
  readonly kubernetes?: string;
}

/**
 * Tells the server about files of the workspace that are not open, so that it can check objects of several files
 * together. The client reads them, which works in virtual workspaces and in browsers too.
 */
export const workspaceFilesNotification = 'probewise/workspaceFiles';

export interface WorkspaceFilesParams {
  readonly changed: readonly { readonly uri: string; readonly text: string }[];
  /** Files, and folders with all that was in them. */
  readonly deleted: readonly string[];
  /** Whether the server knows all manifests of the workspace now; unsaid, nothing changes about that. */
  readonly complete?: boolean;
}

/** Calls a tool for assistants. */
export const toolRequest = 'probewise/tool';

export interface ToolParams {
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  /** Of the client's clock, since 1970. */
  readonly nowMs: number;
}

export interface ToolResponse {
  readonly text: string;
  readonly isError: boolean;
}
