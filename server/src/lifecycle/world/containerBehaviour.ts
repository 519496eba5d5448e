/** How a container of a scenario behaves: its image, its process, what its probes and hooks meet. */
import type { ProbeAnswerResult } from '../trace/worldFact.ts';

export interface ContainerBehaviour {
  readonly image?: ImageBehaviour;
  /** The container's configuration cannot be made, e.g. a ConfigMap is missing. */
  readonly configError?: Fault;
  /** When the container is removed without the kubelet (`crictl rm --force`); from the pod's creation. */
  readonly removedAtSeconds?: number;
  /** The runtime refuses to create the container. */
  readonly createError?: Fault;
  /** The container is created but its process cannot be started, e.g. the executable does not exist. */
  readonly startError?: Fault;
  /** A hook of the kubelet itself fails between creation and start, e.g. no CPUs can be assigned. */
  readonly preStartError?: Fault;
  /** How long after each start nothing answers yet. */
  readonly startupSeconds?: number;
  /** What happens in each run, in order of time. */
  readonly happenings?: readonly Happening[];
  /** One script per run of the container; the last one repeats. */
  readonly runs?: readonly Run[];
  /**
   * What the probes of one type meet, by time since the run started, whatever else happens; each answer holds until the
   * next one's time.
   */
  readonly probes?: Readonly<Partial<Record<'liveness' | 'readiness' | 'startup', readonly ProbeAnswer[]>>>;
  readonly hooks?: Readonly<Partial<Record<'postStart' | 'preStop', HookBehaviour>>>;
}

/**
 * Whose time a happening is on: the container's, which begins with each run, the world's, which runs on, or that of
 * SIGTERM, which begins when the kubelet asks a run to stop.
 */
export const happeningClocks = ['container', 'scenario', 'sigterm'] as const;

export type HappeningClock = (typeof happeningClocks)[number];

/** Something that changes in a container or around it, or ends it. */
export interface Happening {
  /** Counted from the start of the run, or on the scenario's clock. */
  readonly atSeconds: number;
  /**
   * `container` by default. `scenario`: a dependency's outage, which a restart does not begin again and which all pods of
   * a rollout see at the same time. Counted from the pod's creation, in a rollout from the update. `sigterm`: what a
   * process does when it is asked to stop; without any such thing it takes no new request from then on.
   */
  readonly clock?: HappeningClock;
  /** How probes are answered from now on; `success` is a recovery. */
  readonly answers?: ProbeAnswer['result'];
  /** How long an answer takes. */
  readonly seconds?: number;
  readonly statusCode?: number;
  /** Where an HTTP answer sends the probe first. */
  readonly redirectsTo?: string;
  readonly output?: string;
  /** Only probes of this type meet it. */
  readonly probe?: 'liveness' | 'readiness' | 'startup';
  /** Only probes that go to this port, by number or name, meet it. */
  readonly port?: number | string;
  /** Only HTTP probes of this path meet it. */
  readonly path?: string;
  /** The process ends with this exit code. */
  readonly exitCode?: number;
  /** The process is killed for using too much memory. */
  readonly oomKilled?: boolean;
}

export interface ImageBehaviour {
  /** Whether the node has the image before the pod arrives; the default. */
  readonly present?: boolean;
  /**
   * Whether the pod may use the image that the node has; the default. It may not where the kubelet pulled it with a
   * secret that the pod does not have (gate KubeletEnsureSecretPulledImages).
   */
  readonly accessible?: boolean;
  readonly pullSeconds?: number;
  /** How long a pull waits for those of other pods first (`serializeImagePulls`, `maxParallelImagePulls`). */
  readonly queueSeconds?: number;
  /** The registry's or runtime's words; a pull fails with it. */
  readonly error?: string;
  /** Counted from the pod's creation; without it the error stays. */
  readonly errorUntilSeconds?: number;
  /** The image service fails to tell whether the image is there. */
  readonly inspectError?: string;
  readonly sizeBytes?: number;
}

/** Something that fails, for ever or for a while after the pod's creation. */
export interface Fault {
  readonly message: string;
  readonly untilSeconds?: number;
}

export interface Run {
  /** Without it the process runs until it is stopped. */
  readonly exitAfterSeconds?: number;
  readonly exitCode?: number;
  /** The runtime's reason, e.g. `OOMKilled`; by default `Completed` or `Error`. */
  readonly reason?: string;
  readonly message?: string;
  /** The process survives SIGTERM until SIGKILL. */
  readonly ignoreSigterm?: boolean;
  /** How long the process needs to end after SIGTERM. */
  readonly sigtermSeconds?: number;
  readonly sigtermExitCode?: number;
}

export interface ProbeAnswer {
  readonly fromSeconds: number;
  readonly result: ProbeAnswerResult;
  /** How long the answer takes. */
  readonly seconds?: number;
  /** Status code of an HTTP answer, which decides whether it is good; 200 or 503 by default. */
  readonly statusCode?: number;
  /**
   * Where an HTTP answer sends the probe first. On the same host it follows, so that `result` is what it meets there;
   * to another host it does not, and takes that for a success.
   */
  readonly redirectsTo?: string;
  /** The prober's message, instead of the usual one of the handler. */
  readonly output?: string;
}

export interface HookBehaviour {
  readonly seconds?: number;
  /** An HTTP hook fails only when nothing answers: any answer, even 500, is a success. */
  readonly fail?: boolean;
  /** What the hook printed, or why nothing answered. */
  readonly output?: string;
  /** What answers the hook speaks HTTP although it is called by HTTPS. */
  readonly plainHttp?: boolean;
}
