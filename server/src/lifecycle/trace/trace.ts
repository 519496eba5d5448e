import type { Requests } from './requests.ts';
import type { WorldFact } from './worldFact.ts';

/**
 * What a simulation leaves behind: a versioned document, independent of the engine's own state, that the panel, the
 * text view, the command line and the tests read. Same pod, scenario, environment and engine version give the same
 * bytes everywhere.
 */
export interface Trace {
  readonly version: 3;
  /** Name of the simulated pod, as `kubectl get pod` would print it. */
  readonly pod: string;
  readonly namespace: string;
  /** Minor release whose behaviour was simulated, e.g. `1.34`. */
  readonly kubernetes: string;
  /** Name of the scenario. */
  readonly scenario: string;
  /** The pod's containers in the order of the spec, init containers first. */
  readonly containers: readonly { readonly name: string; readonly type: 'init' | 'sidecar' | 'regular' }[];
  /** The types of the conditions that the pod's readiness gates ask for, where it has any. */
  readonly readinessGates?: readonly string[];
  /** Ordered by time; `seq` is the index in this list. Time 0 is the pod's creation. */
  readonly entries: readonly TraceEntry[];
  /** `creationTimestamp` on the trace's clock: the API cuts it to a whole second of the wall clock. 0 if absent. */
  readonly createdAtMs?: number;
  /** What becomes of requests that the pod's Service sends to it, where there are any. */
  readonly requests?: Requests;
  /** Until when the pod was simulated. */
  readonly endMs: number;
  /** Set when a limit stopped the simulation before its time was up. */
  readonly truncated?: { readonly limit: 'entries' | 'events'; readonly atMs: number };
}

interface EntryBase {
  readonly seq: number;
  readonly atMs: number;
  readonly source: Source;
  /** What brought this entry about; following the causes always ends in the manifest or in the scenario. */
  readonly cause: Cause;
  /** Fields of the pod that had a say in it, e.g. `spec.containers[0].livenessProbe.failureThreshold`. */
  readonly fields?: readonly string[];
}

export type Source =
  | 'apiserver'
  | 'scheduler'
  | 'kubelet'
  | 'prober'
  | 'runtime'
  | 'endpointslice'
  | 'node-lifecycle'
  | 'podgc'
  | 'attachdetach'
  | 'job'
  | 'world';

export type Cause =
  /** An earlier entry, by its `seq`. */
  | { readonly entry: number }
  /** A field of the pod, e.g. `spec.containers[0].livenessProbe.failureThreshold`. */
  | { readonly field: string }
  /** A line of the scenario, e.g. `containers.app.happenings[0]`. */
  | { readonly scenario: string };

/** The entries of one kind. */
export type EntryOf<K extends TraceEntry['kind']> = TraceEntry & { readonly kind: K };

export type TraceEntry =
  | (EntryBase & { readonly kind: 'status'; readonly status: PodStatus })
  | (EntryBase & { readonly kind: 'event'; readonly event: KubernetesEvent })
  | (EntryBase & { readonly kind: 'probe'; readonly probe: ProbeExecution })
  | (EntryBase & { readonly kind: 'hook'; readonly hook: HookExecution })
  | (EntryBase & { readonly kind: 'cri'; readonly call: RuntimeCall })
  | (EntryBase & { readonly kind: 'endpoint'; readonly endpoint: EndpointConditions | null })
  | (EntryBase & { readonly kind: 'world'; readonly fact: WorldFact })
  | (EntryBase & {
      readonly kind: 'api';
      readonly call: 'created' | 'bound' | 'changed' | 'changeRefused' | 'deleted' | 'removed';
      /** The node, where the pod is bound to one. */
      readonly node?: string;
      /** Of a deletion. */
      readonly gracePeriodSeconds?: number;
      /** What somebody changes in the pod itself. */
      readonly change?: PodSpecChange;
      /** Why the API server refuses it. */
      readonly message?: string;
    });

