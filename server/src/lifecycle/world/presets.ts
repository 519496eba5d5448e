import { plainCommand } from '../../kubernetes/command.ts';
import { type Container, isSidecar, type Pod } from '../../kubernetes/pod.ts';
import { fittingNode } from './fittingNode.ts';
import type { ContainerBehaviour, Happening, ImageBehaviour, Scenario } from './scenario.ts';

/** A scenario by name, made to measure for a pod. */
export interface Preset {
  readonly name: string;
  readonly title: string;
  readonly description: string;
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

function preset(name: string, title: string, description: string, behaviours: Behaviours): Preset {
  const { app = () => ({}), init = () => ({}), around = {} } = behaviours;
  return {
    name,
    title,
    description,
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
      return { name, title, description, containers, ...(typeof around === 'function' ? around(pod) : around) };
    },
  };
}

/** Programs that stand beside others and run until somebody stops them: proxies of meshes and databases. */
const proxies =
  /(^|\/)(proxyv2|cloud-sql-proxy|gce-proxy|alloydb-auth-proxy|envoy|linkerd2?-proxy|pgbouncer)([:@]|$)|linkerd\/proxy/;

/** Whether a container never ends by itself, as far as that can be told. */
function isEndless({ command = [], args = [], image = '' }: Container): boolean {
  if (command.length === 0) return proxies.test(image);
  const plain = plainCommand([...command, ...args]);
  return plain !== undefined && plain.endsAfterSeconds === undefined;
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

const notFound =
  'rpc error: code = NotFound desc = failed to pull and unpack image "IMAGE": failed to resolve reference "IMAGE": IMAGE: not found';
const noSuchHost =
  'rpc error: code = Unavailable desc = failed to pull and unpack image "IMAGE": failed to resolve reference "IMAGE": failed to do request: dial tcp: lookup registry: no such host';
const registryUnavailable = 'RegistryUnavailable: the registry answers with 503 Service Unavailable';

/** By symptom; the first one is the one to start with. */
export const presets: readonly Preset[] = [
  preset('healthy', 'Healthy', 'The image is pulled in 2 s, the container starts and answers every probe.', {}),
  preset(
    'slow-start',
    'Slow start',
    'Nothing answers until 45 s after each start of the container; then all is well.',
    { app: () => ({ startupSeconds: 45 }) },
  ),
  preset(
    'deadlock',
    'Deadlock',
    'The container works for 60 s, then hangs: its process lives on, but nothing answers any more and SIGTERM is ignored. A restart helps for another 60 s.',
    { app: () => ({ ...happens({ atSeconds: 60, answers: 'hang' }), runs: [{ ignoreSigterm: true }] }) },
  ),
  preset('crash-on-boot', 'Crash on boot', 'The process exits with code 1 two seconds after each start.', {
    app: () => ({ ...happens({ atSeconds: 2, exitCode: 1 }), startupSeconds: 5 }),
  }),
  preset(
    'endpoint-outage',
    'Endpoint outage',
    'Something that the pod depends on is away for 60 s, from 60 s on: probes fail, then succeed again. A restart does not help.',
    {
      app: () =>
        happens(
          { atSeconds: 60, clock: 'scenario', answers: 'failure', statusCode: 503 },
          { atSeconds: 120, clock: 'scenario', answers: 'success' },
        ),
    },
  ),
  preset('wrong-port', 'Wrong port', 'The container runs, but nothing listens where the probes knock.', {
    app: () => happens({ atSeconds: 0, answers: 'refused' }),
  }),
  preset('probe-always-fails', 'Probe always fails', 'The container runs, but every probe fails from the start.', {
    app: () => happens({ atSeconds: 0, answers: 'failure', statusCode: 404 }),
  }),
  preset('image-not-found', 'Image not found', 'The registry does not have the image.', {
    app: ({ image = '' }) => ({ image: pullFails(image, notFound) }),
    init: ({ image = '' }) => ({ image: pullFails(image, notFound) }),
  }),

  preset(
    'slow-answers',
    'Slow answers',
    'Every answer takes 3 s from 60 s to 180 s, as under load. A restart does not help.',
    {
      app: () =>
        happens(
          { atSeconds: 60, clock: 'scenario', answers: 'success', seconds: 3 },
          { atSeconds: 180, clock: 'scenario', answers: 'success' },
        ),
    },
  ),
  preset(
    'flapping',
    'Flapping',
    'Answers come and go: 20 s well, 20 s not, again and again for five minutes of each run.',
    {
      app: () =>
        happens(
          ...Array.from({ length: 15 }, (_, index): Happening => {
            const answers = index % 2 === 0 ? 'failure' : 'success';
            return { atSeconds: 20 * (index + 1), answers, ...(answers === 'failure' ? { statusCode: 500 } : {}) };
          }),
        ),
    },
  ),
  preset('out-of-memory', 'Out of memory', 'The container is killed for using too much memory 40 s after each start.', {
    app: () => happens({ atSeconds: 40, oomKilled: true }),
  }),
  preset('completes', 'Completes', 'The process ends by itself with exit code 0 after 10 s, unless it never ends.', {
    app: (container) => (isEndless(container) ? {} : happens({ atSeconds: 10, exitCode: 0 })),
  }),
  preset('fails', 'Fails', 'The process ends by itself with exit code 1 after 10 s, unless it never ends.', {
    app: (container) => (isEndless(container) ? {} : happens({ atSeconds: 10, exitCode: 1 })),
  }),
  preset('command-not-found', 'Command not found', 'The executable that the container is to run does not exist.', {
    app: () => ({
      startError: {
        message:
          'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "app": executable file not found in $PATH: unknown',
      },
    }),
  }),
  preset('missing-config', 'Missing ConfigMap', 'A ConfigMap that the container needs does not exist for 2 minutes.', {
    app: () => ({ configError: { message: 'configmap "app-config" not found', untilSeconds: 120 } }),
  }),
  preset('create-fails', 'Creation fails', 'The container runtime cannot create the container.', {
    app: ({ name }) => ({
      createError: { message: `failed to reserve container name "${name}": name is reserved for another container` },
    }),
  }),
  preset(
    'pre-start-hook-fails',
    'PreStart hook fails',
    'The kubelet cannot assign CPUs to the container before its start.',
    {
      app: () => ({ preStartError: { message: 'not enough cpus available to satisfy request' } }),
    },
  ),
  preset('post-start-hook-fails', 'PostStart hook fails', 'The postStart hook, where there is one, fails after 1 s.', {
    app: () => ({ hooks: { postStart: { seconds: 1, fail: true } } }),
  }),
  preset('init-crashes', 'Init container crashes', 'Every init container exits with code 1 after 2 s.', {
    init: (container) => (isSidecar(container) ? {} : { runs: [{ exitAfterSeconds: 2, exitCode: 1 }] }),
  }),
  preset('slow-image', 'Slow image', 'Pulling the image takes 90 s.', {
    app: (container) => ({ image: { ...imageOf(container), pullSeconds: 90 } }),
  }),
  preset('no-registry', 'No registry', 'The image is not on the node and the registry cannot be reached.', {
    app: ({ image = '' }) => ({ image: pullFails(image, noSuchHost) }),
    init: ({ image = '' }) => ({ image: pullFails(image, noSuchHost) }),
  }),
  preset('registry-outage', 'Registry outage', 'The registry is out of service for 2 minutes.', {
    app: (container) => ({ image: outage(container) }),
    init: (container) => ({ image: outage(container) }),
  }),
  preset('broken-image-store', 'Broken image store', 'The node cannot tell which images it has.', {
    app: () => ({ image: { inspectError: 'rpc error: code = Unknown desc = failed to read image metadata' } }),
  }),
  preset('unschedulable', 'No node fits', 'No node has room for the pod for 2 minutes.', {
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
  preset('tainted-nodes', 'Tainted nodes', 'All nodes are tainted; after 2 minutes one without taints joins.', {
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
  preset('gated', 'Scheduling gates', "The pod's scheduling gates, where there are any, are removed after 60 s.", {
    around: ({ spec }) => ({
      scheduling: { gates: (spec.schedulingGates ?? []).map(({ name }) => ({ name, removedAtSeconds: 60 })) },
    }),
  }),
  preset('network-not-ready', 'Network plugin not ready', "The node's network plugin is not ready for 30 s.", {
    around: { network: { notReadyUntilSeconds: 30 } },
  }),
  preset('runtime-down', 'Container runtime down', 'The container runtime of the node does not answer for 60 s.', {
    around: { node: { runtimeDownUntilSeconds: 60 } },
  }),
  preset('sandbox-fails', 'Sandbox fails', 'The network of the pod cannot be set up for 60 s.', {
    around: {
      sandboxError: {
        message:
          'rpc error: code = Unknown desc = failed to setup network for sandbox: plugin type="loopback" failed (add): failed to find plugin "loopback" in path [/opt/cni/bin]',
        untilSeconds: 60,
      },
    },
  }),
  preset('node-lost', 'Node lost', 'After 60 s the node loses its connection to the control plane, for good.', {
    around: { node: { lostAtSeconds: 60 } },
  }),
  preset(
    'node-returns',
    'Node returns',
    'After 60 s the node is cut off for eight minutes; by then its pods have been deleted.',
    { around: { node: { lostAtSeconds: 60, backAtSeconds: 540 } } },
  ),
  preset(
    'node-lost-legacy',
    'Node lost, formerly',
    'After 60 s the node is lost for good, and the control plane is one from before Kubernetes 1.13: its pods are deleted with the reason NodeLost.',
    { around: { node: { lostAtSeconds: 60, controlPlane: 'before-1.13' } } },
  ),
  preset(
    'phase-unknown',
    'Phase Unknown',
    'After 60 s the node is lost for four minutes, and the control plane is one from before Kubernetes 1.0: its pods are in phase Unknown.',
    { around: { node: { lostAtSeconds: 60, backAtSeconds: 300, controlPlane: 'before-1.0' } } },
  ),
  preset('evicted', 'Node pressure', 'After 60 s the node runs short of memory and its kubelet evicts the pod.', {
    around: { evict: { atSeconds: 60 } },
  }),
  preset(
    'redirects-away',
    'Redirect to another host',
    'HTTP probes are redirected to a login page on another host, whatever is wrong.',
    { app: () => happens({ atSeconds: 0, answers: 'success', redirectsTo: 'https://login.example.com/' }) },
  ),
  preset(
    'late-readiness-gates',
    'Late readiness gates',
    "The conditions of the pod's readiness gates, where there are any, come 60 s after its creation.",
    {
      around: ({ spec }) => ({
        conditions: (spec.readinessGates ?? []).map(({ conditionType }) => ({ atSeconds: 60, type: conditionType })),
      }),
    },
  ),
  preset('deleted', 'Deleted', 'The pod is deleted after 60 s; its processes end 3 s after SIGTERM.', {
    app: () => ({ runs: [{ sigtermSeconds: 3, sigtermExitCode: 0 }] }),
    around: { delete: { atSeconds: 60 } },
  }),
  preset(
    'ignores-sigterm',
    'Ignores SIGTERM',
    'The pod is deleted after 60 s, but its processes end only by SIGKILL.',
    {
      app: () => ({ runs: [{ ignoreSigterm: true }] }),
      around: { delete: { atSeconds: 60 } },
    },
  ),
];
