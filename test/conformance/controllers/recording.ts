import type { CronJobSpec, RolloutWorkload } from '../../../server/src/kubernetes/workloadSpec.ts';
import type { Phase } from '../../../server/src/lifecycle/trace/trace.ts';

/** What the controllers of the real Kubernetes did with a workload whose pods live by a script. */
export interface RecordedRollout {
  readonly name: string;
  readonly kind: RolloutWorkload['kind'];
  readonly spec: object;
  /** Of a Job's pods. */
  readonly restartPolicy?: 'Never' | 'OnFailure';
  /** With these, the workload runs with its old template and is updated at 0. */
  readonly old?: Lives;
  readonly new: Lives;
  /** Of a third template. */
  readonly next?: Lives;
  /** What somebody changes later, in order of time. */
  readonly later?: readonly LaterChange[];
  /** How many nodes a DaemonSet finds: node-0, node-1 and so on. */
  readonly nodes?: number;
  /** How many pods that have not ended a ResourceQuota allows. */
  readonly podQuota?: number;
  readonly runningForSeconds: number;
  readonly untilSeconds: number;
  readonly timeline: readonly RolloutFact[];
  /** What came out of other runs: the controllers race each other. */
  readonly variants?: readonly (readonly RolloutFact[])[];
}

/** What becomes of a CronJob's Job: it ends after so many seconds, or runs on. */
export interface JobScript {
  readonly after: number;
  readonly ends: '' | 'Complete' | 'Failed';
}

/** What the controller of the real Kubernetes did with a CronJob. */
export interface RecordedSchedule
  extends Pick<RecordedRollout, 'name' | 'later' | 'untilSeconds' | 'timeline' | 'variants'> {
  readonly kind: 'CronJob';
  readonly spec: CronJobSpec;
  /** The first Job, the second and so on; the last one repeats. */
  readonly jobs: readonly JobScript[];
  /** When it is created: seconds since the first of January 2000 in UTC. */
  readonly daySeconds: number;
}

/** The templates of a case. */
export type RecordedRevision = 'old' | 'new' | 'next';

/** One of these things at a time. */
export interface LaterChange {
  readonly at: number;
  /** The template that the workload gets. */
  readonly template?: RecordedRevision;
  /** What goes into the spec. */
  readonly set?: object;
  /** The label of pods that somebody deletes. */
  readonly delete?: string;
  /** The name of a node that joins, or that gets a taint with this effect; an empty one takes the taint away. */
  readonly node?: string;
  readonly taint?: '' | 'NoSchedule' | 'NoExecute';
  /** How many pods the ResourceQuota allows from now on. */
  readonly podQuota?: number;
}

/** What a moment ends with. */
export interface RolloutFact {
  readonly t: number;
  readonly kind: 'pod' | 'job' | 'scale' | 'status' | 'condition' | 'event';
  readonly key: string;
  readonly value: unknown;
}

/** The lives of a template's pods: the first pod's, the second's and so on; the last one repeats. */
export interface Lives {
  readonly each: readonly Life[];
  /** Of the pods with an ordinal or a completion index: the first one's with that index, and so on. */
  readonly byIndex?: Readonly<Record<string, readonly Life[]>>;
}

export interface Life {
  readonly steps: readonly LifeStep[];
  /** From a deletion until the containers have ended. */
  readonly stopSeconds: number;
  readonly stopExitCode: number;
  /** Whether no node ever takes it. */
  readonly unbound?: boolean;
}

/** A state of the pod from a moment of its life on. */
export interface LifeStep {
  readonly at: number;
  readonly phase: Phase;
  readonly ready?: boolean;
  readonly restarts?: number;
  readonly exitCode?: number;
  readonly conditions?: Readonly<Record<string, 'True' | 'False'>>;
}
