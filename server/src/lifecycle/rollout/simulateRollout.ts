import { defaultPod } from '../../kubernetes/defaults.ts';
import { type GateSettings, isGateOn } from '../../kubernetes/gates.ts';
import type { RolloutWorkload } from '../../kubernetes/workloadSpec.ts';
import { DaemonSetController } from '../controllers/daemonSetController.ts';
import { DeploymentController } from '../controllers/deploymentController.ts';
import { JobController } from '../controllers/jobController.ts';
import { ReplicaSetWorkloadController } from '../controllers/replicaSetWorkload.ts';
import { StatefulSetController } from '../controllers/statefulSetController.ts';
import type { WorkloadController } from '../controllers/workloadController.ts';
import { Kernel } from '../kernel/kernel.ts';
import { lanes } from '../kernel/lanes.ts';
import { fromMs, type Instant, seconds, toMs } from '../kernel/time.ts';
import { releaseOf, type SimulatedRelease } from '../release.ts';
import { countRequests } from '../requests/countRequests.ts';
import { type ServedPod, servedPod } from '../requests/servedPod.ts';
import type { Requests } from '../trace/requests.ts';
import type { LaterRevision, Revision, RolloutTrace, WorkloadChange } from '../trace/rolloutTrace.ts';
import type { Cause, Trace } from '../trace/trace.ts';
import { DaemonNodes } from '../workload/daemonNodes.ts';
import { type ExclusiveMode, HeldResources } from '../workload/heldResources.ts';
import { PodLives, type RolloutEnvironment } from '../workload/podLives.ts';
import { PodQuotas } from '../workload/podQuotas.ts';
import { PodTraces } from '../workload/podTraces.ts';
import { RolloutNames } from '../workload/rolloutNames.ts';
import { RolloutRecorder } from '../workload/rolloutRecorder.ts';
import type { Template } from '../workload/workload.ts';
import { WorkloadPods } from '../workload/workloadPods.ts';
import type { ResourceQuota } from '../world/resourceQuota.ts';
import type { LaterChange, Scenario } from '../world/scenario.ts';
import type { Traffic } from '../world/traffic.ts';
import { changedFields, isDeletedBy, specChange } from './laterChanges.ts';

export interface SimulateRolloutOptions {
  /** How much time after the update, or after the creation where nothing is updated; by default half an hour. */
  readonly untilMs?: number;
  /** How long the workload has been there when it is updated; by default ten minutes. */
  readonly runningForMs?: number;
  readonly environment?: RolloutEnvironment;
  readonly kubernetes?: SimulatedRelease;
  /** Feature gates that the cluster has set otherwise than its release does. */
  readonly gates?: GateSettings;
  /** Whether a StatefulSet heeds `maxUnavailable`; by default as the gate MaxUnavailableStatefulSet says. */
  readonly statefulSetMaxUnavailable?: boolean;
  /** Whether a Service selects the pods. */
  readonly endpoints?: boolean;
  /** Whether that Service publishes pods that are not ready. */
  readonly publishNotReadyAddresses?: boolean;
  /** Access modes of the claims that pods of this workload cannot all have at once, by the claim's name. */
  readonly claims?: Readonly<Record<string, ExclusiveMode>>;
  /** ResourceQuotas of the namespace; one of the scenario with the same name goes before. */
  readonly quotas?: readonly ResourceQuota[];
  /** What clients send to that Service, if anything. */
  readonly traffic?: Traffic;
  readonly limits?: { readonly entries?: number; readonly events?: number };
}

export interface Rollout {
  readonly trace: RolloutTrace;
  readonly pods: PodTraces;
}

const minuteMs = 60_000;
const defaultLimits = { entries: 100_000, events: 1_000_000 };

/**
 * Runs a whole workload: its controllers and, on a shared clock, the lives of its pods. With `old`, the workload has been
 * running with that template and is updated to `updated`; without, it is created.
 */
