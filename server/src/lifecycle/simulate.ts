import { defaultPod } from '../kubernetes/defaults.ts';
import type { GateSettings } from '../kubernetes/gates.ts';
import { isSidecar, type Pod } from '../kubernetes/pod.ts';
import type { PodObject } from './apiserver/podObject.ts';
import { PodStore } from './apiserver/podStore.ts';
import { defaultEnvironment, type Environment, NodeClock } from './environment.ts';
import { Kernel } from './kernel/kernel.ts';
import { lanes } from './kernel/lanes.ts';
import { pseudoRandom } from './kernel/random.ts';
import { fromMs, minute, seconds, toMs } from './kernel/time.ts';
import { TraceRecorder } from './kernel/traceRecorder.ts';
import { admissionFailure, systemFailure } from './kubelet/admission.ts';
import { NodeKubelet } from './kubelet/nodeKubelet.ts';
import { EndpointSliceController } from './podcontrollers/endpoints.ts';
import { outages } from './podcontrollers/nodeHealth.ts';
import { NodeLifecycleController } from './podcontrollers/nodeLifecycle.ts';
import { PodGarbageCollector } from './podcontrollers/podGarbageCollector.ts';
import { releaseOf, type SimulatedRelease } from './release.ts';
import { countRequests } from './requests/countRequests.ts';
import { servedPod } from './requests/servedPod.ts';
import { PodNeeds } from './scheduler/filters.ts';
import { gatedCondition, Scheduler } from './scheduler/scheduler.ts';
import type { Cause, PodCondition, Trace, TraceEntry } from './trace/trace.ts';
import type { NodeFact } from './trace/worldFact.ts';
import { Cluster } from './world/cluster.ts';
import { ContainerRuntime } from './world/containerRuntime.ts';
import { lastTimeMs } from './world/lastTime.ts';
import { NodeConnection } from './world/nodeConnection.ts';
import type { ConditionChange, Scenario } from './world/scenario.ts';
import type { Traffic } from './world/traffic.ts';

export interface SimulateOptions {
  /** How much of the pod's life; by default ten minutes. */
  readonly untilMs?: number;
  /** The node's clocks and latencies, where they differ from {@link defaultEnvironment}. */
  readonly environment?: Partial<Environment>;
  /** Minor release whose behaviour is simulated. */
  readonly kubernetes?: SimulatedRelease;
  /** Feature gates that the cluster has set otherwise than its release does. */
  readonly gates?: GateSettings;
  /** Whether a Service selects the pod. */
  readonly endpoints?: boolean;
  /** Whether the control plane looks after nodes, as it does; recorded kubelets had none. */
  readonly nodeController?: boolean;
  /** Whether the Service calls endpoints ready that are not. */
  readonly publishNotReadyAddresses?: boolean;
  /** What clients send to that Service, if anything; the pod gets all of it while it is ready. */
  readonly traffic?: Traffic;
  readonly limits?: SimulationLimits;
  /**
   * Until when the trace goes on although the pod is at rest: from then on nothing would come but probes that succeed, and
   * they are left out. Given the entries so far; without it, nothing is left out.
   */
  readonly restShownMs?: (entries: readonly TraceEntry[]) => number;
  /** When the pod is created on the scenario's clock, where that began earlier or later; 0 by default. */
  readonly createdAtMs?: number;
}

export interface SimulationLimits {
  /** Entries of the trace. */
  readonly entries?: number;
  /** Steps of the clockwork, whether they leave a trace or not. */
  readonly events?: number;
}

const defaultLimits = { entries: 100_000, events: 2_000_000 };
/** Upstream: `SystemCriticalPriority` in `pkg/apis/scheduling/types.go`. */
const systemCriticalPriority = 2_000_000_000;
const uid = '00000000-0000-0000-0000-000000000000';

/**
 * Runs one pod under a scenario and tells what the scheduler, the kubelet and the controllers do. The same arguments
 * give the same trace, byte by byte. Fields that are not set have the API server's defaults.
 */
