/**
 * The format of recorded timelines: what the real kubelet did with a pod, under a fake clock and a scripted container
 * runtime. Times are seconds since the pod reached the kubelet, cut to two decimals.
 */
import type { GateSettings } from '../../../server/src/kubernetes/gates.ts';
import type { Pod } from '../../../server/src/kubernetes/pod.ts';
import type { SimulatedRelease } from '../../../server/src/lifecycle/release.ts';
import type { PodChange } from '../../../server/src/lifecycle/world/scenario.ts';

export interface RecordedTimeline {
  readonly name: string;
  /** The release whose kubelet it was; 1.34 if not said. */
  readonly kubernetes?: SimulatedRelease;
  /** Feature gates of the kubelet that were not as its release has them. */
  readonly gates?: GateSettings;
  readonly case: RecordedCase;
  readonly params: RecordedParams;
  readonly timeline: readonly RecordedEntry[];
  /** Goroutines raced, and several outcomes were seen; the timeline is the most frequent one. */
  readonly racy?: boolean;
  /** Each of the others, as the difference from the timeline. */
  readonly variants?: readonly {
    readonly count: number;
    readonly added?: readonly RecordedEntry[];
    readonly removed?: readonly RecordedEntry[];
  }[];
}

export interface RecordedCase {
  readonly pod: Pod;
  readonly behaviour: Readonly<Record<string, RecordedBehaviour>>;
  readonly untilSeconds: number;
  readonly deleteAtSeconds?: number;
  readonly deleteGraceSeconds?: number;
  readonly networkNotReadyUntilSeconds?: number;
  readonly kubeletRestartAtSeconds?: number;
  /** When the pod's sandbox dies. */
  readonly sandboxLostAtSeconds?: number;
  /** When the node is started again: all processes end, and the kubelet begins anew. */
  readonly rebootAtSeconds?: number;
  /** What somebody changes in the pod, in order of time. */
  readonly changes?: readonly PodChange[];
}

export interface RecordedFault {
  readonly message: string;
  readonly untilSeconds?: number;
}

export interface RecordedBehaviour {
  readonly image?: {
    readonly present?: boolean;
    readonly accessible?: boolean;
    readonly pullSeconds?: number;
    readonly error?: string;
    readonly errorUntilSeconds?: number;
    readonly inspectError?: string;
  };
  readonly configError?: RecordedFault;
  readonly createError?: RecordedFault;
  readonly startError?: RecordedFault;
  /** When somebody removes the container behind the kubelet's back. */
  readonly removedAtSeconds?: number;
  readonly runs?: readonly {
    readonly exitAfterSeconds?: number;
    readonly exitCode?: number;
    readonly reason?: string;
    readonly ignoreSigterm?: boolean;
    readonly sigtermSeconds?: number;
    readonly sigtermExitCode?: number;
  }[];
  readonly probes?: Readonly<
    Partial<
      Record<
        'liveness' | 'readiness' | 'startup',
        readonly {
          readonly fromSeconds: number;
          readonly result: 'success' | 'failure' | 'hang' | 'error';
          readonly seconds?: number;
        }[]
      >
    >
  >;
  readonly hooks?: Readonly<
    Partial<Record<'postStart' | 'preStop', { readonly seconds?: number; readonly fail?: boolean }>>
  >;
}

export interface RecordedParams {
  readonly jitter: number;
  readonly jitterSeed?: number;
  readonly plegPhase: number;
  readonly loopPhase: number;
  readonly uptimeSeconds: number;
  readonly sandbox: number;
  readonly create: number;
  readonly start: number;
  readonly exec: number;
  readonly stop: number;
  readonly api: number;
  readonly volume?: boolean;
  /** The runtime wrote logs. */
  readonly logs?: boolean;
}

export interface RecordedEntry {
  readonly t: number;
  readonly kind: 'status' | 'event' | 'probe' | 'hook' | 'cri' | 'api';
  /** Of probes, hooks and pulls: how long it took. */
  readonly took?: number;
  readonly [property: string]: unknown;
}