export function simulateRollout(
  workload: RolloutWorkload,
  templates: { readonly updated: Template; readonly old?: Template },
  options: SimulateRolloutOptions = {},
): Rollout {
  const { untilMs = 30 * minuteMs, runningForMs = 10 * minuteMs, kubernetes = '1.34' } = options;
  const updated = defaulted(templates.updated);
  const old =
    templates.old === undefined || workload.kind === 'Job'
      ? undefined
      : defaulted({ ...templates.old, scenario: withSharedWorld(templates.old.scenario, updated.scenario) });
  const zero = old === undefined ? 0 : fromMs(runningForMs);
  const end = zero + fromMs(untilMs);
  const limits = { ...defaultLimits, ...options.limits };
  const kernel = new Kernel({ field: 'spec' }, limits.events);
  const recorder = new RolloutRecorder(kernel, zero, limits.entries);
  const endpoints = (options.endpoints ?? true) && workload.kind !== 'Job';
  const lives = new PodLives({
    environment: options.environment ?? {},
    kubernetes,
    ...(options.gates === undefined ? {} : { gates: options.gates }),
    zero,
    length: end,
    endpoints,
    publishNotReadyAddresses: options.publishNotReadyAddresses ?? false,
    maxEntries: limits.entries,
  });
  const nodes = workload.kind === 'DaemonSet' ? new DaemonNodes(updated.pod, updated.scenario, zero) : undefined;
  const quotas = quotasOf(updated.scenario, options.quotas);
  const pods = new WorkloadPods(
    kernel,
    recorder,
    lives,
    endpoints ? `service/${workload.name}` : undefined,
    heldBy(workload, updated, options, nodes),
    quotas.length === 0 ? undefined : new PodQuotas(quotas, zero, releaseOf(kubernetes, options.gates).hasPodResources),
  );
  const controller = controllerOf(workload, kernel, recorder, pods, new RolloutNames(workload, updated), {
    ...options,
    ...(nodes === undefined ? {} : { nodes }),
  });
  const object = `${workload.kind.toLowerCase()}/${workload.name}`;
  const record = (
    change: WorkloadChange['change'],
    cause: Cause,
    more: { readonly fields?: readonly string[]; readonly revision?: Revision },
  ) => {
    const { generation, desired } = controller;
    const own = { change, generation, desired, ...more };
    kernel.cause = recorder.record({ kind: 'workload', source: 'user', object, ...own }, cause);
  };
  // What a controller does about it comes later in the same instant, so that its cause is known by then.
  const apply = (
    change: WorkloadChange['change'],
    revision: Revision,
    template: Template,
    cause: Cause = { field: change === 'updated' ? 'spec.template' : 'spec' },
  ) => {
    controller.apply(revision, template);
    record(change, cause, { revision });
  };
  if (old === undefined) kernel.schedule(0, lanes.world, () => apply('created', 'new', updated));
  else {
    kernel.schedule(0, lanes.world, () => apply('created', 'old', old));
    kernel.schedule(zero, lanes.world, () => apply('updated', 'new', updated));
  }
  for (const [index, change] of (updated.scenario.then ?? []).entries()) {
    const cause: Cause = { scenario: `then[${index}]` };
    kernel.schedule(zero + seconds(change.atSeconds), lanes.world, () => makeChange(change, cause), cause);
  }
  let updates = 0;
  const makeChange = (change: LaterChange, cause: Cause) => {
    if (change.revert === true && old !== undefined) apply('reverted', 'old', old, cause);
    if (change.update !== undefined && workload.kind !== 'Job') {
      apply('updatedAgain', laterRevision(updates++), next(change.update), cause);
    }
    const spec = specChange(workload, change);
    if (Object.keys(spec).length > 0) {
      controller.change(spec);
      record('changed', cause, { fields: changedFields(spec) });
    }
    const { deletePods } = change;
    if (deletePods === undefined) return;
    for (const pod of pods.present.filter((candidate) => isDeletedBy(deletePods, candidate))) {
      kernel.cause = cause;
      pods.delete(pod);
    }
  };
  const next = ({ containers = {} }: NonNullable<LaterChange['update']>): Template => {
    const own: Scenario = { name: updated.scenario.name, containers };
    return { pod: updated.pod, scenario: withSharedWorld(own, updated.scenario) };
  };
  if (!kernel.run(end)) recorder.truncated ??= { limit: 'events', atMs: recorder.nowMs };
  const truncated = firstLimit(recorder, pods, untilMs);
  const endMs = truncated?.atMs ?? untilMs;
  const { traffic } = options;
  const requests =
    traffic === undefined || !endpoints
      ? {}
      : {
          requests: requestsOf(pods, recorder, traffic, { fromMs: old === undefined ? undefined : 0, untilMs: endMs }),
        };

  return {
    trace: {
      version: 2,
      kind: workload.kind,
      name: workload.name,
      namespace: workload.namespace,
      kubernetes,
      scenario: {
        new: updated.scenario.name,
        ...(old === undefined ? {} : { old: old.scenario.name }),
      },
      desired: controller.desired,
      createdAtMs: toMs(0 - zero),
      pods: pods.describe(),
      ...(nodes?.assumed === undefined ? {} : { assumedNodes: nodes.assumed }),
      // What comes after a pod that could not be simulated any further is not to be relied on.
      entries:
        truncated === undefined ? recorder.entries : recorder.entries.filter(({ atMs }) => atMs <= truncated.atMs),
      ...requests,
      endMs,
      ...(truncated === undefined ? {} : { truncated }),
    },
    pods: new PodTraces(pods.all.map(({ name, life }) => ({ name, trace: life.trace }))),
  };
}

