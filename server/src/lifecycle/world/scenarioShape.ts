import { type Expectations, type ExpectedState, outcomes } from './expectations.ts';
import {
  type ClusterNode,
  type ConditionChange,
  type ContainerBehaviour,
  type CrashLoopBackOff,
  controlPlanes,
  type Deletion,
  type Eviction,
  type Fault,
  type GateRemoval,
  type Happening,
  type HookBehaviour,
  type HostPort,
  happeningClocks,
  type ImageBehaviour,
  type JobCase,
  type LaterChange,
  type NetworkBehaviour,
  type NodeBehaviour,
  type NodeChange,
  type NodeProperties,
  type PodCase,
  type ProbeAnswer,
  type Run,
  type Scenario,
  type SchedulingBehaviour,
  type Taint,
  type VolumeBehaviour,
} from './scenario.ts';
import type { Traffic } from './traffic.ts';

/** What a value of a scenario file may be; `schemas/scenario.schema.json` is made from it. */
export type Shape =
  | { readonly type: 'text' | 'flag' | 'seconds' | 'portOrName' | 'quantity' | 'length'; readonly description: string }
  | {
      readonly type: 'integer';
      readonly description: string;
      readonly minimum: number;
      readonly maximum: number;
    }
  | { readonly type: 'choice'; readonly description: string; readonly values: readonly string[] }
  | { readonly type: 'list'; readonly description: string; readonly of: Shape }
  | { readonly type: 'map'; readonly description: string; readonly of: Shape }
  | ObjectShape;

export interface ObjectShape {
  readonly type: 'object';
  readonly description: string;
  readonly fields: Readonly<Record<string, Shape>>;
  readonly required: readonly string[];
}

/** No scenario lasts longer than some thirty years. */
export const maxSeconds = 1e9;

const text = (description: string): Shape => ({ type: 'text', description });
const flag = (description: string): Shape => ({ type: 'flag', description });
const secondsOf = (description: string): Shape => ({ type: 'seconds', description });
const choice = (values: readonly string[], description: string): Shape => ({ type: 'choice', values, description });
const list = (of: Shape, description: string): Shape => ({ type: 'list', of, description });
const map = (of: Shape, description: string): Shape => ({ type: 'map', of, description });
const integer = (minimum: number, maximum: number, description: string): Shape => ({
  type: 'integer',
  minimum,
  maximum,
  description,
});

const count = (description: string) => integer(0, Number.MAX_SAFE_INTEGER, description);

/** Every field of T, so that a field that is added to the type is missed here by the compiler. */
function object<T>(
  description: string,
  fields: { readonly [K in keyof T]-?: Shape },
  required: readonly (keyof T & string)[] = [],
): ObjectShape {
  return { type: 'object', description, fields, required };
}

const probeTypes = ['liveness', 'readiness', 'startup'];
const exitCode = (description: string) => integer(0, 255, description);
const httpStatus = integer(
  100,
  599,
  'Status code of an HTTP answer, which decides whether it is good; 200 or 503 by default.',
);
const redirectsTo = text(
  'Where an HTTP answer sends the probe first, as a URL or a path. On the same host it follows and meets what `result` or `answers` says; to another host it does not, and takes that for a success.',
);
const results = ['success', 'failure', 'refused', 'hang', 'error'];
const resultDescription =
  '`success`; `failure`: an answer that fails; `refused`: nothing listens; `hang`: no answer until the timeout; `error`: the probe itself cannot be run.';

const fault = object<Fault>(
  'Something that fails, and until when.',
  {
    message: text('The text with which the failure is reported.'),
    untilSeconds: secondsOf("When it stops failing, from the pod's creation; never if not set."),
  },
  ['message'],
);

const run = object<Run>('How one run of the container goes if no one stops it.', {
  exitAfterSeconds: secondsOf('When the process ends by itself; never if not set.'),
  exitCode: exitCode('Its exit code then.'),
  reason: text("The runtime's reason, e.g. `OOMKilled`; by default `Completed` or `Error`."),
  message: text('The termination message.'),
  ignoreSigterm: flag('Whether the process survives SIGTERM until SIGKILL.'),
  sigtermSeconds: secondsOf('How long the process needs to end after SIGTERM.'),
  sigtermExitCode: exitCode('Its exit code after SIGTERM; 143 by default.'),
});

