import type { Container, Handler, Pod, Probe } from '../../../server/src/kubernetes/pod.ts';
import { printPod } from '../../../server/src/lifecycle/kubectl/row.ts';
import { type Release, releaseOf } from '../../../server/src/lifecycle/release.ts';
import { simulate } from '../../../server/src/lifecycle/simulate.ts';
import type { ContainerState, ContainerStatus, Trace, TraceEntry } from '../../../server/src/lifecycle/trace/trace.ts';
import type { Scenario } from '../../../server/src/lifecycle/world/scenario.ts';
import { goRandom } from './goRandom.ts';
import type { RecordedCase, RecordedEntry, RecordedParams, RecordedTimeline } from './recording.ts';

/** From the start of the recorder's kubelet to that of its collection of dead containers, in seconds. */
const collectionPhase = 0.4037;
const defaultUid = '11111111-2222-3333-4444-555555555555';

/** Runs the engine on a recorded case and writes its trace down as the recorder did. */
export function replay({ case: recorded, params, kubernetes = '1.34', gates }: RecordedTimeline): RecordedEntry[] {
  const trace = simulate(podOf(recorded), scenarioOf(recorded), {
    untilMs: recorded.untilSeconds * 1000,
    endpoints: false,
    nodeController: false,
    kubernetes,
    ...(gates === undefined ? {} : { gates }),
    environment: environmentOf(params),
  });
  const release = releaseOf(kubernetes, gates);
  return trace.entries.flatMap((entry) => recordedEntry(trace, entry, release) ?? []);
}

function environmentOf({ jitterSeed, ...params }: RecordedParams) {
  return {
    ...params,
    jitter: jitterSeed === undefined ? params.jitter : goRandom(jitterSeed),
    volume: params.volume ?? false,
    logs: params.logs ?? false,
    // Dead containers are collected this long after a relist, and every minute after that.
    startPhase: 1 - collectionPhase,
    uptimeSeconds: params.uptimeSeconds + params.plegPhase - collectionPhase,
    // The recorder's clock stood at a whole second when the kubelet last looked at its containers.
    wallPhase: params.plegPhase,
  };
}

/** The recorder ran every handler as an exec of its own script. */
export function podOf({ pod }: RecordedCase): Pod {
  const container = (container: Container): Container => ({
    image: `registry.example/${container.name}:1`,
    imagePullPolicy: 'IfNotPresent',
    ...container,
    ...scripted('livenessProbe', container.livenessProbe, 'liveness'),
    ...scripted('readinessProbe', container.readinessProbe, 'readiness'),
    ...scripted('startupProbe', container.startupProbe, 'startup'),
    ...(container.lifecycle === undefined
      ? {}
      : {
          lifecycle: {
            ...container.lifecycle,
            ...scripted('postStart', container.lifecycle.postStart, 'postStart'),
            ...scripted('preStop', container.lifecycle.preStop, 'preStop'),
          },
        }),
  });
  return {
    ...pod,
    metadata: { name: 'pod', namespace: 'default', uid: defaultUid, ...pod.metadata },
    spec: {
      restartPolicy: 'Always',
      terminationGracePeriodSeconds: 30,
      ...pod.spec,
      containers: pod.spec.containers.map(container),
      ...(pod.spec.initContainers === undefined ? {} : { initContainers: pod.spec.initContainers.map(container) }),
    },
  };
}

function scripted(field: string, handler: Handler | Probe | undefined, script: string) {
  if (handler === undefined || handler.sleep !== undefined) return {};
  const { httpGet: _http, tcpSocket: _tcp, grpc: _grpc, ...rest } = handler;
  return { [field]: { ...rest, exec: { command: ['oracle', script] } } };
}

