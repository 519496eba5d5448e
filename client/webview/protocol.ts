import type { Probe } from '../../server/src/kubernetes/pod.ts';
import type { Verdict } from '../../server/src/lifecycle/expect/judge.ts';
import type { RolloutSummary } from '../../server/src/lifecycle/explain/rolloutSummary.ts';
import type { RolloutStatusLine } from '../../server/src/lifecycle/kubectl/rolloutStatus.ts';
import type { Revision, RolloutTrace } from '../../server/src/lifecycle/trace/rolloutTrace.ts';
import type { Trace } from '../../server/src/lifecycle/trace/trace.ts';
import type { Scenario } from '../../server/src/lifecycle/world/scenario.ts';
import type { MomentWindow } from '../../server/src/simulation/momentWindows.ts';
import type { OpenEnd } from '../../server/src/simulation/notes.ts';
import type { Life } from '../../server/src/simulation/podLives.ts';
import type { ReleaseToSimulate } from '../../server/src/simulation/release.ts';
import type { ScenarioChoice } from '../../server/src/simulation/scenarioGroups.ts';
import type { PodInput } from '../../server/src/simulation/simulatePod.ts';
import type { RolloutInput } from '../../server/src/simulation/simulateRollout.ts';

export type { Life, MomentWindow, ScenarioChoice };

/** What the panel shows: the life of one pod, the update of all pods of a workload, or how they come up at first. */
export type View = 'pod' | 'update' | 'create';

export type Simulation = PodSimulation | RolloutSimulation;

/** What was simulated, with what else could be chosen. */
interface Simulated {
  readonly uri: string;
  readonly workload: { readonly id: string; readonly kind: string; readonly name: string };
  readonly workloads: readonly { readonly id: string; readonly label: string; readonly rollout: boolean }[];
  readonly scenario: string;
  readonly scenarios: readonly ScenarioChoice[];
  /** The horizon that was asked for; absent when the simulation chose it. */
  readonly untilMs?: number;
  /** What became of the expectations of the scenario, if it has any. */
  readonly verdicts: readonly Verdict[];
  /** Errors in the manifest for which the API server would not take the workload. */
  readonly rejections: readonly string[];
  /** What templates decide, and what the simulation does without it. */
  readonly openEnds: readonly OpenEnd[];
  /** Which release is simulated for which target. */
  readonly release: ReleaseToSimulate;
  /** Where the manifest has what the trace calls `spec`. */
  readonly specPath: string;
}

/** One simulated pod of a workload. */
export interface PodSimulation extends Simulated {
  readonly view: 'pod';
  /** What was run. */
  readonly input: PodInput;
  readonly trace: Trace;
  readonly windows: readonly MomentWindow[];
}

/** All pods of a workload. */
export interface RolloutSimulation extends Simulated {
  readonly view: 'update' | 'create';
  /** What was run. */
  readonly input: RolloutInput;
  readonly oldScenario: string;
  readonly trace: RolloutTrace;
  readonly summary: RolloutSummary;
  /** What `kubectl rollout status` prints. */
  readonly statusLines: readonly RolloutStatusLine[];
  readonly lives: readonly Life[];
  /** For each pod of the trace which of the lives it lives. */
  readonly lifeOf: readonly number[];
}

export interface FieldEdit {
  /** Whose field it is, as in a trace of one pod or in that of a rollout. */
  readonly of: 'pod' | 'workload';
  readonly field: string;
  /** A number, or all of a probe that the container does not have yet. */
  readonly value: number | Probe;
}

/** From the extension to the panel. */
export type ToPanel =
  | { readonly type: 'simulation'; readonly simulation: Simulation }
  /** The fields that the cursor in the manifest stands in. */
  | { readonly type: 'governed'; readonly fields: readonly string[] }
  /** What to hold the simulation against. */
  | { readonly type: 'before'; readonly simulation: Simulation; readonly source: 'committed' }
  /** A simulation is under way. */
  | { readonly type: 'busy' }
  /** Nothing can be simulated right now; what is shown stays. */
  | { readonly type: 'problem'; readonly message: string };

/** What is turned in *What if* and written nowhere. */
export interface Turned {
  readonly edits: readonly FieldEdit[];
  /** The scenario with what is turned in it, where anything is. */
  readonly scenario?: Scenario;
}

/** From the panel to the extension. */
export type FromPanel =
  /** The panel listens; answered with the current simulation. */
  | { readonly type: 'ready' }
  | ({ readonly type: 'choose' } & Choose)
  /** Show where the field stands in the manifest; `focus` also moves the cursor there. */
  | { readonly type: 'reveal'; readonly field: string; readonly focus: boolean }
  /** Show the place of the error of this number. */
  | { readonly type: 'revealRejection'; readonly index: number }
  /** Search for a scenario of the new pods, or of the old ones. */
  | { readonly type: 'pickScenario'; readonly of: 'scenario' | 'oldScenario' }
  /** Make the scenario that is chosen one of the user's own. */
  | { readonly type: 'saveScenario'; readonly scenario?: Scenario }
  /** Write these numbers into the manifest. */
  | { readonly type: 'applyFields'; readonly edits: readonly FieldEdit[] }
  /** Simulate the manifest as it was committed last, to hold the simulation against it. */
  | { readonly type: 'simulateCommitted' }
  /** The same as text; with what is turned, if anything is. */
  | { readonly type: 'openAsText'; readonly turned?: Turned }
  /** Write a file where the user wants it; the name is a proposal. */
  | { readonly type: 'saveFile'; readonly name: string; readonly content: string | Uint8Array }
  | { readonly type: 'copyText'; readonly text: string }
  /** Write what is shown as one file that plays on its own; with what is turned, if anything is. */
  | {
      readonly type: 'savePage';
      readonly name: string;
      readonly edits: readonly FieldEdit[];
      readonly scenario?: Scenario;
    }
  /** Open the file of the scenario that is chosen, which is the user's own. */
  | { readonly type: 'openScenario' };

/** Something else to simulate. What is left out stays; `untilMs: null` leaves the length to the simulation. */
export interface Choose {
  readonly view?: View;
  readonly workload?: string;
  readonly scenario?: string;
  readonly oldScenario?: string;
  readonly untilMs?: number | null;
}

/** What survives a reload of the window. */
export interface PanelState {
  readonly uri: string;
  readonly view: View;
  readonly workload: string;
  readonly scenario: string;
  readonly oldScenario?: string;
  readonly untilMs?: number;
  /** Where the scrubber stands. */
  readonly timeMs: number;
  /** What part of time is on the screen. */
  readonly shown?: { readonly fromMs: number; readonly toMs: number };
  /** The selected entry of the trace. */
  readonly selected?: number;
  /** Whether quiet stretches are folded, where the user said so. */
  readonly folding?: boolean;
  /** The pod of a rollout that is looked into. */
  readonly place?: PodPlace;
  /** The run that is pinned, by what was run: the engine says the same of it again. */
  readonly pinned?: { readonly input: Simulation['input']; readonly source: PinSource };
  /** What is turned in *What if*, by path, and what it is turned in. */
  readonly turned?: { readonly changes: readonly (readonly [path: string, value: unknown])[]; readonly of: string };
}

/** Where a pinned run comes from. `shown`: what was on the screen; `committed`: the manifest as it was committed last. */
export type PinSource = 'shown' | 'committed';

/** A pod of a rollout, whatever it is called: an edit of the template gives pods other names. */
export interface PodPlace {
  readonly revision: Revision;
  /** Its number among the pods of the same template, in order of their creation. */
  readonly ordinal: number;
}
