import type { Trace } from '../../server/src/lifecycle/trace.ts';

/** What the panel shows: one simulated workload under one scenario, with what else could be chosen. */
export interface Simulation {
  readonly uri: string;
  readonly workload: { readonly id: string; readonly kind: string; readonly name: string };
  readonly workloads: readonly { readonly id: string; readonly label: string }[];
  readonly scenario: string;
  readonly scenarios: readonly { readonly name: string; readonly title: string; readonly description: string }[];
  /** The horizon that was asked for; absent when the simulation chose it. */
  readonly untilMs?: number;
  readonly trace: Trace;
  /** Field paths whose place in the manifest is known and can be revealed. */
  readonly fields: readonly string[];
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
  | {
      readonly type: 'choose';
      readonly workload?: string;
      readonly scenario?: string;
      readonly untilMs?: number | null;
    }
  /** Show where the field stands in the manifest; `focus` also moves the cursor there. */
  | { readonly type: 'reveal'; readonly field: string; readonly focus: boolean }
  | { readonly type: 'openAsText' };

/** What survives a reload of the window. */
export interface PanelState {
  readonly uri: string;
  readonly workload: string;
  readonly scenario: string;
  readonly untilMs?: number;
  /** Where the scrubber stands. */
  readonly timeMs: number;
  /** What part of time is on the screen. */
  readonly view?: { readonly fromMs: number; readonly toMs: number };
  /** The selected entry of the trace. */
  readonly selected?: number;
}