function scenarioOf(recorded: RecordedCase): Scenario {
  const { behaviour, deleteAtSeconds, deleteGraceSeconds, networkNotReadyUntilSeconds, kubeletRestartAtSeconds } =
    recorded;
  const { sandboxLostAtSeconds, rebootAtSeconds, changes } = recorded;
  const containers: Record<string, NonNullable<Scenario['containers']>[string]> = {};
  for (const [name, { probes = {}, hooks = {}, image, ...rest }] of Object.entries(behaviour ?? {})) {
    // The recorder, written in Go, takes a zero for "not set".
    const { errorUntilSeconds, ...imageRest } = image ?? {};
    containers[name] = {
      ...rest,
      image: { ...imageRest, ...(errorUntilSeconds ? { errorUntilSeconds } : {}) },
      probes: Object.fromEntries(
        Object.entries(probes).map(([type, answers]) => [
          type,
          answers.map((answer) => ({
            ...answer,
            ...(answer.result === 'failure' ? { output: 'oracle says no' } : {}),
            ...(answer.result === 'error' ? { output: 'rpc error: code = Unknown desc = scripted exec error' } : {}),
          })),
        ]),
      ),
      hooks: Object.fromEntries(
        Object.entries(hooks).map(([type, hook]) => [
          type,
          { ...hook, ...(hook.fail ? { output: 'oracle says no' } : {}) },
        ]),
      ),
    };
  }
  for (const container of [...(recorded.pod.spec.initContainers ?? []), ...recorded.pod.spec.containers]) {
    const message = missingConfig(container);
    if (message !== undefined) containers[container.name] = { ...containers[container.name], configError: { message } };
  }
  return {
    name: 'recorded',
    containers,
    // There were no Secrets in the recorder's cluster.
    missingPullSecrets: (recorded.pod.spec.imagePullSecrets ?? []).flatMap(({ name }) => name ?? []),
    ...(changes === undefined ? {} : { changes }),
    ...(sandboxLostAtSeconds === undefined ? {} : { sandboxLostAtSeconds }),
    ...(rebootAtSeconds === undefined ? {} : { node: { rebootsAtSeconds: rebootAtSeconds } }),
    ...(kubeletRestartAtSeconds === undefined ? {} : { node: { kubeletRestartsAtSeconds: kubeletRestartAtSeconds } }),
    ...(networkNotReadyUntilSeconds === undefined
      ? {}
      : { network: { notReadyUntilSeconds: networkNotReadyUntilSeconds } }),
    ...(deleteAtSeconds === undefined
      ? {}
      : {
          delete: {
            atSeconds: deleteAtSeconds,
            ...(deleteGraceSeconds === undefined ? {} : { gracePeriodSeconds: deleteGraceSeconds }),
          },
        }),
  };
}

/** There were no ConfigMaps and no Secrets in the recorder's cluster: what a container reads from one is missing. */
function missingConfig(container: Container): string | undefined {
  const { env = [], envFrom = [] } = container as {
    env?: readonly { readonly valueFrom?: Readonly<Record<string, ConfigReference>> }[];
    envFrom?: readonly Readonly<Record<string, ConfigReference>>[];
  };
  const sources = [...envFrom, ...env.map(({ valueFrom = {} }) => valueFrom)];
  for (const source of sources) {
    const configMap = source.configMapRef ?? source.configMapKeyRef;
    if (configMap !== undefined && configMap.optional !== true) return `configmap "${configMap.name}" not found`;
    const secret = source.secretRef ?? source.secretKeyRef;
    if (secret !== undefined && secret.optional !== true) return `secret "${secret.name}" not found`;
  }
  return undefined;
}

interface ConfigReference {
  readonly name: string;
  readonly optional?: boolean;
}

