import { humanDuration } from '../../../server/src/kubernetes/duration.ts';
import type { RolloutWorkload } from '../../../server/src/kubernetes/workloadSpec.ts';
import { printPod } from '../../../server/src/lifecycle/kubectl/row.ts';
import { workloadRowAt } from '../../../server/src/lifecycle/kubectl/workloadRow.ts';
import type { RolloutEntry, RolloutTrace } from '../../../server/src/lifecycle/trace/rolloutTrace.ts';
import type {
  ContainerState,
  ContainerStatus,
  PodCondition,
  PodStatus,
  TerminatedState,
} from '../../../server/src/lifecycle/trace/trace.ts';

/** An object as the API serves it with its row of `kubectl get`, or a duration with its text. */
export type RecordedPrint =
  | { readonly object: ApiObject; readonly row: readonly string[] }
  | { readonly durationMs: number; readonly text: string };

interface ApiObject {
  readonly kind: 'Pod' | RolloutWorkload['kind'];
  readonly metadata: { readonly name: string; readonly creationTimestamp: string; readonly deletionTimestamp?: string };
  readonly spec: {
    readonly replicas?: number;
    readonly initContainers?: readonly { readonly name: string; readonly restartPolicy?: string }[];
    readonly containers?: readonly { readonly name: string }[];
  };
  readonly status: ApiStatus;
}

interface ApiStatus {
  readonly phase?: PodStatus['phase'];
  readonly reason?: string;
  readonly conditions?: readonly { type: string; status: PodCondition['status']; reason?: string }[];
  readonly initContainerStatuses?: readonly ApiContainer[];
  readonly containerStatuses?: readonly ApiContainer[];
  readonly startTime?: string;
  readonly completionTime?: string;
}

interface ApiContainer {
  readonly name: string;
  readonly state: ApiState;
  readonly lastState: ApiState;
  readonly ready: boolean;
  readonly started: boolean;
  readonly restartCount: number;
}

interface ApiState {
  readonly running?: { readonly startedAt: string };
  readonly waiting?: { readonly reason: string };
  readonly terminated?: { readonly exitCode: number; readonly reason: string; readonly finishedAt: string };
}

/** The moment at which the recorder printed. */
const nowMs = Date.parse('2000-01-02T00:00:00Z');

/** What the product prints. */
export function printed(given: RecordedPrint): string {
  if ('durationMs' in given) return humanDuration(given.durationMs);
  const { object } = given;
  const createdAtMs = Date.parse(object.metadata.creationTimestamp);
  if (object.kind !== 'Pod') return workloadRow(object, object.kind, createdAtMs).join('  ');
  const { initContainers = [], containers = [] } = object.spec;
  const pod = {
    name: object.metadata.name,
    createdAtMs,
    containers: [
      ...initContainers.map(({ name, restartPolicy }) => ({
        name,
        type: restartPolicy === 'Always' ? ('sidecar' as const) : ('init' as const),
      })),
      ...containers.map(({ name }) => ({ name, type: 'regular' as const })),
    ],
  };
  const { name, ready, status, restarts, age } = printPod(pod, podStatus(object), nowMs);
  return [name, ready, status, restarts, age].join('  ');
}

function podStatus({ metadata, status }: ApiObject): PodStatus {
  return {
    phase: status.phase ?? 'Pending',
    ...(status.reason === undefined ? {} : { reason: status.reason }),
    conditions: status.conditions ?? [],
    initContainerStatuses: (status.initContainerStatuses ?? []).map(containerStatus),
    containerStatuses: (status.containerStatuses ?? []).map(containerStatus),
    ...(metadata.deletionTimestamp === undefined ? {} : { deletionAtMs: Date.parse(metadata.deletionTimestamp) }),
  };
}

function containerStatus({ state, lastState, ...rest }: ApiContainer): ContainerStatus {
  const last = lastState.terminated;
  return { ...rest, state: containerState(state), ...(last === undefined ? {} : { lastState: terminated(last) }) };
}

function containerState({ running, waiting, terminated: ended }: ApiState): ContainerState {
  if (running !== undefined) return { type: 'running', startedAtMs: Date.parse(running.startedAt) };
  return ended === undefined ? { type: 'waiting', reason: waiting?.reason ?? '' } : terminated(ended);
}

function terminated({ exitCode, reason, finishedAt }: NonNullable<ApiState['terminated']>): TerminatedState {
  return { type: 'terminated', exitCode, reason, finishedAtMs: Date.parse(finishedAt) };
}

/** A trace whose controller has just said this status. */
function workloadRow(
  { metadata, spec, status }: ApiObject,
  kind: RolloutWorkload['kind'],
  createdAtMs: number,
): readonly string[] {
  const startMs = status.startTime === undefined ? createdAtMs : Date.parse(status.startTime);
  const zeroMs = kind === 'Job' ? startMs : createdAtMs;
  const said = (atMs: number, rest: object) =>
    ({ seq: 0, atMs: atMs - zeroMs, source: 'user', object: '', cause: { field: 'spec' }, ...rest }) as RolloutEntry;
  const endMs = status.completionTime === undefined ? nowMs : Date.parse(status.completionTime);
  const trace: RolloutTrace = {
    version: 2,
    kind,
    name: metadata.name,
    namespace: 'default',
    kubernetes: '1.34',
    scenario: { new: '' },
    desired: spec.replicas ?? 1,
    createdAtMs: createdAtMs - zeroMs,
    pods: [],
    entries: [
      said(zeroMs, { kind: 'status', status: { kind, ...status } }),
      ...(status.conditions ?? []).map((condition) => said(endMs, { kind: 'condition', condition })),
    ],
    endMs: nowMs - zeroMs,
  };
  const workload = { kind, name: metadata.name, namespace: 'default', spec } as RolloutWorkload;
  return workloadRowAt(workload, trace, nowMs - zeroMs);
}

/** What the real printer prints. */
export function expected(given: RecordedPrint): string {
  return 'durationMs' in given ? given.text : given.row.join('  ');
}

/** Rows and durations of the printer, for `npm run conformance`. */
export const prints = {
  title: 'rows and durations of the printer',
  recognizes: ([first]: readonly Record<string, unknown>[]): boolean =>
    first !== undefined && (('object' in first && 'row' in first) || 'durationMs' in first),
  report: (records: readonly Record<string, unknown>[], { verbose }: { readonly verbose: boolean }): boolean => {
    const recorded = records as unknown as readonly RecordedPrint[];
    const wrong = recorded.filter((one) => printed(one) !== expected(one));
    for (const one of verbose ? wrong : wrong.slice(0, 3)) console.log(`  - ${expected(one)}\n  + ${printed(one)}`);
    console.log(`printer ${recorded.length - wrong.length} of ${recorded.length} texts are met`);
    return wrong.length === 0;
  },
};