const happening = object<Happening>(
  'Something that changes in the container, or ends it.',
  {
    atSeconds: secondsOf('When, from the start of the run, or on the clock that `clock` names.'),
    clock: choice(
      happeningClocks,
      "`container`: counted from the start of each run, by default. `scenario`: counted from the pod's creation, in a rollout from the update, as an outage of something that the container depends on: a restart does not begin it again, and all pods see it at the same time. `sigterm`: counted from when the kubelet asks the run to stop; without any such thing the process takes no new request from then on.",
    ),
    answers: choice(results, `How probes are answered from now on. ${resultDescription}`),
    seconds: secondsOf('How long an answer takes.'),
    statusCode: httpStatus,
    redirectsTo,
    output: text("The prober's message, instead of the usual one of the handler."),
    probe: choice(probeTypes, 'Only probes of this type meet it.'),
    port: { type: 'portOrName', description: 'Only probes that go to this port, as the probe names it, meet it.' },
    path: text('Only HTTP probes of this path meet it.'),
    exitCode: exitCode('The process ends with this exit code.'),
    oomKilled: flag('The process is killed for using too much memory.'),
  },
  ['atSeconds'],
);

const answers = (type: string) =>
  list(
    object<ProbeAnswer>(
      'What the probe meets from a time on.',
      {
        fromSeconds: secondsOf('From when, counted from the start of the run.'),
        result: choice(results, resultDescription),
        seconds: secondsOf('How long the answer takes.'),
        statusCode: httpStatus,
        redirectsTo,
        output: text("The prober's message, instead of the usual one of the handler."),
      },
      ['fromSeconds', 'result'],
    ),
    `What the ${type} probe meets, regardless of what else happens; each answer holds until the next one's time.`,
  );

const hook = (type: string) =>
  object<HookBehaviour>(`How the ${type} hook goes.`, {
    seconds: secondsOf('How long it takes.'),
    fail: flag('Whether it fails. An HTTP hook fails only if nothing answers: any answer is a success.'),
    output: text('What it prints, or why nothing answers it.'),
    plainHttp: flag('Whether the server speaks HTTP although the hook asks by HTTPS.'),
  });

const image = object<ImageBehaviour>('The image, its registry, and what the node has of it.', {
  present: flag('Whether the node has the image before the pod arrives; yes by default.'),
  accessible: flag(
    'Whether the pod may use the image that the node has; yes by default. It may not where the kubelet pulled it with a secret that the pod does not have.',
  ),
  pullSeconds: secondsOf('How long a pull takes.'),
  queueSeconds: secondsOf(
    'How long a pull waits for those of other pods first (`serializeImagePulls`, `maxParallelImagePulls` of the kubelet).',
  ),
  error: text('The text of the registry or runtime with which a pull fails.'),
  errorUntilSeconds: secondsOf("When pulls stop failing, from the pod's creation; never if not set."),
  inspectError: text('The node cannot tell whether it has the image.'),
  sizeBytes: integer(0, Number.MAX_SAFE_INTEGER, 'Size of the image, as events report it.'),
});

const container = object<ContainerBehaviour>('How a container behaves.', {
  image,
  configError: { ...fault, description: "The container's configuration cannot be made, e.g. a ConfigMap is missing." },
  removedAtSeconds: secondsOf(
    "When the container is removed without the kubelet (`crictl rm --force`), from the pod's creation.",
  ),
  createError: { ...fault, description: 'The runtime refuses to create the container.' },
  preStartError: { ...fault, description: 'A hook of the kubelet itself fails between creation and start.' },
  startError: { ...fault, description: 'The process cannot be started, e.g. the executable does not exist.' },
  startupSeconds: secondsOf('How long after each start nothing answers yet.'),
  happenings: list(happening, 'What happens in each run, in order of time.'),
  runs: list(run, 'One script per run of the container; the last one repeats.'),
  probes: object<NonNullable<ContainerBehaviour['probes']>>('What probes meet, by type.', {
    liveness: answers('liveness'),
    readiness: answers('readiness'),
    startup: answers('startup'),
  }),
  hooks: object<NonNullable<ContainerBehaviour['hooks']>>('How lifecycle hooks go.', {
    postStart: hook('postStart'),
    preStop: hook('preStop'),
  }),
});

const volume = object<VolumeBehaviour>('What happens to a volume.', {
  attachedElsewhere: object<NonNullable<VolumeBehaviour['attachedElsewhere']>>(
    'It is attached to another node, and can be attached to one at a time only (FailedAttachVolume).',
    {
      pod: text('The pod that uses it there.'),
      untilSeconds: secondsOf("When this ends, from the pod's creation; never if not set."),
    },
  ),
  attachError: { ...fault, description: 'It cannot be attached (FailedAttachVolume); the text of the storage system.' },
  mountError: { ...fault, description: 'It cannot be mounted (FailedMount), e.g. `configmap "web" not found`.' },
});