function recordedEntry(trace: Trace, entry: TraceEntry, release: Release): RecordedEntry | undefined {
  const t = rounded(entry.atMs / 1000);
  switch (entry.kind) {
    case 'status': {
      const { status } = entry;
      // The recorder begins when the pod reaches the node.
      if (status.conditions.length === 0) return undefined;
      const { name: _name, ...row } = printPod(
        {
          name: trace.pod,
          createdAtMs: trace.createdAtMs ?? 0,
          containers: trace.containers,
          showsFailures: release.showsFailures,
        },
        status,
        entry.atMs,
      );
      return {
        t,
        kind: 'status',
        phase: status.phase,
        ...(status.reason === undefined ? {} : { podReason: status.reason }),
        ...(status.message === undefined ? {} : { message: status.message }),
        conditions: status.conditions.map(
          ({ type, status, reason }) => `${type}=${status}${reason ? ` ${reason}` : ''}`,
        ),
        ...(status.initContainerStatuses.length === 0 ? {} : { inits: status.initContainerStatuses.map(container) }),
        ...(status.containerStatuses.length === 0 ? {} : { containers: status.containerStatuses.map(container) }),
        row,
        ...(status.deletionAtMs === undefined ? {} : { deleting: true }),
      };
    }
    case 'event': {
      const { type, reason, message, field, count, from } = entry.event;
      if (from !== 'kubelet') return undefined;
      return { t, kind: 'event', type, reason, message, ...defined({ field, count }) };
    }
    case 'probe': {
      const { container, instance, type, result, tookMs, trouble } = entry.probe;
      const target = trouble === 'notRunning' ? {} : { instance, took: rounded(tookMs / 1000) };
      return { t, kind: 'probe', container, probe: type, result: trouble ?? result, ...target };
    }
    case 'hook': {
      const { container, instance, type, result, tookMs, trouble } = entry.hook;
      // Sleeps are the kubelet's own and leave no trace in the scripted runtime.
      if (entry.hook.handler === 'sleep') return undefined;
      // The scripted runtime noted no beginning of what found no process, and no instance.
      if (trouble === 'notRunning') return { t, kind: 'hook', container, probe: type, result: trouble };
      const end =
        result === undefined ? { op: 'begin' } : { op: 'end', result: trouble ?? result, took: rounded(tookMs / 1000) };
      return { t, kind: 'hook', container, instance, probe: type, ...end };
    }
    case 'cri': {
      const { op, container, instance, image, exitCode, reason, error, timeoutSeconds, tookMs } = entry.call;
      const pulls = image !== undefined;
      return {
        t,
        kind: 'cri',
        op,
        ...defined({
          container: pulls ? undefined : container,
          instance,
          message: image,
          exitCode,
          reason,
          error,
          timeout: timeoutSeconds,
          took: tookMs === undefined ? undefined : rounded(tookMs / 1000),
        }),
      };
    }
    case 'api':
      if (entry.call === 'deleted') return { t, kind: 'api', op: 'delete', timeout: entry.gracePeriodSeconds };
      return entry.call === 'removed' ? { t, kind: 'api', op: 'removed' } : undefined;
    default:
      return undefined;
  }
}

function container(status: ContainerStatus): Record<string, unknown> {
  const { state, lastState } = status;
  return {
    name: status.name,
    state: stateText(state),
    ...(lastState === undefined ? {} : { last: `${stateText(lastState)}${at(lastState.finishedAtMs)}` }),
    ...(state.type !== 'running' && state.message ? { message: state.message } : {}),
    restarts: status.restartCount,
    ready: status.ready,
    started: status.started,
    ...(state.type === 'waiting' ? {} : defined({ startedAt: whole(state.startedAtMs) })),
    ...(state.type === 'terminated' ? defined({ finishedAt: whole(state.finishedAtMs) }) : {}),
  };
}

function stateText(state: ContainerState): string {
  switch (state.type) {
    case 'waiting':
      return `Waiting:${state.reason}`;
    case 'running':
      return 'Running';
    case 'terminated':
      return `Terminated:${state.exitCode}:${state.reason}`;
  }
}

function at(ms: number | undefined): string {
  return ms === undefined ? '' : `@${whole(ms)}`;
}

function whole(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : rounded(ms / 1000);
}

function rounded(seconds: number): number {
  // As Go does it: half of a unit goes away from zero.
  return (Math.sign(seconds) * Math.round(Math.abs(seconds) * 100)) / 100 || 0;
}

function defined(object: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
