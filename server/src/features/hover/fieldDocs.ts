/**
 * What the fields of a pod's life mean: the texts of hovers and of `docs/fields/`. Markdown, a few sentences a field.
 * What follows for one pod in particular is worked out in `hoverConsequences.ts`.
 */
import type { Message, Texts } from '../../base/message.ts';
import { type ProbeType, probeTypes } from '../../kubernetes/pod.ts';
import { type FieldDoc, kubernetes, type Link, page } from './fieldDoc.ts';
import { workloadFieldDocs } from './workloadFieldDocs.ts';

/** The field in the API reference of the newest release. */
export function apiReference(doc: FieldDoc): Link {
  return { title: 'API reference', url: `${kubernetes}/reference/generated/kubernetes-api/v1.34/#${doc.api}` };
}

const configure = (title: string, anchor: string): Link =>
  page(title, `tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#${anchor}`);
const life = (title: string, anchor: string): Link => page(title, `concepts/workloads/pods/pod-lifecycle/#${anchor}`);

const links = {
  probes: life('Container probes', 'container-probes'),
  methods: life('Probe check methods', 'probe-check-methods'),
  startup: configure('Protect slow starting containers', 'define-startup-probes'),
  readiness: configure('Define readiness probes', 'define-readiness-probes'),
  liveness: configure('Define a liveness command', 'define-a-liveness-command'),
  timings: configure('Configure probes', 'configure-probes'),
  http: configure('HTTP probes', 'http-probes'),
  tcp: configure('TCP probes', 'tcp-probes'),
  grpc: configure('gRPC probes', 'define-a-grpc-liveness-probe'),
  namedPort: configure('Use a named port', 'use-a-named-port'),
  probeGrace: configure('Probe-level grace period', 'probe-level-terminationgraceperiodseconds'),
  restart: life('Container restarts', 'restart-policy'),
  termination: life('Pod termination', 'pod-termination'),
  image: page('Image names', 'concepts/containers/images/#image-names'),
  pull: page('Image pull policy', 'concepts/containers/images/#image-pull-policy'),
  pullDefault: page('Default image pull policy', 'concepts/containers/images/#imagepullpolicy-defaulting'),
  hooks: page('Container lifecycle hooks', 'concepts/containers/container-lifecycle-hooks/#container-hooks'),
  sidecar: page('Sidecar containers', 'concepts/workloads/pods/sidecar-containers/'),
  command: page('Command and arguments', 'tasks/inject-data-application/define-command-argument-container/'),
  resources: page('Resources of containers', 'concepts/configuration/manage-resources-containers/'),
  taints: page('Taints and tolerations', 'concepts/scheduling-eviction/taint-and-toleration/'),
  readinessGate: life('Pod readiness', 'pod-readiness-gate'),
  ports: page('Port definitions of Services', 'concepts/services-networking/service/#field-spec-ports'),
} as const;

/**
 * By place: `workload`, `job` and `cronJob` are their specs, `pod` is the pod's spec, `container` one of its containers, `probe` any of the three probes, `hook` one of
 * the two lifecycle hooks. Handlers are alike in probes and hooks unless a `hook.` entry says otherwise.
 */