const quantities = (description: string) =>
  map({ type: 'quantity', description: 'A quantity, e.g. `500m`, `2` or `4Gi`.' }, description);

const nodeProperties: { readonly [K in keyof NodeProperties]-?: Shape } = {
  allocatable: quantities(
    'What all pods together may request, e.g. `cpu`, `memory`, `pods`; what is not listed is not limited.',
  ),
  requested: quantities('What the other pods of the node request together; `pods` is their number.'),
  labels: map(text("The label's value."), "The node's labels."),
  taints: list(
    object<Taint>(
      'A taint.',
      {
        key: text('Its key.'),
        value: text('Its value.'),
        effect: choice(['NoSchedule', 'PreferNoSchedule', 'NoExecute'], 'What it does to pods without a toleration.'),
      },
      ['key', 'effect'],
    ),
    "The node's taints.",
  ),
  unschedulable: flag('Whether the node is cordoned.'),
  hostPorts: list(
    object<HostPort>(
      'A port.',
      {
        port: integer(1, 65_535, 'Its number.'),
        protocol: choice(['TCP', 'UDP', 'SCTP'], 'Its protocol, TCP by default.'),
      },
      ['port'],
    ),
    'Ports of the node that other pods have taken.',
  ),
};

const clusterNode = object<ClusterNode>(
  'A node of the cluster.',
  {
    name: text('Its name.'),
    addedAtSeconds: secondsOf("When it joins the cluster, from the pod's creation; before that if not set."),
    removedAtSeconds: secondsOf('When it leaves the cluster; a pod that is on it already is not affected.'),
    ...nodeProperties,
    changes: list(
      object<NodeChange>(
        'Something that changes; the rest stays as it is.',
        { atSeconds: secondsOf("When, from the pod's creation."), ...nodeProperties },
        ['atSeconds'],
      ),
      'What changes, in order of time.',
    ),
  },
  ['name'],
);

const traffic = object<Omit<Traffic, 'isAssumed'>>('What clients send to the Service that selects the pods.', {
  requestsPerSecond: integer(1, 1_000_000, 'Requests per second of all clients together; 100 if not set.'),
  answerSeconds: secondsOf('How long an answer takes where no happening says otherwise; 0.1 if not set.'),
  knownAfterSeconds: secondsOf(
    'How long it takes until every node knows that an endpoint was added or removed; 1 if not set, as kube-proxy waits so long between two changes.',
  ),
  keepAliveSeconds: secondsOf(
    'How long clients still use a connection to an endpoint that was removed; 0 if not set: each request has its own connection.',
  ),
  timeoutSeconds: secondsOf('How long clients wait for an answer; without limit if not set.'),
  targetPort: {
    type: 'portOrName',
    description: "The pod's port that gets the requests; that of its Service if not set.",
  },
});

const length = (description: string): Shape => ({ type: 'length', description });
const words = (word: string, description: string) => list(text(word), description);

const laterChange = object<LaterChange>(
  'What someone changes then.',
  {
    atSeconds: secondsOf('When, from the update; where nothing is updated, from the creation.'),
    revert: flag('The pod template before the update is applied again, as `kubectl rollout undo` does.'),
    update: object<NonNullable<LaterChange['update']>>(
      'Another pod template is applied, e.g. a corrected one; there can be one in a scenario.',
      {
        containers: map(container, 'How its pods behave, by container name; one that is not listed runs and answers.'),
      },
    ),
    replicas: count('How many pods are asked for from now on.'),
    paused: flag('Whether the Deployment is paused.'),
    progressDeadlineSeconds: count("The Deployment's progressDeadlineSeconds."),
    partition: count("The partition of the StatefulSet's rolling update."),
    suspend: flag('Whether the Job is suspended.'),
    parallelism: count('How many pods of the Job run at once.'),
    backoffLimit: count("The Job's backoffLimit."),
    activeDeadlineSeconds: count("The Job's activeDeadlineSeconds."),
    deletePods: text('Pods that are deleted: `notReady`, `old`, `new`, `all`, or the name of one, e.g. `web-2`.'),
  },
  ['atSeconds'],
);

