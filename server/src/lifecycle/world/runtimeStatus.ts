import type { Instant } from '../kernel/time.ts';
import type { Cause } from '../trace/trace.ts';

/** A container as the runtime reports it. Never changed: a new state is a new record. */
export interface ContainerRecord {
  readonly id: string;
  readonly name: string;
  /** What it was made of. */
  readonly image?: string | undefined;
  /** Which run of the container: 0 is the first. */
  readonly instance: number;
  readonly restartCount: number;
  readonly sandboxId: string;
  readonly state: 'created' | 'running' | 'exited';
  readonly createdAt: Instant;
  /** Absent until the process runs; it never does when it cannot be started. */
  readonly startedAt?: Instant;
  readonly finishedAt: Instant;
  readonly exitCode: number;
  readonly reason: string;
  readonly message?: string | undefined;
  /** Whether it ended because it was asked to. */
  readonly wasStopped?: boolean;
  /** What brought the container into this state. */
  readonly cause: Cause;
}

export interface SandboxRecord {
  readonly id: string;
  readonly attempt: number;
  readonly state: 'ready' | 'notReady';
  readonly cause: Cause;
}

/** Everything the runtime knows of the pod at one moment, newest first. Upstream: `kubecontainer.PodStatus`. */
export interface RuntimeStatus {
  readonly containers: readonly ContainerRecord[];
  readonly sandboxes: readonly SandboxRecord[];
}

export const emptyRuntimeStatus: RuntimeStatus = { containers: [], sandboxes: [] };

export function findContainer(status: RuntimeStatus, name: string): ContainerRecord | undefined {
  return status.containers.find((container) => container.name === name);
}

/** Whether one of these containers was created in the present sandbox. Upstream: `HasAnyActiveRegularContainerStarted`. */
export function hasActiveContainer(status: RuntimeStatus, containers: readonly { readonly name: string }[]): boolean {
  const active = status.sandboxes.find((sandbox) => sandbox.state === 'ready')?.id;
  return status.containers.some(
    (record) => record.sandboxId === active && containers.some(({ name }) => name === record.name),
  );
}
