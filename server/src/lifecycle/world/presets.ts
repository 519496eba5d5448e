import type { Message } from '../../base/message.ts';
import { plainCommand } from '../../kubernetes/command.ts';
import { isEndless } from '../../kubernetes/endless.ts';
import { type Container, isSidecar, type Pod } from '../../kubernetes/pod.ts';
import type { ContainerBehaviour, Happening, ImageBehaviour } from './containerBehaviour.ts';
import { fittingNode } from './fittingNode.ts';
import { presetMessages } from './presetMessages.ts';
import type { Scenario } from './scenario.ts';

export type PresetName = keyof typeof presetMessages;

/** A scenario by name, made to measure for a pod. */
export interface Preset {
  readonly name: PresetName;
  /** Its title; what happens in it is the detail. */
  readonly message: Message;
  scenario(pod: Pod): Scenario;
}

/** What a preset says besides how each container behaves. */
type Around = Omit<Scenario, 'name' | 'title' | 'description' | 'containers'>;

interface Behaviours {
  /** Of regular containers. */
  readonly app?: (container: Container) => ContainerBehaviour;
  /** Of init containers and sidecars; by default an init container takes a second. */
  readonly init?: (container: Container) => ContainerBehaviour;
  readonly around?: Around | ((pod: Pod) => Around);
}

const pullSeconds = 2;
const initSeconds = 1;

function preset(name: PresetName, behaviours: Behaviours): Preset {
  const { app = () => ({}), init = () => ({}), around = {} } = behaviours;
  return {
    name,
    message: presetMessages[name](),
    scenario: (pod) => {
      const { spec } = pod;
      const containers: Record<string, ContainerBehaviour> = {};
      for (const container of spec.initContainers ?? []) {
        containers[container.name] = {
          image: imageOf(container),
          ...(isSidecar(container) || isPlain(container)
            ? {}
            : { runs: [{ exitAfterSeconds: initSeconds, exitCode: 0 }] }),
          ...init(container),
        };
      }
      for (const container of spec.containers) {
        containers[container.name] = { image: imageOf(container), ...app(container) };
      }
      return { name, containers, ...(typeof around === 'function' ? around(pod) : around) };
    },
  };
}

/** Whether a container's command says by itself what it does. */
function isPlain({ command = [], args = [] }: Container): boolean {
  return command.length > 0 && plainCommand([...command, ...args]) !== undefined;
}

/** Pulled where the policy pulls; a container that must never pull finds its image on the node. */
function imageOf(container: Container): ImageBehaviour {
  return { present: container.imagePullPolicy === 'Never', pullSeconds };
}

/** A pull that fails with the words of containerd. */
function pullFails(image: string, error: string): ImageBehaviour {
  return { present: false, pullSeconds: 1, error: error.replaceAll('IMAGE', image) };
}

/** What must never be pulled is there; for everything else the registry is missed for 2 minutes. */
function outage(container: Container): ImageBehaviour {
  const present = container.imagePullPolicy === 'Never';
  return { ...pullFails(container.image ?? '', registryUnavailable), present, errorUntilSeconds: 120 };
}

const happens = (...happenings: Happening[]): ContainerBehaviour => ({ happenings });

/** Upstream: `PullImage` of containerd’s `internal/cri/server/images`; so for the next. */
const notFound =
  'rpc error: code = NotFound desc = failed to pull and unpack image "IMAGE": failed to resolve reference "IMAGE": IMAGE: not found';
/** Upstream: as above. */
const noSuchHost =
  'rpc error: code = Unavailable desc = failed to pull and unpack image "IMAGE": failed to resolve reference "IMAGE": failed to do request: dial tcp: lookup registry: no such host';
/** Upstream: as above, with the words of Docker’s registry. */
const accessDenied =
  'rpc error: code = Unknown desc = failed to pull and unpack image "IMAGE": failed to resolve reference "IMAGE": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed';
/** Upstream: `ErrRegistryUnavailable` in `cri-api/pkg/errors/errors.go`; a registry's words stand behind it. */
const registryUnavailable = 'RegistryUnavailable: the registry answers with 503 Service Unavailable';
/** Upstream: containerd's and runc's words. */
const noExecutable =
  'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "app": executable file not found in $PATH: unknown';