const expectations = object<Expectations>(
  'What must come true: it makes the scenario a test. In a rollout it must come true for each new pod, unless the expectation says otherwise.',
  {
    readyWithin: length('The pod is ready for the first time at most this long after its creation.'),
    neverReady: flag('The pod is never ready.'),
    staysReady: flag('Once ready, the pod stays so until it is deleted or ends.'),
    endpointsAtLeast: count(
      'How many endpoints are ready from the first on, until the pod is deleted or ends; in a rollout, of all pods of the Service, from the update on.',
    ),
    failedRequests: count(
      'How many requests of clients may be lost at most under the `traffic` of this scenario; without it, at 100 requests per second.',
    ),
    neverRestarted: flag('No container is started twice; in a rollout, none of any new pod.'),
    restartsAtMost: count('How often all containers together are restarted; in a rollout, those of all new pods.'),
    completesWithin: length(
      "The pod's phase is Succeeded at most this long after its creation. A rollout is finished, or a Job complete, at most this long after it began.",
    ),
    goneWithin: length('The pod is gone at most this long after its deletion.'),
    neverKilled: flag('No container has to be stopped by SIGKILL.'),
    eventsSeen: words(
      "An event's reason, e.g. `Unhealthy`.",
      'Events that must come; in a rollout, of any new pod or of the workload.',
    ),
    eventsNeverSeen: words("An event's reason.", 'Events that must not come.'),
    eventMessagesSeen: words('A part of a message.', 'Parts of messages of events that must come.'),
    startOrder: words("A container's name.", 'Containers in the order of their first start.'),
    exitOrder: words("A container's name.", 'Containers in the order of their last end.'),
    exitCodes: map(exitCode('Its last exit code.'), 'The last exit code of containers, by name.'),
    waitingReasons: map(
      text('A reason, e.g. `CrashLoopBackOff`.'),
      'A reason with which a container waits at some time, by name.',
    ),
    outcome: choice(outcomes, 'How the rollout ends; `failed` is for Jobs.'),
    succeeded: count('How many pods of the Job have succeeded in the end.'),
    failed: count('How many pods of the Job have failed in the end.'),
    statusSeen: words(
      'A STATUS, e.g. `CrashLoopBackOff`.',
      'What the column STATUS must show at some time; in a rollout, of any new pod.',
    ),
    statusNeverSeen: words('A STATUS.', 'What the column STATUS must never show.'),
    at: list(
      object<ExpectedState>(
        'What the pod shows at a time.',
        {
          atSeconds: secondsOf("When, from the pod's creation."),
          phase: choice(['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'], 'Its phase.'),
          status: text('The column STATUS.'),
          ready: flag('Whether it is ready.'),
          restarts: count('How often all its containers together have been restarted.'),
          gone: flag('Whether it is gone.'),
          conditions: map(choice(['True', 'False', 'Unknown'], 'Its status.'), 'The status of conditions, by type.'),
        },
        ['atSeconds'],
      ),
      'What the pod shows at given times.',
    ),
  },
);

