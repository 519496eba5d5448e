/**
 * Who acts first when several things happen in the same instant. The order follows the chain of reactions inside a
 * node: the world changes, the relist sees it, the sync loop hears of it, and the pod's worker acts, pausing for those
 * that its status concerns.
 */
export const lanes = {
  world: 0,
  relist: 1,
  /** What a stop has waited for: its timer was set before those of probes that are due in the same instant. */
  stop: 2,
  syncLoop: 3,
  /** Probes due by their own timers read what was stored before the worker acts. */
  probeTick: 4,
  /** What the worker sets without a pause in between is written once. */
  statusWriter: 5,
  /** Probes that the worker asks for run at its next pause, before it goes on to act. */
  prober: 6,
  worker: 7,
  /** The relist of an instant in which a sync ends that has waited since an earlier one; relists come a little late. */
  lateRelist: 8,
  /** A probe due at the same time as one whose verdict the worker is just reacting to. */
  lateProbeTick: 9,
  /** The result of an attempt that takes no time, for really it does: after whatever else is due in this instant. */
  probeResult: 10,
  observer: 11,
} as const;
export type Lane = (typeof lanes)[keyof typeof lanes];
