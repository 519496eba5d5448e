import type { Instant, Span } from '../kernel/time.ts';
import type { ContainerStatus, EndpointConditions, PodCondition, PodStatus, Trace } from '../trace/trace.ts';
import type { Deletion, Scenario } from '../world/scenario.ts';
import type { Template } from './workload.ts';

/** A pod as the controllers see it, from one moment of its life on. */
export interface PodView {
  /** From the pod's creation. */
  readonly at: Span;
  /** The entry of the pod's trace that made the last change. */
  readonly seq: number;
  readonly phase: PodStatus['phase'];
  readonly conditions: readonly PodCondition[];
  readonly containers: readonly ContainerStatus[];
  readonly initContainers: readonly ContainerStatus[];
  readonly isBound: boolean;
  readonly isReady: boolean;
  /** `lastTransitionTime` of the Ready condition: cut to a whole second of the wall clock; from the pod's creation. */
  readonly readyChangedAt: Span;
  readonly isDeleted: boolean;
  readonly endpoint: EndpointConditions | null;
  readonly isGone: boolean;
}

/** The life of one pod: its trace, and the views that follow each other in it. */
export interface PodLife {
  readonly trace: Trace;
  readonly views: readonly PodView[];
}

/** What decides how a pod lives. */
export interface LifeRequest {
  readonly number: number;
  readonly index: number | undefined;
  readonly template: Template;
  readonly createdAt: Instant;
  /** What other pods have that it would need. */
  readonly context?: Pick<Scenario, 'scheduling' | 'volumes'> | undefined;
}

export interface LifeDeletion extends Omit<Deletion, 'atSeconds'> {
  /** When somebody deletes the pod, from its creation. */
  readonly after: Span;
}

/** Where the lives of pods come from: in a simulation, from the engine of single pods. */
export interface PodLifeSource {
  life(pod: LifeRequest, deletion?: LifeDeletion): PodLife;
}

/** How often the pod's containers were restarted, init containers included. */
export function restartsOf({ containers, initContainers }: PodView): number {
  return [...initContainers, ...containers].reduce((sum, { restartCount }) => sum + restartCount, 0);
}
