import {
  type ContainerBehaviour,
  type Happening,
  type HookBehaviour,
  happeningClocks,
  type ImageBehaviour,
  type ProbeAnswer,
  type Run,
} from '../containerBehaviour.ts';
import { choice, exitCode, fault, flag, integer, list, object, secondsOf, text } from './shape.ts';

const probeTypes = ['liveness', 'readiness', 'startup'];
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

export const container = object<ContainerBehaviour>('How a container behaves.', {
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
