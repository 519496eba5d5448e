/** The sentences of hovers, in Markdown. What fields mean in general stands in `fieldDocs.ts`. */
import { defineMessages } from '../../base/message.ts';

export const hoverMessages = defineMessages('hover', {
  head: '**`{field}`**: {title}',
  answer: '**`{field}`**: {value} · {title}',
  byDefault: '**Default:** {value}',
  allowed: '**Value:** {value}',
  also: '{before} · {next}',
  gate: '**Feature gate:** {state}',
  links: '[{title}]({url}) · [{reference}]({api})',
  apiReference: 'API reference',

  code: '`{text}`',
  fromTemplate: 'a template decides, so this file does not tell',
  invalid: 'none, because what is written is not a possible value',
  asWritten: '{value}, as written',
  isDefault: '{value}, the default',
  zeroIsDefault: '{value}, the default, since `{written}` counts as not set',
  unfitDefault: 'not set; the default is not possible for a {kind}',
  timing: '{field} {value}',
  defaultTiming: '{field} {value} (default)',
  unknownTiming: '{field} ?',
  defaultLatestTag: '`{policy}`, the default because the tag is `latest`',
  defaultNoTag: '`{policy}`, the default because the image has no tag',
  defaultOtherTag: '`{policy}`, the default because the image has a tag other than `latest`',
  defaultDigest: '`{policy}`, the default because the image has a digest',
  defaultInvalidReference: '`{policy}`, the default because the image is not a valid reference',
  invalidImage: 'not a valid reference: {error}',
  registry: 'registry `{name}`',
  repository: 'repository `{name}`',
  tag: 'tag `{name}`',
  latest: 'tag `latest`, since none is written',
  digest: 'digest `{name}`',
  policy: 'pull policy `{name}`',
  noPort: 'no port of this container is named `{name}`',
  port: 'port {port} of this container',

  gateOnHere: '`{gate}`, on in this cluster',
  gateOffHere: '`{gate}`, **off** in this cluster: the API server drops the field',
  gateOffHereRejects: '`{gate}`, **off** in this cluster: the API server rejects the value',
  gateOn: '`{gate}`, on in Kubernetes {release} unless it is set otherwise',
  gateOff: '`{gate}`, **off** in Kubernetes {release} unless it is set otherwise: the API server drops the field',
  gateOffRejects:
    '`{gate}`, **off** in Kubernetes {release} unless it is set otherwise: the API server rejects the value',

  exec: 'Runs `{command}` in the container.',
  request: 'Requests `{url}`.',
  connect: 'Connects to `{address}`.',
  health: 'Asks `{address}` for the health of the server.',
  healthOf: 'Asks `{address}` for the health of `{service}`.',

  noProbesInInit: 'Not allowed here: an init container has probes only as a sidecar, with `restartPolicy: Always`.',
  noProbesInEphemeral: 'Not allowed here: ephemeral containers have no probes.',
  noHooks: 'Not allowed here: hooks are for regular containers and sidecars.',
  neverStarted:
    'No port of this container is named `{port}`: every attempt is an error, neither success nor failure. The container never counts as started, and its other probes never run.',
  neverReady:
    'No port of this container is named `{port}`: every attempt is an error, neither success nor failure. The container never becomes ready.',
  neverRestarted:
    'No port of this container is named `{port}`: every attempt is an error, neither success nor failure. It never restarts the container.',
  firstAttempt: 'First attempt **{window}** after the container starts.',
  firstGatedAttempt:
    'First attempt **{window}** after the container starts if the startup probe succeeds with its first attempt.',
  ready: 'Ready **{window}** after the container starts if the app answers from the start.',
  allowance: 'The app may take **{duration}** to give its first good answer.',
  neverAnswersRestarted:
    'If the app never answers, the container is restarted **{error}** after its start ({hang} if attempts hang until their timeout).',
  neverAnswersKilled:
    'If the app never answers, the container is killed **{error}** after its start ({hang} if attempts hang until their timeout).',
  neverAnswersStopped:
    'If the app never answers, the container is killed **{error}** after its start ({hang} if attempts hang until their timeout), and `restartPolicy: Never` keeps it stopped.',
  hangRestarted:
    'If a running app stops answering, the container is restarted **{error}** later ({hang} if attempts hang until their timeout).',
  hangKilled:
    'If a running app stops answering, the container is killed **{error}** later ({hang} if attempts hang until their timeout).',
  hangStopped:
    'If a running app stops answering, the container is killed **{error}** later ({hang} if attempts hang until their timeout), and `restartPolicy: Never` keeps it stopped.',
  endpoints:
    'If the app stops answering, the pod leaves the endpoints of its Services **{error}** later ({hang} if attempts hang until their timeout). It is back **{back}** after the app answers again.',
  sigterm: 'An app that ignores SIGTERM adds **{duration}** to each of these kills.',
  crashLoop:
    'If it fails from the start every time, `CrashLoopBackOff` shows after {restarts}, **{window}** after the first start.',
  restarts: { one: '{count} restart', other: '{count} restarts' },
  restartsBetween: '{fewest}–{most} restarts',
  preStop: 'SIGTERM comes **{heeds}** after the decision to stop the container, SIGKILL **{ignores}** after it.',

  amount: { one: '{value}: {count} pod', other: '{value}: {count} pods' },
  rollout: {
    one: 'Without image pulls, a rollout of {count} pod takes **{window}** if the app answers from the start.',
    other: 'Without image pulls, a rollout of {count} pods takes **{window}** if the app answers from the start.',
  },
  available:
    'Without image pulls, a new pod is available **{window}** after its creation if the app answers from the start.',

  timeline: '`{steps}`',
  next: '{before} {line} {window} {event}',
  start: 'start',
  hang: 'hang',
  deletion: 'deletion',
  attempt: 'first attempt',
  isReady: 'ready',
  isRemoved: 'out of the endpoints',
  isStarted: 'must have answered',
  sigtermStep: 'SIGTERM',
  sigkillStep: 'SIGKILL',
  restartStep: 'restart',
  lateRestartStep: 'restart if SIGTERM is ignored',

  state: '**{word}**: {meaning}',

  onlyPolicies: 'The restartPolicy of a {kind} must be {policies}.',
  staysEnded:
    'A container that ends, or that a probe kills, is not started again. When all have ended, the pod is `Succeeded` if every exit code is 0, else `Failed`.',
  jobReplaces: 'The Job creates another pod for a failed one, up to `backoffLimit` times.',
  startedAgain:
    'A container that ends is started again at once the first time. If that goes on, the next waits are {waits} and so on, at most **{longest}** (`CrashLoopBackOff`). Ten minutes without a restart reset them.',
  startedAfterFailure:
    'A container that ends with another code than 0 is started again at once the first time. If that goes on, the next waits are {waits} and so on, at most **{longest}** (`CrashLoopBackOff`). Ten minutes without a restart reset them.',
  wait: '**{window}**',
  succeeds: 'When every container has ended with 0, the pod is `Succeeded`.',
  deletionTakes:
    'Deleting the pod takes **{heeds}** if its containers end when SIGTERM comes, **{ignores}** if one ignores it.',
  alwaysPulls:
    'Every start of the container, restarts included, asks the registry. While that does not answer, the container waits in `ImagePullBackOff`.',
  keepsImage: 'A node that has the image keeps it, even if the tag has moved to another one since.',
  neverPulls: 'On a node that does not have the image, the container waits in `ErrImageNeverPull`.',
  portUsed: 'Used here by the {probes}.',
});