/** The shape of a scenario. In a file, `name` may be left out. */
export const scenarioShape: ObjectShape = object<Scenario>(
  'How the world behaves while a pod lives. What Kubernetes does about it is never written here. Times are seconds.',
  {
    name: text('A name, e.g. for reports; by default that of the file.'),
    title: text('A title for people.'),
    description: text('What happens, in a sentence.'),
    seed: integer(
      0,
      2 ** 32 - 1,
      "Seed of the kubelet's random waits: another number gives other waits. Without it, each wait is in the middle of its range.",
    ),
    containers: map(
      container,
      'By container name; a container that is not listed runs without end and answers every probe.',
    ),
    pods: list(
      object<PodCase>(
        'Pods of a rollout that behave in another way.',
        {
          index: count(
            "The ordinal of a StatefulSet's pods, the completion index of an Indexed Job's, or the number of a DaemonSet's node from 0.",
          ),
          indexes: choice(['odd', 'even'], 'All with an odd or an even index.'),
          nth: integer(
            1,
            1_000_000,
            'Which one of the pods that are made: 1 is the first, with `index` the first of that index.',
          ),
          containers: map(container, 'By container name; one that is not listed behaves as in the other pods.'),
        },
        ['containers'],
      ),
      'In a rollout, pods that behave in another way. If a pod fits several entries, the first one counts.',
    ),
    jobs: list(
      object<JobCase>(
        'A Job of a CronJob that behaves in another way.',
        {
          nth: integer(1, 1_000_000, 'Which one of the Jobs that are made: 1 is the first.'),
          containers: map(container, 'By container name; one that is not listed behaves as in the other Jobs.'),
        },
        ['nth', 'containers'],
      ),
      'In the schedule of a CronJob, Jobs that behave in another way.',
    ),
    missingPullSecrets: list(
      text("A Secret's name."),
      "Which of the pod's `imagePullSecrets` the namespace does not have.",
    ),
    sandboxError: { ...fault, description: "The pod's sandbox, with its network, cannot be made." },
    sandboxLostAtSeconds: secondsOf(
      "When the pod's sandbox dies, e.g. since its pause process is killed; from the pod's creation.",
    ),
    volumes: map(volume, "By name of the pod's volume; one that is not listed is attached and mounted at once."),
    network: object<NetworkBehaviour>("The node's network plugin.", {
      notReadyAtSeconds: secondsOf("When it stops working, from the pod's creation; before that if not set."),
      notReadyUntilSeconds: secondsOf("When it is ready again, from the pod's creation."),
    }),
    node: object<NodeBehaviour>('The node that the pod comes to.', {
      lostAtSeconds: secondsOf("When it loses its connection to the control plane, from the pod's creation."),
      backAtSeconds: secondsOf('When it is connected again; never if not set.'),
      kubeletRestartsAtSeconds: secondsOf(
        "When its kubelet is started again, from the pod's creation; containers run on.",
      ),
      rebootsAtSeconds: secondsOf(
        "When it is rebooted, from the pod's creation: all processes end, and its kubelet starts again.",
      ),
      runtimeDownAtSeconds: secondsOf(
        "When its container runtime stops answering, from the pod's creation; with its arrival if not set.",
      ),
      runtimeDownUntilSeconds: secondsOf("When its container runtime answers again, from the pod's creation."),
      crashLoopBackOff: object<CrashLoopBackOff>(
        'How its kubelet is configured to wait between restarts in a crash loop.',
        {
          maxSeconds: integer(
            1,
            300,
            "The longest wait, `crashLoopBackOff.maxContainerRestartPeriod` of the kubelet's configuration; 300 if not set.",
          ),
          reducedDecay: flag('Feature gate ReduceDefaultCrashLoopBackOffDecay: waits begin at 1 s and end at 60 s.'),
        },
      ),
      controlPlane: choice(
        controlPlanes,
        'How the control plane treats lost nodes: as `today`; `before-1.13`, which deletes their pods with the reason NodeLost; `before-1.0`, which shows them in phase Unknown.',
      ),
    }),
    scheduling: object<SchedulingBehaviour>('Whether a node fits.', {
      unschedulableUntilSeconds: secondsOf("When one fits, from the pod's creation."),
      message: text('Why no node fits until then, in the words of the scheduler.'),
      gates: list(
        object<GateRemoval>(
          'A scheduling gate.',
          {
            name: text('Its name.'),
            removedAtSeconds: secondsOf("When someone removes it, from the pod's creation."),
          },
          ['name', 'removedAtSeconds'],
        ),
        "When the pod's scheduling gates are removed; a gate that is not listed stays.",
      ),
      nodes: list(clusterNode, "The cluster's nodes; without them there is one that fits every pod."),
    }),
    delete: object<Deletion>(
      'Someone deletes the pod; in a rollout, the first new one.',
      {
        atSeconds: secondsOf("When, from the pod's creation."),
        gracePeriodSeconds: secondsOf("Instead of the pod's own terminationGracePeriodSeconds; 0 is by force."),
        byEviction: flag('Whether it goes by the eviction API, as `kubectl drain` does.'),
        finalizerUntilSeconds: secondsOf(
          "How long a finalizer keeps the pod's object, from its creation; its containers are stopped nevertheless.",
        ),
      },
      ['atSeconds'],
    ),
    // biome-ignore lint/suspicious/noThenProperty: the key of a scenario file; nobody awaits a shape.
    then: list(
      laterChange,
      'What is changed later in a rollout, in order of time: revert, repair, scale, pause, delete.',
    ),
    evict: object<Eviction>(
      'The node runs short of something, and its kubelet evicts the pod.',
      {
        atSeconds: secondsOf("When, from the pod's creation."),
        resource: text('What the node is short of, e.g. `memory` or `ephemeral-storage`; memory by default.'),
        gracePeriodSeconds: secondsOf(
          'The time that a soft threshold gives the containers to end; almost none if not set.',
        ),
        message: text("The kubelet's message."),
      },
      ['atSeconds'],
    ),
    conditions: list(
      object<ConditionChange>(
        'A condition that is set.',
        {
          atSeconds: secondsOf("When, from the pod's creation."),
          type: text('Its type, e.g. that of a readiness gate.'),
          status: choice(['True', 'False', 'Unknown'], 'Its status, True by default.'),
          reason: text('Its reason.'),
          message: text('Its message.'),
        },
        ['atSeconds', 'type'],
      ),
      'Conditions that someone else sets on the pod, e.g. those of its readiness gates.',
    ),
    traffic,
    expect: expectations,
  },
);