export const fieldDocs: Readonly<Record<string, FieldDoc>> = {
  ...workloadFieldDocs,
  'pod.restartPolicy': {
    title: 'what happens when a container ends',
    text: 'Decides whether the kubelet starts a container again after it has ended, and with which exit codes. It holds for every container of the pod. The pod stays on its node; only its containers restart. Repeated restarts wait longer each time, up to 5 minutes (`CrashLoopBackOff`).',
    value: '`Always`, `OnFailure` (exit code other than 0) or `Never`',
    default: '`Always`',
    api: 'podspec-v1-core',
    more: links.restart,
  },
  'pod.terminationGracePeriodSeconds': {
    title: 'time to end before the container is killed',
    text: 'How long a container may take between the decision to stop it and SIGKILL. A `preStop` hook runs first and uses up part of it; then SIGTERM is sent. At least 2 seconds always lie between SIGTERM and SIGKILL. Probes may set their own for the kills that they cause.',
    value: 'whole seconds, at least 0; 0 means no waiting and no `preStop` hook',
    default: '30',
    api: 'podspec-v1-core',
    more: links.termination,
  },
  'pod.activeDeadlineSeconds': {
    title: 'time limit of the whole pod',
    text: 'When the pod has been on its node for this long, it is stopped and becomes `Failed` with the reason `DeadlineExceeded`, even if nothing is wrong. It is for pods that must finish, as those of Jobs.',
    value: 'whole seconds, at least 1',
    default: 'no limit',
    api: 'podspec-v1-core',
    more: links.termination,
  },
  'pod.tolerations.tolerationSeconds': {
    title: 'how long the pod stays on a node with this taint',
    text: 'Counts for taints with the effect `NoExecute`. When a node stops answering, it is tainted after about 50 s, and the pod is deleted this many seconds later. Without the field, the pod stays.',
    value: 'whole seconds',
    default: '300 for `node.kubernetes.io/not-ready` and `unreachable`, where no toleration names them',
    api: 'toleration-v1-core',
    more: links.taints,
  },
  'pod.readinessGates': {
    title: 'conditions that must be True before the pod is ready',
    text: 'Another program, such as a load balancer’s controller, sets them in the pod’s status. The pod is ready only if its containers are and all of these are True.',
    default: 'none',
    api: 'podspec-v1-core',
    more: links.readinessGate,
  },
  'container.image': {
    title: 'what the container runs',
    text: 'Registry, repository, tag and digest: `registry:5000/team/app:1.2@sha256:…`. Without a registry it is Docker Hub’s, without tag and digest the tag is `latest`. A tag can move to another image; a digest cannot. Tag and digest also decide the default of `imagePullPolicy`.',
    value: 'image reference, lower case, without `http://`',
    api: 'container-v1-core',
    more: links.image,
  },
  'container.imagePullPolicy': {
    title: 'when to ask the registry for the image',
    text: '`Always`: at every start of the container; the registry must answer, but only what changed is downloaded. `IfNotPresent`: only if the node has no image of that name yet. `Never`: the image must be on the node already, else the container waits in `ErrImageNeverPull`.',
    value: '`Always`, `IfNotPresent` or `Never`',
    default: '`Always` for the tag `latest` or no tag at all, else `IfNotPresent`',
    api: 'container-v1-core',
    more: links.pullDefault,
  },
  'container.restartPolicy': {
    title: 'what happens when this container ends',
    text: 'On an init container, `Always` makes it a sidecar: it is started in its turn, the next container starts as soon as it runs (or its startup probe succeeds), it stays beside the regular containers and is always restarted. Other values, and the field on regular containers, need Kubernetes 1.35.',
    value: '`Always`; from 1.35 on also `OnFailure` and `Never`',
    default: 'the pod’s `restartPolicy`',
    api: 'container-v1-core',
    more: links.sidecar,
  },
  'container.startupProbe': {
    title: 'has the app finished starting?',
    text: 'Runs from the container’s start until it succeeds once; it then never runs again in this container. Readiness and liveness probes wait for it. When it fails `failureThreshold` times in a row, the container is killed and restarted. It is the place for long start-up times, so that liveness can stay strict.',
    api: 'probe-v1-core',
    more: links.startup,
  },
  'container.readinessProbe': {
    title: 'should it get traffic now?',
    text: 'Runs for as long as the container does. While it fails, the container is not ready, and the pod is taken out of the endpoints of its Services; it comes back when the probe succeeds again. It never restarts anything. Until the first success the container counts as not ready.',
    api: 'probe-v1-core',
    more: links.readiness,
  },
  'container.livenessProbe': {
    title: 'is the container stuck? If so, restart it',
    text: 'Runs for as long as the container does. When it fails `failureThreshold` times in a row, the container is killed and, unless `restartPolicy` is `Never`, started again in the same pod. Until its first verdict the container counts as alive. Let it check the process itself, not what the process depends on.',
    api: 'probe-v1-core',
    more: links.liveness,
  },
  'probe.initialDelaySeconds': {
    title: 'wait before the first attempt',
    text: {
      startup:
        'Attempts begin this long after the container’s start. The kubelet counts from the start’s whole second, so it may be up to a second less.',
      readiness:
        'The first attempt waits this long after the container’s start; until then the container is not ready. The kubelet counts from the start’s whole second, so it may be up to a second less. Without it the first attempt is made as soon as the container is seen running.',
      liveness:
        'The first attempt waits this long after the container’s start, and again after each restart. The kubelet counts from the start’s whole second, so it may be up to a second less. A startup probe usually serves better: it ends when the app is up.',
    },
    value: 'whole seconds, at least 0',
    default: '0',
    api: 'probe-v1-core',
    more: links.timings,
  },
  'probe.periodSeconds': {
    title: 'time from one attempt to the next',
    text: {
      startup:
        'The ticker starts when the pod reaches its node, not with the container, and goes on through restarts: so the first attempt comes up to one period after the delay.',
      readiness:
        'While the container is not ready, changes of the pod cause further attempts in between: right when it is seen running, and a second later. The time to go from ready to not ready and back grows with the period.',
      liveness:
        'The ticker starts when the pod reaches its node, not with the container, and goes on through restarts: so the first attempt comes up to one period after the delay.',
    },
    value: 'whole seconds, at least 1 (0 means the default)',
    default: '10',
    api: 'probe-v1-core',
    more: links.timings,
  },
  'probe.timeoutSeconds': {
    title: 'time limit of one attempt',
    text: 'An attempt without an answer within this time counts as failed. If it is longer than `periodSeconds`, attempts that hang follow each other without a pause. The default of one second is short for commands that start an interpreter, and for apps under load.',
    value: 'whole seconds, at least 1 (0 means the default)',
    default: '1',
    api: 'probe-v1-core',
    more: links.timings,
  },
  'probe.successThreshold': {
    title: 'successful attempts in a row before it counts',
    text: {
      startup: 'One success is enough to count as started; no other value is accepted.',
      readiness:
        'After a failure, this many successes in a row make the container ready. A value above 1 keeps an app that flaps out of the endpoints for longer. The count survives a restart of the container.',
      liveness: 'One success is enough to count as alive; no other value is accepted.',
    },
    value: 'whole number, at least 1 (0 means the default); 1 for startup and liveness probes',
    default: '1',
    api: 'probe-v1-core',
    more: links.timings,
  },
  'probe.failureThreshold': {
    title: 'failed attempts in a row before it acts',
    text: {
      startup:
        'With this many failures in a row the app counts as unable to start: the container is killed. Times `periodSeconds`, this is about how long it may take.',
      readiness: 'With this many failures in a row the container is not ready any more and leaves the endpoints.',
      liveness:
        'With this many failures in a row the container is killed. The count survives a restart: failures just before a crash count for the new container until its first success.',
    },
    value: 'whole number, at least 1 (0 means the default)',
    default: '3',
    api: 'probe-v1-core',
    more: links.timings,
  },
  'probe.terminationGracePeriodSeconds': {
    title: 'time to end when this probe fails',
    text: 'When this probe has the container killed, SIGKILL follows after this time instead of the pod’s own grace period, shorter or longer. It does not apply when the pod is deleted. A container that hangs seldom needs as long as one that shuts down in order.',
    value: 'whole seconds, at least 1; not allowed on readiness probes',
    default: 'the pod’s `terminationGracePeriodSeconds`',
    api: 'probe-v1-core',
    more: links.probeGrace,
  },
  exec: {
    title: 'a command in the container',
    text: 'Runs a command inside the container. Exit code 0 is success, any other is failure. Every attempt starts a process there, which costs CPU and memory of the container.',
    api: 'execaction-v1-core',
    more: links.methods,
  },
  'exec.command': {
    title: 'the command and its arguments',
    text: 'The first item is the program, the others its arguments, one item each. No shell is involved: pipes, `&&`, `>` and `$VARIABLES` mean nothing unless you start one, as in `["sh", "-c", "…"]`. In a probe `$(NAME)` stands for a variable of the container’s `env` that has a `value`; one with `valueFrom` is empty there, and other names stay as they are. In a hook nothing is replaced.',
    value: 'list of strings, not empty',
    api: 'execaction-v1-core',
    more: links.methods,
  },
  httpGet: {
    title: 'an HTTP GET request',
    text: 'The kubelet sends the request from the node to the pod’s IP. A status from 200 to 399 is success, anything else and no answer are failure. Redirects to the same host are followed; one to another host counts as success with a warning.',
    api: 'httpgetaction-v1-core',
    more: links.http,
  },
  'hook.httpGet': {
    title: 'an HTTP GET request',
    text: 'The kubelet sends the request from the node to the pod’s IP. Any answer counts as success, even status 500; only no answer fails.',
    api: 'httpgetaction-v1-core',
    more: links.hooks,
  },
  'httpGet.path': {
    title: 'path and query of the request',
    text: 'What to ask for, e.g. `/healthz?full=1`. It should begin with a slash.',
    value: 'string',
    default: '`/`',
    api: 'httpgetaction-v1-core',
    more: links.http,
  },
  'httpGet.port': {
    title: 'port of the request',
    text: 'The number, or the name of one of this container’s `ports`. A name that no port of the container has makes every attempt an error, which is neither success nor failure.',
    value: '1–65535, or a port’s name',
    api: 'httpgetaction-v1-core',
    more: links.namedPort,
  },
  'httpGet.host': {
    title: 'another host than the pod',
    text: 'Name or address to connect to, seen from the node: `localhost` is the node then, not the container. Leave it out to probe the pod. For a virtual host set the header `Host` in `httpHeaders`.',
    value: 'host name or IP address',
    default: 'the pod’s IP',
    api: 'httpgetaction-v1-core',
    more: links.http,
  },
  'httpGet.scheme': {
    title: 'HTTP or HTTPS',
    text: 'With `HTTPS` the certificate is not verified. It has to be in capitals.',
    value: '`HTTP` or `HTTPS`',
    default: '`HTTP`',
    api: 'httpgetaction-v1-core',
    more: links.http,
  },
  'httpGet.protocol': {
    title: 'HTTP/1.1 or HTTP/2',
    text: '`HTTP2` asks without TLS (h2c), but only where the feature gate `H2CContainerProbe` is on; else the API server drops the field and the kubelet asks with HTTP/1.1.',
    value: '`HTTP1` or `HTTP2`',
    default: '`HTTP1`',
    api: 'httpgetaction-v1-core',
    more: links.http,
  },
  'httpGet.httpHeaders': {
    title: 'headers of the request',
    text: 'Sent with every attempt. The kubelet adds `User-Agent: kube-probe/…` and `Accept: */*` unless you set them; an empty value leaves them out. `Host` sets the virtual host.',
    value: 'list of `name` and `value`',
    default: 'none',
    api: 'httpgetaction-v1-core',
    more: links.http,
  },
  'httpGet.httpHeaders.name': {
    title: 'name of a header',
    text: 'Letters, digits and hyphens.',
    value: 'string, e.g. `X-Check`',
    api: 'httpheader-v1-core',
    more: links.http,
  },
  'httpGet.httpHeaders.value': {
    title: 'value of a header',
    text: 'Sent as it is written; variables are not replaced.',
    value: 'string',
    api: 'httpheader-v1-core',
    more: links.http,
  },
  tcpSocket: {
    title: 'a TCP connection',
    text: 'The kubelet opens a connection from the node to the pod’s IP and closes it. That it opens is success. It proves that something listens, not that it works.',
    api: 'tcpsocketaction-v1-core',
    more: links.tcp,
  },
  'hook.tcpSocket': {
    title: 'a TCP connection',
    text: 'Accepted by the API server, but the kubelet cannot run it: the hook always fails. Use `exec`, `httpGet` or `sleep`.',
    api: 'tcpsocketaction-v1-core',
    more: links.hooks,
  },
  'tcpSocket.port': {
    title: 'port to connect to',
    text: 'The number, or the name of one of this container’s `ports`. A name that no port of the container has makes every attempt an error, which is neither success nor failure.',
    value: '1–65535, or a port’s name',
    api: 'tcpsocketaction-v1-core',
    more: links.namedPort,
  },
  'tcpSocket.host': {
    title: 'another host than the pod',
    text: 'Name or address to connect to, seen from the node: `localhost` is the node then, not the container. Leave it out to probe the pod.',
    value: 'host name or IP address',
    default: 'the pod’s IP',
    api: 'tcpsocketaction-v1-core',
    more: links.tcp,
  },
  grpc: {
    title: 'a gRPC health check',
    text: 'Calls `grpc.health.v1.Health/Check` at the pod’s IP, without TLS. `SERVING` is success. A closed port is only noticed after `timeoutSeconds`, since the kubelet goes on trying to connect.',
    api: 'grpcaction-v1-core',
    more: links.grpc,
  },
  'grpc.port': {
    title: 'port of the gRPC service',
    text: 'Only a number; names of ports are not possible here.',
    value: '1–65535',
    api: 'grpcaction-v1-core',
    more: links.grpc,
  },
  'grpc.service': {
    title: 'which service to ask about',
    text: 'Goes into the health request. Use it to give liveness and readiness different answers on the same port.',
    value: 'string',
    default: 'empty: the server as a whole',
    api: 'grpcaction-v1-core',
    more: links.grpc,
  },
  'grpc.mode': {
    title: 'with TLS or without',
    text: '`TLS` asks over TLS without verifying the certificate, but only where the feature gate `GRPCContainerProbeTLS` is on; else the API server drops the field and the kubelet asks in plain text.',
    value: '`Plaintext` or `TLS`',
    default: '`Plaintext`',
    api: 'grpcaction-v1-core',
    more: links.grpc,
  },
  sleep: {
    title: 'a pause',
    text: 'The kubelet waits; nothing runs in the container. As `preStop` it gives load balancers time to stop sending requests before the app is told to end.',
    api: 'sleepaction-v1-core',
    more: links.hooks,
  },
  'sleep.seconds': {
    title: 'length of the pause',
    text: 'It may not be longer than the pod’s `terminationGracePeriodSeconds`.',
    value: 'whole seconds, at least 0',
    api: 'sleepaction-v1-core',
    more: links.hooks,
  },
  'container.lifecycle': {
    title: 'hooks around the container’s life',
    text: '`postStart` runs when the container has been started, `preStop` before it is told to end.',
    api: 'lifecycle-v1-core',
    more: links.hooks,
  },
  'container.lifecycle.postStart': {
    title: 'runs right after the start',
    text: 'Starts together with the app, in no fixed order. Until it has ended, the container is not shown as running, is not probed, and the containers after it are not started. If it fails, the container is killed.',
    api: 'lifecyclehandler-v1-core',
    more: links.hooks,
  },
  'container.lifecycle.preStop': {
    title: 'runs before SIGTERM',
    text: 'Runs when the pod is deleted or a probe has the container killed, not when the app ends by itself. SIGTERM is sent only after it. Its time counts against the grace period; if it takes all of that, the app gets 2 seconds after SIGTERM.',
    api: 'lifecyclehandler-v1-core',
    more: links.hooks,
  },
  'container.lifecycle.stopSignal': {
    title: 'the signal that asks the app to end',
    text: 'The runtime sends it instead of SIGTERM, but only where the feature gate `ContainerStopSignals` is on; else the API server drops the field. Needs `spec.os.name` in the pod.',
    value: 'name of a signal, e.g. `SIGUSR1`',
    default: 'the image’s own, else `SIGTERM`',
    api: 'lifecycle-v1-core',
    more: links.termination,
  },
  'container.command': {
    title: 'the program, instead of the image’s own',
    text: 'Replaces the image’s `ENTRYPOINT`; no shell is started for it. When this program ends, the container has ended.',
    value: 'list of words',
    default: 'the image’s `ENTRYPOINT`',
    api: 'container-v1-core',
    more: links.command,
  },
  'container.args': {
    title: 'arguments of the program',
    text: 'Replaces the image’s `CMD`. With `command` and without `args`, the program gets no arguments.',
    value: 'list of words',
    default: 'the image’s `CMD`, unless `command` is set',
    api: 'container-v1-core',
    more: links.command,
  },
  'container.resources.requests': {
    title: 'what the node must have free',
    text: 'The scheduler places the pod only where this much is not yet promised to others. A pod that fits on no node stays `Pending`. When memory runs short, what uses more than it requested is evicted first.',
    value: 'quantities such as `250m` of `cpu` and `128Mi` of `memory`',
    default: 'the limits, else nothing',
    api: 'resourcerequirements-v1-core',
    more: links.resources,
  },
  'container.resources.limits': {
    title: 'the most that the container may use',
    text: 'More memory than this ends the container: `OOMKilled`, exit code 137. More CPU does not: the container gets slower, and so do its probes, which then may exceed `timeoutSeconds`.',
    value: 'quantities such as `1` of `cpu` and `256Mi` of `memory`',
    default: 'no limit',
    api: 'resourcerequirements-v1-core',
    more: links.resources,
  },
  'container.ports': {
    title: 'ports that the app listens on',
    text: 'Says which ports there are and names them for probes and Services. It opens and closes nothing: a port that is not listed can be reached all the same.',
    api: 'containerport-v1-core',
    more: links.ports,
  },
  'container.ports.name': {
    title: 'name of a port',
    text: 'Probes of this container (`port`) and Services (`targetPort`) can refer to it instead of the number, so that the number stands in one place.',
    value: 'at most 15 lower-case letters, digits and single hyphens, at least one letter; unique in the container',
    default: 'none',
    api: 'containerport-v1-core',
    more: links.ports,
  },
  'container.ports.containerPort': {
    title: 'number of a port',
    text: 'The port at the pod’s IP.',
    value: '1–65535',
    api: 'containerport-v1-core',
    more: links.ports,
  },
};

/** What a field's doc says of it, as messages: the ids of {@link fieldTexts}. */
export function fieldMessage(id: string, part: 'title' | 'value' | 'default'): Message {
  return { id: `field/${id}/${part}` };
}

/** The text of a field as one probe has it. */
export function fieldText(id: string, probe: ProbeType | undefined): Message {
  const isSame = typeof fieldDocs[id]?.text === 'string';
  return { id: isSame ? `field/${id}/text` : `field/${id}/text/${probe ?? 'liveness'}` };
}

export const fieldTexts: Texts = Object.fromEntries(
  Object.entries(fieldDocs).flatMap(([id, { title, text, value, default: byDefault }]) => [
    [`field/${id}/title`, title],
    ...(typeof text === 'string'
      ? [[`field/${id}/text`, text]]
      : probeTypes.map((type) => [`field/${id}/text/${type}`, text[type]])),
    ...(value === undefined ? [] : [[`field/${id}/value`, value]]),
    ...(byDefault === undefined ? [] : [[`field/${id}/default`, byDefault]]),
  ]),
);
