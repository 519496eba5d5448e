/** What the page asks its worker, in which manifests are read and simulated. */
import type { GateSettings } from '../../server/src/kubernetes/gates.ts';
import type {
  FieldEditsParams,
  FieldRange,
  FieldRangeParams,
  ScenarioTextParams,
  ScenarioTextResponse,
  SimulateParams,
  SimulateResponse,
  SimulateRolloutParams,
  SimulateRolloutResponse,
  SimulationTextParams,
  SimulationTextResponse,
  WorkloadChoice,
} from '../../server/src/lsp/protocol.ts';

/** What is simulated, beside what each request says of it. */
export interface Subject {
  readonly manifest: string;
  /** Release to simulate; a comment in the manifest wins. */
  readonly kubernetes?: string | undefined;
  /** Feature gates that the cluster has otherwise than its release. */
  readonly gates?: GateSettings | undefined;
  /** What the API server says against the manifest, as far as somebody has asked it. */
  readonly rejections: readonly string[];
}

/** Each question with its parameters and its answer. */
export interface Questions {
  readonly simulate: readonly [SimulateParams, SimulateResponse];
  readonly rollout: readonly [SimulateRolloutParams, SimulateRolloutResponse];
  readonly workloads: readonly [undefined, readonly WorkloadChoice[]];
  readonly fieldRange: readonly [FieldRangeParams, FieldRange | null];
  readonly fieldEdits: readonly [FieldEditsParams, readonly OffsetEdit[] | null];
  readonly scenarioText: readonly [ScenarioTextParams, ScenarioTextResponse];
  readonly text: readonly [SimulationTextParams, SimulationTextResponse];
}

export interface OffsetEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

export interface PageRequest {
  readonly ask: number;
  readonly subject: Subject;
  readonly question: keyof Questions;
  readonly params: unknown;
}

export interface PageAnswer {
  readonly ask: number;
  readonly answer: unknown;
}