/** What may be changed in a pod that is there: images by container, and a deadline that was later or none. */
export interface PodSpecChange {
  readonly images?: Readonly<Record<string, string>>;
  readonly activeDeadlineSeconds?: number;
}

export type Phase = 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';

/** The pod's status as the API server holds it from this moment on. */
export interface PodStatus {
  readonly phase: Phase;
  readonly reason?: string;
  readonly message?: string;
  readonly conditions: readonly PodCondition[];
  readonly initContainerStatuses: readonly ContainerStatus[];
  readonly containerStatuses: readonly ContainerStatus[];
  /** Set once the pod is being deleted. */
  readonly deletionAtMs?: number;
}

export interface PodCondition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason?: string;
  readonly message?: string;
}

export interface ContainerStatus {
  readonly name: string;
  readonly state: ContainerState;
  readonly lastState?: TerminatedState;
  readonly restartCount: number;
  readonly ready: boolean;
  readonly started: boolean;
}

export type ContainerState = WaitingState | RunningState | TerminatedState;

export interface WaitingState {
  readonly type: 'waiting';
  readonly reason: string;
  readonly message?: string;
}

export interface RunningState {
  readonly type: 'running';
  readonly startedAtMs: number;
}

export interface TerminatedState {
  readonly type: 'terminated';
  readonly exitCode: number;
  readonly reason: string;
  readonly message?: string;
  /** Absent, like `finishedAtMs`, when the container was lost. */
  readonly startedAtMs?: number;
  readonly finishedAtMs?: number;
}

export interface KubernetesEvent {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
  /** Component that reports it, e.g. `kubelet`. */
  readonly from: string;
  /** What part of the pod it is about, e.g. `spec.containers{app}`. */
  readonly field?: string;
  /** How often it was seen so far; absent when it did not reach the API server. */
  readonly count?: number;
  /** Why it did not reach the API server. */
  readonly dropped?: 'spamFilter' | 'noConnection' | 'series';
}

export interface ProbeExecution {
  readonly container: string;
  /** Which run of the container was probed: 0 is the first. */
  readonly instance: number;
  readonly type: 'startup' | 'readiness' | 'liveness';
  readonly result: 'success' | 'failure' | 'unknown';
  /** The prober's own words, e.g. `HTTP probe failed with statuscode: 500`. */
  readonly output: string;
  readonly tookMs: number;
  /** Why there was no answer: the timeout, the end of the container, or that the probe could not be run at all. */
  readonly trouble?: 'timeout' | 'containerDied' | 'notRunning' | 'error';
  /** Set on a success that the kubelet warns of: a redirect that it did not follow. */
  readonly warning?: true;
  /** How many results of this kind in a row, this one included, and how many it takes to matter. */
  readonly inARow: number;
  readonly threshold: number;
  readonly periodSeconds?: number;
}

export interface HookExecution {
  readonly container: string;
  readonly instance: number;
  readonly type: 'postStart' | 'preStop';
  readonly handler: 'exec' | 'httpGet' | 'tcpSocket' | 'sleep';
  /** Absent when the hook begins. */
  readonly result?: 'success' | 'failure';
  readonly tookMs: number;
  /** It was interrupted by the end of its container, or could not begin: the container had ended before. */
  readonly trouble?: 'containerDied' | 'notRunning';
}

export interface RuntimeCall {
  readonly op: 'runSandbox' | 'stopSandbox' | 'pull' | 'pulled' | 'create' | 'start' | 'stop' | 'exited' | 'remove';
  readonly container?: string;
  readonly instance?: number;
  readonly image?: string;
  readonly exitCode?: number;
  readonly reason?: string;
  readonly error?: string;
  /** Grace that `stop` gives before SIGKILL. */
  readonly timeoutSeconds?: number;
  readonly tookMs?: number;
}

/** The pod's entry in the EndpointSlices of the Services that select it; `null` when it has none. */
export interface EndpointConditions {
  readonly ready: boolean;
  readonly serving: boolean;
  readonly terminating: boolean;
}