export function simulate(pod: Pod, scenario: Scenario, options: SimulateOptions = {}): Trace {
  const { untilMs = toMs(10 * minute), endpoints = true, kubernetes = '1.34' } = options;
  const jitter = scenario.seed === undefined ? {} : { jitter: pseudoRandom(scenario.seed) };
  const clock = new NodeClock({ ...defaultEnvironment, ...jitter, ...options.environment });
  const kernel = new Kernel({ field: 'spec' }, options.limits?.events ?? defaultLimits.events);
  const trace = new TraceRecorder(kernel, options.limits?.entries ?? defaultLimits.entries);
  const release = releaseOf(kubernetes, options.gates);
  const object = podObject(defaultPod(pod));
  const store = new PodStore(kernel, trace, object);
  const runtime = new ContainerRuntime(kernel, clock, trace, scenario, object.spec, fromMs(options.createdAtMs ?? 0));
  const connection = new NodeConnection(scenario.node ?? {}, scenario.network ?? {});
  const kubelet = new NodeKubelet({ kernel, clock, trace, store, runtime, connection, release, scenario });
  const scheduling = scenario.scheduling ?? {};
  const cluster = scheduling.nodes === undefined ? undefined : new Cluster(scheduling.nodes);
  const nodes = new NodeLifecycleController({
    kernel,
    trace,
    store,
    connection,
    outages: options.nodeController === false ? [] : outages(connection, clock, scenario.node ?? {}),
    cluster,
    controlPlane: scenario.node?.controlPlane ?? 'today',
  });
  const garbage = new PodGarbageCollector(kernel, store);
  if (endpoints) new EndpointSliceController(trace, store, options.publishNotReadyAddresses);
  let isBound = false;
  const arrive = (node: string) => {
    isBound = true;
    nodes.podArrives(node);
    if (store.pod === undefined) return;
    const leaving = cluster?.leaving(node, kernel.now);
    if (leaving !== undefined) {
      const cause: Cause = { scenario: leaving.path };
      kernel.schedule(leaving.at, lanes.world, () => leave(leaving.fact, cause), cause);
    }
    const failure = systemFailure(object.spec, cluster?.node(node, kernel.now));
    if (failure === undefined) kubelet.add(store.pod, node);
    else kubelet.reject(store.pod, failure);
  };
  const leave = (fact: NodeFact, cause: Cause) => {
    if (store.pod === undefined) return;
    kernel.cause = trace.record({ kind: 'world', source: 'world', fact }, { cause, lead: true });
    kubelet.leave(kernel.cause);
    garbage.nodeIsMissing(kernel.cause);
  };
  const scheduler = new Scheduler({
    kernel,
    trace,
    store,
    behaviour: scheduling,
    cluster,
    release,
    onBound: arrive,
  });

  kernel.schedule(0, lanes.world, () => {
    trace.record({ kind: 'api', source: 'apiserver', call: 'created' }, { lead: true });
    const { initContainers = [], containers } = object.spec;
    runtime.watchWorld([...initContainers, ...containers], () => store.pod !== undefined);
    runtime.watchLosses(() => store.pod !== undefined);
    store.recordCreation();
    const { nodeName } = object.spec;
    if (nodeName === undefined) {
      scheduler.add();
      return;
    }
    // Nobody schedules a pod that names its node; its kubelet looks at it more closely.
    kernel.cause = trace.record(
      { kind: 'api', source: 'apiserver', call: 'bound', node: nodeName },
      { cause: { field: 'spec.nodeName' } },
    );
    const node = cluster?.node(nodeName, 0);
    if (cluster !== undefined && node === undefined) {
      garbage.nodeIsMissing({ field: 'spec.nodeName' });
      return;
    }
    const failure =
      node && (systemFailure(object.spec, node) ?? admissionFailure(new PodNeeds(object.spec, release), node));
    if (failure === undefined) arrive(nodeName);
    else kubelet.reject(object, failure);
  });
  if (scenario.delete !== undefined) {
    const { atSeconds, gracePeriodSeconds, byEviction, finalizerUntilSeconds } = scenario.delete;
    kernel.schedule(seconds(atSeconds), lanes.world, () => {
      if (finalizerUntilSeconds !== undefined) store.keepUntil(seconds(finalizerUntilSeconds));
      if (byEviction === true) setCondition(store, evictionByApi);
      store.delete(gracePeriodSeconds, isBound, { scenario: 'delete.atSeconds' });
    });
  }
  const { evict } = scenario;
  // Upstream: `evictPod` in `pkg/kubelet/eviction/eviction_manager.go` leaves critical pods alone.
  if (evict !== undefined && !isCritical(object.spec)) {
    const cause: Cause = { scenario: 'evict' };
    kernel.schedule(seconds(evict.atSeconds), lanes.world, () => kubelet.evict(evict), cause);
  }
  for (const [index, { atSeconds, ...change }] of (scenario.changes ?? []).entries()) {
    const cause: Cause = { scenario: `changes[${index}]` };
    kernel.schedule(seconds(atSeconds), lanes.world, () => store.changeSpec(change, cause), cause);
  }
  for (const [index, change] of (scenario.conditions ?? []).entries()) {
    const cause: Cause = { scenario: `conditions[${index}]` };
    kernel.schedule(seconds(change.atSeconds), lanes.world, () => setCondition(store, change), cause);
  }
  const isRun = runUntilRest(kernel, trace, scenario, options, untilMs);
  if (!isRun) trace.truncated ??= { limit: 'events', atMs: toMs(kernel.now) };

  const result: Trace = {
    version: 3,
    pod: object.name,
    namespace: object.namespace,
    kubernetes,
    scenario: scenario.name,
    createdAtMs: toMs(clock.wallSecond(0)),
    containers: containersOf(pod),
    ...gatesOf(pod),
    entries: trace.entries,
    endMs: trace.truncated?.atMs ?? untilMs,
    ...(trace.truncated === undefined ? {} : { truncated: trace.truncated }),
  };
  const { traffic } = options;
  if (traffic === undefined || !endpoints) return result;
  const createdAt = fromMs(options.createdAtMs ?? 0);
  const served = servedPod({ trace: result, pod, scenario, createdAt, traffic });
  const span = { fromMs: undefined, untilMs: result.endMs, isWhole: false };
  return { ...result, requests: countRequests([{ createdAtMs: 0, served }], traffic, span) };
}