/** What pods take from each other, if there is anything of the kind. */
function heldBy(
  workload: RolloutWorkload,
  { pod, scenario }: Template,
  { claims }: SimulateRolloutOptions,
  nodes: DaemonNodes | undefined,
): HeldResources | undefined {
  const nodesAsOf = nodes === undefined ? undefined : (createdAt: Instant) => nodes.asOf(createdAt);
  const held = new HeldResources(pod, scenario, podsAskedFor(workload), claims, nodesAsOf);
  return held.isAny ? held : undefined;
}

function quotasOf({ quotas: own = [] }: Scenario, inView: readonly ResourceQuota[] = []): readonly ResourceQuota[] {
  return [...own, ...inView.filter(({ name }) => !own.some((quota) => quota.name === name))];
}

/** How many pods it wants to have at a time; how many nodes a DaemonSet finds is up to the scenario. */
export function podsAskedFor(workload: RolloutWorkload): number {
  if (workload.kind === 'DaemonSet') return 1;
  return (workload.kind === 'Job' ? workload.spec.parallelism : workload.spec.replicas) ?? 1;
}

/** What becomes of the requests to all pods; those that share a life meet them alike. */
function requestsOf(
  pods: WorkloadPods,
  recorder: RolloutRecorder,
  traffic: Traffic,
  span: { readonly fromMs: number | undefined; readonly untilMs: number },
): Requests {
  const known = new Map<Trace, Map<number, ServedPod>>();
  const inService = pods.all.map(({ name, createdAt, life: { trace }, template: { pod, scenario } }) => {
    const createdAtMs = recorder.ms(createdAt);
    const byTime = known.get(trace) ?? new Map<number, ServedPod>();
    known.set(trace, byTime);
    const served =
      byTime.get(createdAtMs) ?? servedPod({ trace, pod, scenario, createdAt: fromMs(createdAtMs), traffic });
    byTime.set(createdAtMs, served);
    return { name, createdAtMs, served };
  });
  return countRequests(inService, traffic, { ...span, isWhole: true });
}

/** What happens around the new pods on the scenario's clock happens around the old ones, too: there is only one world. */
function withSharedWorld(old: Scenario, updated: Scenario): Scenario {
  const containers = { ...old.containers };
  for (const [name, { happenings = [] }] of Object.entries(updated.containers ?? {})) {
    const shared = happenings.filter(({ clock }) => clock === 'scenario');
    if (shared.length === 0) continue;
    const own = (containers[name]?.happenings ?? []).filter(({ clock }) => clock !== 'scenario');
    containers[name] = { ...containers[name], happenings: [...own, ...shared] };
  }
  return { ...old, containers };
}

/** The first limit that was hit, by the rollout itself or by the life of one of its pods. */
function firstLimit(recorder: RolloutRecorder, pods: WorkloadPods, untilMs: number): RolloutTrace['truncated'] {
  let first = recorder.truncated;
  for (const { createdAt, life } of pods.all) {
    if (life.trace.truncated === undefined) continue;
    const atMs = recorder.ms(createdAt) + life.trace.truncated.atMs;
    if (atMs < (first?.atMs ?? untilMs)) first = { ...life.trace.truncated, atMs };
  }
  return first;
}

/** The controller of a workload's kind. */
export function controllerOf(
  workload: RolloutWorkload,
  kernel: Kernel,
  recorder: RolloutRecorder,
  pods: WorkloadPods,
  names: RolloutNames,
  {
    kubernetes = '1.34',
    gates,
    statefulSetMaxUnavailable = isGateOn('MaxUnavailableStatefulSet', kubernetes, gates),
    nodes,
  }: Pick<SimulateRolloutOptions, 'kubernetes' | 'gates' | 'statefulSetMaxUnavailable'> & {
    /** Of a DaemonSet. */
    readonly nodes?: DaemonNodes;
  },
): WorkloadController {
  switch (workload.kind) {
    case 'Deployment':
      return new DeploymentController(kernel, recorder, pods, workload, names, kubernetes);
    case 'StatefulSet':
      return new StatefulSetController(kernel, recorder, pods, workload, names, {
        honoursMaxUnavailable: statefulSetMaxUnavailable,
        release: kubernetes,
      });
    case 'DaemonSet':
      if (nodes === undefined) throw new Error('a DaemonSet needs nodes');
      return new DaemonSetController(kernel, recorder, pods, workload, names, { nodes, release: kubernetes });
    case 'ReplicaSet':
    case 'ReplicationController':
      return new ReplicaSetWorkloadController(kernel, recorder, pods, workload, names, kubernetes);
    case 'Job':
      return new JobController(kernel, recorder, pods, workload, names, kubernetes);
  }
}

/** Of the templates that come after the update. */
export function laterRevision(index: number): LaterRevision {
  return index === 0 ? 'next' : `next${index + 1}`;
}

function defaulted({ pod, scenario }: Template): Template {
  return { pod: defaultPod(pod), scenario };
}
