import type { Verdict } from '../../server/src/lifecycle/expect/judge.ts';
import type { RolloutSummary } from '../../server/src/lifecycle/explain/rolloutSummary.ts';
import type { RolloutTrace } from '../../server/src/lifecycle/trace/rolloutTrace.ts';
import type { Trace } from '../../server/src/lifecycle/trace/trace.ts';

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
  /** Field paths whose place in the manifest is known and can be revealed. */
  readonly fields: readonly string[];
}

export interface ScenarioChoice {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Whether it is a file of the user's own. */
  readonly own?: true;
}

/** One simulated pod of a workload. */
export interface PodSimulation extends Simulated {
  readonly view: 'pod';
  readonly trace: Trace;
  readonly windows: readonly MomentWindow[];
}

/** Between what times of the trace something happens in a cluster, where the kubelet's clocks have other phases. */
export interface MomentWindow {
  /** The entry of the trace that it is about. */
  readonly entry: number;
  readonly moment: 'ready' | 'killed' | 'restarted' | 'outOfService' | 'backInService' | 'gone';
  /** Where it is a container's. */
  readonly container?: string;
  /** What it is counted from. */
  readonly sinceMs: number;
  /** The same in words, e.g. `after the container has started`. */
  readonly since: string;
  readonly bestMs: number;
  readonly worstMs: number;
  /** What the window is the sum of. */
  readonly formula: string;
  readonly fields: readonly string[];
}

/** All pods of a workload. */
export interface RolloutSimulation extends Simulated {
  readonly view: 'update' | 'create';
  readonly oldScenario: string;
  readonly trace: RolloutTrace;
  readonly summary: RolloutSummary;
  /** What `kubectl rollout status` prints. */
  readonly statusLines: readonly { readonly atMs: number; readonly text: string }[];
  readonly lives: readonly Life[];
  /** For each pod of the trace which of the lives it lives. */
  readonly lifeOf: readonly number[];
}

/** What is told of a pod's life. Times count from its creation; the names of pods are left out. */
export interface Life {
  readonly trace: Trace;
  /** From when on what keeps the pod from being ready. */
  readonly troubles: readonly {
    readonly atMs: number;
    readonly sentence?: string;
    readonly fields: readonly string[];
  }[];
  /** When a restart of a container shows, and what ended the run before. */
  readonly restarts: readonly { readonly atMs: number; readonly why: string }[];
}

/** From the extension to the panel. */
export type ToPanel =
  | { readonly type: 'simulation'; readonly simulation: Simulation }
  /** A simulation is under way. */
  | { readonly type: 'busy' }
  /** Nothing can be simulated right now; what is shown stays. */
  | { readonly type: 'problem'; readonly message: string };

/** From the panel to the extension. */
export type FromPanel =
  /** The panel listens; answered with the current simulation. */
  | { readonly type: 'ready' }
  | ({ readonly type: 'choose' } & Choose)
  /** Show where the field stands in the manifest; `focus` also moves the cursor there. */
  | { readonly type: 'reveal'; readonly field: string; readonly focus: boolean }
  | { readonly type: 'openAsText' }
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
}
