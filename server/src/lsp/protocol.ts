import type { Position, Range } from 'vscode-languageserver';
import type { Trace } from '../lifecycle/trace.ts';

/**
 * The requests that Probewise adds to the Language Server Protocol. Types only, so that clients can share them without
 * taking the server along.
 */

/** What a client may say of itself when it starts the server, beside its settings: `initializationOptions`. */
export interface ClientOptions {
  /** How it opens the pages of `docs/` itself; without it, links lead to the web. */
  readonly pages?: PagesInClient;
}

export interface PagesInClient {
  /** What stands before the path of a page, such as `rules/floating-tag.md`, to make a link that it follows. */
  readonly base: string;
  /** Its command that opens a page, given by its path. */
  readonly command: string;
}

/** Simulates the pod of one workload of a document. */
export const simulateRequest = 'probewise/simulate';

export interface SimulateParams {
  readonly textDocument: { readonly uri: string };
  /** Which workload, by {@link WorkloadChoice.id}; without it, the one at `position`, else the document's first. */
  readonly workload?: string;
  readonly position?: Position;
  /** Name of a preset; without it, the first one. */
  readonly scenario?: string;
  /** How much of the pod's life to simulate; without it, until it has settled. */
  readonly untilMs?: number;
}

export type SimulateResponse = SimulateResult | SimulateFailure;

export interface SimulateResult {
  readonly workload: SimulatedWorkload;
  /** Every workload of the document that has a pod. */
  readonly workloads: readonly WorkloadChoice[];
  readonly scenario: string;
  readonly scenarios: readonly ScenarioChoice[];
  readonly trace: Trace;
  /**
   * Where the fields stand that the trace's causes name, by field path as in {@link Trace}. A field that is not written
   * stands at its nearest ancestor that is.
   */
  readonly fields: Readonly<Record<string, Range>>;
  /** The same history as text, for a reader without the panel. */
  readonly text: string;
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
}

export interface ScenarioChoice {
  readonly name: string;
  readonly title: string;
  readonly description: string;
}

export interface SimulateFailure {
  /** Why there is nothing to simulate, in a sentence for the user. */
  readonly error: string;
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