/** Upstream: `CreateContainer` of containerd's `internal/cri/server`. */
const nameReserved = (name: string) =>
  `failed to reserve container name "${name}": name is reserved for another container`;
/** Upstream: `pkg/kubelet/cm/cpumanager/cpu_assignment.go`. */
const noCpus = 'not enough cpus available to satisfy request';
/** Upstream: what the kubelet passes on of `ImageStatus` of the container runtime. */
const noMetadata = 'rpc error: code = Unknown desc = failed to read image metadata';
/** Upstream: `RunPodSandbox` of containerd's `internal/cri/server`. */
const noLoopback =
  'rpc error: code = Unknown desc = failed to setup network for sandbox: plugin type="loopback" failed (add): failed to find plugin "loopback" in path [/opt/cni/bin]';

/** By symptom; the first one is the one to start with. */
export const presets: readonly Preset[] = [
  preset('healthy', {}),
  preset('slow-start', { app: () => ({ startupSeconds: 45 }) }),
  preset('deadlock', {
    app: () => ({ ...happens({ atSeconds: 60, answers: 'hang' }), runs: [{ ignoreSigterm: true }] }),
  }),
  preset('crash-on-boot', {
    app: () => ({ ...happens({ atSeconds: 2, exitCode: 1 }), startupSeconds: 5 }),
  }),
  preset('endpoint-outage', {
    app: () =>
      happens(
        { atSeconds: 60, clock: 'scenario', answers: 'failure', statusCode: 503 },
        { atSeconds: 120, clock: 'scenario', answers: 'success' },
      ),
  }),
  preset('wrong-port', {
    app: () => happens({ atSeconds: 0, answers: 'refused' }),
  }),
  preset('probe-always-fails', {
    app: () => happens({ atSeconds: 0, answers: 'failure', statusCode: 404 }),
  }),
  preset('image-not-found', {
    app: ({ image = '' }) => ({ image: pullFails(image, notFound) }),
    init: ({ image = '' }) => ({ image: pullFails(image, notFound) }),
  }),

  preset('slow-answers', {
    app: () =>
      happens(
        { atSeconds: 60, clock: 'scenario', answers: 'success', seconds: 3 },
        { atSeconds: 180, clock: 'scenario', answers: 'success' },
      ),
  }),
  preset('flapping', {
    app: () =>
      happens(
        ...Array.from({ length: 15 }, (_, index): Happening => {
          const answers = index % 2 === 0 ? 'failure' : 'success';
          return { atSeconds: 20 * (index + 1), answers, ...(answers === 'failure' ? { statusCode: 500 } : {}) };
        }),
      ),
  }),
  preset('out-of-memory', {
    app: () => happens({ atSeconds: 40, oomKilled: true }),
  }),
  preset('completes', {
    app: (container) => (isEndless(container) ? {} : happens({ atSeconds: 10, exitCode: 0 })),
  }),
  preset('fails', {
    app: (container) => (isEndless(container) ? {} : happens({ atSeconds: 10, exitCode: 1 })),
  }),
  preset('command-not-found', {
    app: () => ({
      startError: {
        message: noExecutable,
      },
    }),
  }),
  preset('missing-config', {
    app: () => ({ configError: { message: 'configmap "app-config" not found', untilSeconds: 120 } }),
  }),
  preset('create-fails', {
    app: ({ name }) => ({
      createError: { message: nameReserved(name) },
    }),
  }),
  preset('pre-start-hook-fails', {
    app: () => ({ preStartError: { message: noCpus } }),
  }),
  preset('post-start-hook-fails', {
    app: () => ({ hooks: { postStart: { seconds: 1, fail: true } } }),
  }),
  preset('init-crashes', {
    init: (container) => (isSidecar(container) ? {} : { runs: [{ exitAfterSeconds: 2, exitCode: 1 }] }),
  }),
  preset('slow-image', {
    app: (container) => ({ image: { ...imageOf(container), pullSeconds: 90 } }),
  }),
  preset('no-registry', {
    app: ({ image = '' }) => ({ image: pullFails(image, noSuchHost) }),
    init: ({ image = '' }) => ({ image: pullFails(image, noSuchHost) }),
  }),
  preset('pull-denied', {
    app: ({ image = '' }) => ({ image: pullFails(image, accessDenied) }),
    init: ({ image = '' }) => ({ image: pullFails(image, accessDenied) }),
    around: ({ spec }) => ({ missingPullSecrets: (spec.imagePullSecrets ?? []).flatMap(({ name }) => name ?? []) }),
  }),
  preset('registry-outage', {
    app: (container) => ({ image: outage(container) }),
    init: (container) => ({ image: outage(container) }),
  }),
  preset('broken-image-store', {
    app: () => ({ image: { inspectError: noMetadata } }),
  }),
  preset('unschedulable', {
    around: ({ spec }) => ({
      scheduling: {
        nodes: [
          {
            ...fittingNode(spec, 'node-1'),
            allocatable: { ...fittingNode(spec, 'node-1').allocatable, cpu: 4, memory: '16Gi', pods: 110 },
            requested: { cpu: 4, memory: '16Gi', pods: 110 },
            changes: [{ atSeconds: 120, allocatable: fittingNode(spec, 'node-1').allocatable ?? {}, requested: {} }],
          },
        ],
      },
    }),
  }),
  preset('tainted-nodes', {
    around: ({ spec }) => ({
      scheduling: {
        nodes: [
          ...['node-1', 'node-2'].map((name) => ({
            ...fittingNode(spec, name),
            taints: [{ key: 'example.com/dedicated', value: 'batch', effect: 'NoSchedule' as const }],
          })),
          { ...fittingNode(spec, 'node-3'), addedAtSeconds: 120 },
        ],
      },
    }),
  }),
  preset('gated', {
    around: ({ spec }) => ({
      scheduling: { gates: (spec.schedulingGates ?? []).map(({ name }) => ({ name, removedAtSeconds: 60 })) },
    }),
  }),
  preset('network-not-ready', {
    around: { network: { notReadyUntilSeconds: 30 } },
  }),
  preset('runtime-down', {
    around: { node: { runtimeDownUntilSeconds: 60 } },
  }),
  preset('sandbox-fails', {
    around: {
      sandboxError: {
        message: noLoopback,
        untilSeconds: 60,
      },
    },
  }),
  preset('node-lost', {
    around: { node: { lostAtSeconds: 60 } },
  }),
  preset('node-returns', { around: { node: { lostAtSeconds: 60, backAtSeconds: 540 } } }),
  preset('node-lost-legacy', { around: { node: { lostAtSeconds: 60, controlPlane: 'before-1.13' } } }),
  preset('phase-unknown', { around: { node: { lostAtSeconds: 60, backAtSeconds: 300, controlPlane: 'before-1.0' } } }),
  preset('kubelet-restart', { around: { node: { kubeletRestartsAtSeconds: 60 } } }),
  preset('node-reboot', { around: { node: { rebootsAtSeconds: 60 } } }),
  preset('sandbox-lost', { around: { sandboxLostAtSeconds: 60 } }),
  preset('evicted', {
    around: { evict: { atSeconds: 60 } },
  }),
  preset('redirects-away', {
    app: () => happens({ atSeconds: 0, answers: 'success', redirectsTo: 'https://login.example.com/' }),
  }),
  preset('late-readiness-gates', {
    around: ({ spec }) => ({
      conditions: (spec.readinessGates ?? []).map(({ conditionType }) => ({ atSeconds: 60, type: conditionType })),
    }),
  }),
  preset('deleted', {
    app: () => ({ runs: [{ sigtermSeconds: 3, sigtermExitCode: 0 }] }),
    around: { delete: { atSeconds: 60 } },
  }),
  preset('ignores-sigterm', {
    app: () => ({ runs: [{ ignoreSigterm: true }] }),
    around: { delete: { atSeconds: 60 } },
  }),
];

/** The preset that a scenario was made of, going by its name. */
export function presetNamed(name: string): Preset | undefined {
  return presets.find((preset) => preset.name === name);
}