/** How often it is looked whether the pod is at rest. */
const restCheckMs = 5_000;

/** False when the number of events reached its limit before. */
function runUntilRest(
  kernel: Kernel,
  { entries }: TraceRecorder,
  scenario: Scenario,
  { restShownMs, createdAtMs = 0 }: SimulateOptions,
  untilMs: number,
): boolean {
  // With random latencies no attempt of a probe is like the one before.
  if (restShownMs === undefined || scenario.seed !== undefined) return kernel.run(fromMs(untilMs));
  const lastMs = lastTimeMs(scenario);
  for (let atMs = restCheckMs; atMs < untilMs; atMs += restCheckMs) {
    if (!kernel.run(fromMs(atMs))) return false;
    if (atMs + createdAtMs < lastMs || !kernel.isAtRest) continue;
    const changedMs = entries.findLast(({ kind }) => kind !== 'probe')?.atMs ?? 0;
    if (atMs - changedMs >= lastMs) return kernel.run(fromMs(Math.min(Math.max(restShownMs(entries), atMs), untilMs)));
  }
  return kernel.run(fromMs(untilMs));
}

/** Upstream: `IsCriticalPod` in `pkg/kubelet/types/pod_update.go`; the priority of classes of one's own is not known. */
function isCritical({ priority, priorityClassName = '' }: Pod['spec']): boolean {
  if (priority !== undefined) return priority >= systemCriticalPriority;
  return /^system-(node|cluster)-critical$/.test(priorityClassName);
}

/** Upstream: `addConditionAndDeletePod` in `pkg/registry/core/pod/storage/eviction.go`. */
const evictionByApi: Omit<ConditionChange, 'atSeconds'> = {
  type: 'DisruptionTarget',
  reason: 'EvictionByEvictionAPI',
  message: 'Eviction API: evicting',
};

/** Somebody who is no part of the cluster's own machinery sets a condition of the pod. */
function setCondition(
  store: PodStore,
  { type, status = 'True', reason, message }: Omit<ConditionChange, 'atSeconds'>,
): void {
  const { pod } = store;
  if (pod === undefined) return;
  const condition: PodCondition = {
    type,
    status,
    ...(reason === undefined ? {} : { reason }),
    ...(message === undefined ? {} : { message }),
  };
  const index = pod.status.conditions.findIndex((candidate) => candidate.type === type);
  const conditions = index < 0 ? [...pod.status.conditions, condition] : pod.status.conditions.with(index, condition);
  store.updateStatus({ ...pod.status, conditions }, 'world');
}

function podObject(pod: Pod): PodObject {
  const { name, generateName, namespace = 'default' } = pod.metadata ?? {};
  return {
    spec: pod.spec,
    name: name ?? (generateName === undefined ? 'pod' : `${generateName}xxxxx`),
    namespace,
    uid: pod.metadata?.uid ?? uid,
    status: {
      phase: 'Pending',
      conditions: (pod.spec.schedulingGates?.length ?? 0) > 0 ? [gatedCondition] : [],
      initContainerStatuses: [],
      containerStatuses: [],
      hasPodIp: false,
    },
  };
}

function gatesOf({ spec: { readinessGates = [] } }: Pod): Pick<Trace, 'readinessGates'> {
  return readinessGates.length === 0
    ? {}
    : { readinessGates: readinessGates.map(({ conditionType }) => conditionType) };
}

function containersOf(pod: Pod): Trace['containers'] {
  return [
    ...(pod.spec.initContainers ?? []).map((container) => ({
      name: container.name,
      type: isSidecar(container) ? ('sidecar' as const) : ('init' as const),
    })),
    ...pod.spec.containers.map(({ name }) => ({ name, type: 'regular' as const })),
  ];
}
