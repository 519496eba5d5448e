/** What a field means for this very pod: sentences with times, in Markdown. Silent about whatever a template decides. */
import { crashLoopWait } from '../../analysis/crashLoop.ts';
import { describeDuration, describeWindow } from '../../analysis/describe.ts';
import type { FailureMode } from '../../analysis/probe.ts';
import { type ContainerTiming, type ProbeKill, podTiming } from '../../analysis/timing.ts';
import type { TimeWindow } from '../../analysis/window.ts';
import { formatFieldPath } from '../../base/fieldPath.ts';
import type { ProbeType } from '../../kubernetes/pod.ts';
import type { Field } from '../../manifest/field.ts';
import { plainPod } from '../../manifest/plainPod.ts';
import type { ProbeModel } from '../../manifest/podModel.ts';
import { pathInPod } from '../../manifest/workload.ts';
import { describeTarget, inlineCode, resolvePort } from './hoverTarget.ts';
import type { PodPlace } from './podPlace.ts';

export function consequences(place: PodPlace): string[] {
  if (place.probeType !== undefined) return probeConsequences(place, place.probeType);
  if (place.hookType !== undefined) return hookConsequences(place);
  switch (place.id) {
    case 'pod.restartPolicy':
      return restartConsequences(place);
    case 'pod.terminationGracePeriodSeconds':
      return deletionConsequences(place);
    case 'container.image':
    case 'container.imagePullPolicy':
      return pullConsequences(place);
    case 'container.ports.name':
      return portConsequences(place);
    default:
      return [];
  }
}

type Aspect =
  | 'target'
  | 'firstAttempt'
  | 'ready'
  | 'neverAnswers'
  | 'stopsAnswering'
  | 'endpoints'
  | 'allowance'
  | 'sigterm'
  | 'crashLoop';

const aspects: Readonly<Record<string, readonly Aspect[]>> = {
  probe: [
    'target',
    'firstAttempt',
    'ready',
    'allowance',
    'neverAnswers',
    'stopsAnswering',
    'endpoints',
    'sigterm',
    'crashLoop',
  ],
  initialDelaySeconds: ['firstAttempt', 'ready', 'allowance', 'neverAnswers'],
  periodSeconds: ['firstAttempt', 'ready', 'allowance', 'neverAnswers', 'stopsAnswering', 'endpoints', 'crashLoop'],
  timeoutSeconds: ['neverAnswers', 'stopsAnswering', 'endpoints'],
  successThreshold: ['ready', 'endpoints'],
  failureThreshold: ['allowance', 'neverAnswers', 'stopsAnswering', 'endpoints', 'crashLoop'],
  terminationGracePeriodSeconds: ['sigterm', 'stopsAnswering'],
  handler: ['target'],
};

function probeConsequences(place: PodPlace, type: ProbeType): string[] {
  const { container, probe, workload } = place;
  if (container === undefined || probe === undefined) return [];
  if (!container.runsOn) {
    return [
      container.role === 'init'
        ? 'Not allowed here: an init container has probes only as a sidecar, with `restartPolicy: Always`.'
        : 'Not allowed here: ephemeral containers have no probes.',
    ];
  }
  const field = place.id.startsWith('container.') ? 'probe' : (place.id.split('.')[1] ?? '');
  const wanted = aspects[place.id.startsWith('probe.') || field === 'probe' ? field : 'handler'] ?? [];
  if (resolvePort(probe.port?.value, container) === 'missing') return [neverRuns(probe)];
  const timing = timingOf(place, [probe.type, ...(type === 'startup' ? [] : (['startup'] as const))]);
  return wanted.flatMap((aspect) =>
    aspect === 'target'
      ? describeTarget(probe, container)
      : timing === undefined
        ? []
        : probeSentence(aspect, type, timing, isRestarting(workload.pod.restartPolicy)),
  );
}

const withoutVerdict: Readonly<Record<ProbeType, string>> = {
  startup: 'The container never counts as started, and its other probes never run.',
  readiness: 'The container never becomes ready.',
  liveness: 'It never restarts the container.',
};

/** A port that does not exist makes an error of every attempt; errors change nothing. */
function neverRuns({ port, type }: ProbeModel): string {
  const name = inlineCode(String(port?.value));
  return `No port of this container is called ${name}: every attempt is an error, neither success nor failure. ${withoutVerdict[type]}`;
}

/** The container's timing, if nothing that decides it is hidden by a template or invalid. */
function timingOf({ workload, container }: PodPlace, probes: readonly ProbeType[]): ContainerTiming | undefined {
  if (container === undefined) return undefined;
  const { pod } = workload;
  const path = formatFieldPath(pathInPod(workload, container.node.path) ?? []);
  const timing = podTiming(plainPod(workload)).containers.get(path);
  if (timing === undefined || timing.name !== container.name.value) return undefined;
  const isKnown = probes.every((type) => {
    const probe = container.probes.find((candidate) => candidate.type === type);
    return probe === undefined ? !container.node.partial : isKnownProbe(probe);
  });
  const hooks = container.node.get('lifecycle');
  return isKnown && isKnownField(pod.terminationGracePeriodSeconds) && !hooks.unknown && !hooks.partial
    ? timing
    : undefined;
}

function isKnownProbe({ node, timings }: ProbeModel): boolean {
  const grace = node.get('terminationGracePeriodSeconds');
  return !grace.unknown && Object.values(timings).every((field) => isKnownField(field) && (field.value ?? 0) >= 0);
}

function isKnownField({ origin }: Field<unknown>): boolean {
  return origin !== 'unknown' && origin !== 'invalid';
}

/** Whether a killed container comes back; undefined where a template decides. */
function isRestarting(policy: Field<string>): boolean | undefined {
  return isKnownField(policy) ? policy.value !== 'Never' : undefined;
}

function probeSentence(
  aspect: Exclude<Aspect, 'target'>,
  type: ProbeType,
  timing: ContainerTiming,
  restarts: boolean | undefined,
): string[] {
  const { firstProbe, startupAllowance: allowance, neverAnswers, stopsAnswering, removedFromEndpoints } = timing;
  const first = firstProbe[type];
  if (first === undefined) return [];
  switch (aspect) {
    case 'firstAttempt': {
      const gated = type !== 'startup' && firstProbe.startup !== undefined;
      const condition = gated ? ' if the startup probe succeeds with its first attempt' : '';
      return [`First attempt ${bold(first)} after the container starts${condition}.`];
    }
    case 'ready':
      if (type !== 'readiness') return [];
      return [`Ready ${bold(timing.ready)} after the container starts if the app answers from the start.`];
    case 'allowance':
      if (type !== 'startup' || allowance === undefined) return [];
      return [`The app may take **${describeDuration(allowance.window.bestMs)}** to give its first good answer.`];
    case 'neverAnswers':
      if (neverAnswers === undefined || neverAnswers.error.by !== type) return [];
      return [killSentence('If the app never answers', 'after its start', neverAnswers, restarts)];
    case 'stopsAnswering':
      if (type !== 'liveness' || stopsAnswering === undefined) return [];
      return [killSentence('If a running app stops answering', 'later', stopsAnswering, restarts)];
    case 'endpoints': {
      if (type !== 'readiness' || removedFromEndpoints === undefined || timing.addedBack === undefined) return [];
      const { error, hang } = removedFromEndpoints;
      return [
        `If the app stops answering, the pod leaves the endpoints of its Services ${bold(error)} later${hanging(hang)}. It is back ${bold(timing.addedBack.error)} after the app answers again.`,
      ];
    }
    case 'sigterm': {
      if (type === 'readiness') return [];
      const ignores = timing.stop[type].ignores.worstMs - timing.stop[type].heeds.worstMs;
      return [`An app that ignores SIGTERM adds **${describeDuration(ignores)}** to each of these kills.`];
    }
    case 'crashLoop': {
      if (type === 'readiness') return [];
      const kills = type === 'startup' ? neverAnswers : timing.livenessAlwaysFails;
      const onset = kills?.error.crashLoop;
      if (onset === undefined || restarts !== true) return [];
      const { fewest, most } = onset.restarts;
      const count = fewest === most ? `${most}` : `${fewest}–${most}`;
      return [
        `If it fails from the start every time, \`CrashLoopBackOff\` shows after ${count} restarts, ${bold(onset.window)} after the first start.`,
      ];
    }
  }
}

function killSentence(
  condition: string,
  after: string,
  { error, hang }: Readonly<Record<FailureMode, ProbeKill>>,
  restarts: boolean | undefined,
): string {
  if (error.restarted !== undefined && hang.restarted !== undefined && restarts !== undefined) {
    const { heeds } = error.restarted;
    return `${condition}, the container is restarted ${bold(heeds)} ${after}${hanging(hang.restarted.heeds)}.`;
  }
  const forGood = restarts === false ? ', and `restartPolicy: Never` leaves it at that' : '';
  return `${condition}, the container is killed ${bold(error.killed)} ${after}${hanging(hang.killed)}${forGood}.`;
}

function hanging(window: TimeWindow): string {
  return ` (${describeWindow(window)} if attempts hang until their timeout)`;
}

function bold(window: TimeWindow): string {
  return `**${describeWindow(window)}**`;
}

function hookConsequences(place: PodPlace): string[] {
  const { hookType, hook, container } = place;
  if (hook === undefined || container === undefined) return [];
  if (!container.runsOn) return ['Not allowed here: hooks are for regular containers and sidecars.'];
  const timing = timingOf(place, []);
  const [handler] = hook.handlers;
  if (timing === undefined || handler === undefined || handler.node.partial || hookType !== 'preStop') return [];
  const { heeds, ignores } = timing.stop.deletion;
  if (ignores.worstMs === heeds.worstMs) return [];
  return [`SIGTERM comes ${bold(heeds)} after the decision to stop the container, SIGKILL ${bold(ignores)} after it.`];
}

function restartConsequences({ workload }: PodPlace): string[] {
  const { kind, pod } = workload;
  const { value } = pod.restartPolicy;
  const allowed = kind.restartPolicies;
  const only =
    allowed.length === 3
      ? []
      : [`A ${kind.kind} accepts ${allowed.length === 1 ? 'only ' : ''}${allowed.map(code).join(' or ')}.`];
  if (value === undefined || !(allowed as readonly string[]).includes(value)) return only;
  const isJob = kind.kind === 'Job' || kind.kind === 'CronJob';
  if (value === 'Never') {
    return [
      ...only,
      'A container that ends, or that a probe kills, stays ended. When all have ended, the pod is `Succeeded` if every exit code is 0, else `Failed`.',
      ...(isJob ? ['The Job makes another pod for a failed one, up to `backoffLimit` times.'] : []),
    ];
  }
  const waits = [2, 3, 4].map((n) => bold(crashLoopWait(n))).join(', ');
  const ends = value === 'Always' ? 'A container that ends' : 'A container that ends with another code than 0';
  return [
    ...only,
    `${ends} is started again at once the first time. If that goes on, the next waits are ${waits} and so on, at most ${bold(crashLoopWait(7))} (\`CrashLoopBackOff\`). Ten minutes without a restart reset them.`,
    ...(value === 'OnFailure' ? ['When every container has ended with 0, the pod is `Succeeded`.'] : []),
  ];
}

function deletionConsequences({ workload }: PodPlace): string[] {
  const { pod } = workload;
  const hidden = pod.allContainers.some(({ node }) => node.get('lifecycle').partial || node.partial);
  if (hidden || pod.spec.partial || !isKnownField(pod.terminationGracePeriodSeconds)) return [];
  const { heeds, ignores } = podTiming(plainPod(workload)).terminated;
  return [
    `Deleting the pod takes ${bold(heeds)} if its containers end when SIGTERM comes, ${bold(ignores)} if one ignores it.`,
  ];
}

function pullConsequences({ container }: PodPlace): string[] {
  if (container === undefined) return [];
  const { image, imagePullPolicy } = container;
  switch (imagePullPolicy.value) {
    case 'Always':
      return [
        'Every start of the container, restarts included, asks the registry. While that does not answer, the container waits in `ImagePullBackOff`.',
      ];
    case 'IfNotPresent':
      return image.value?.includes('@')
        ? []
        : ['A node that has the image keeps it, even if the tag has moved to another one since.'];
    case 'Never':
      return ['On a node that does not have the image, the container waits in `ErrImageNeverPull`.'];
    default:
      return [];
  }
}

function portConsequences({ container, node }: PodPlace): string[] {
  const name = node.string;
  if (container === undefined || name === undefined) return [];
  const users = container.probes.filter(({ port }) => port?.value === name).map(({ type }) => `${type} probe`);
  return users.length === 0 ? [] : [`Used here by the ${listing(users)}.`];
}

function listing(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function code(text: string): string {
  return `\`${text}\``;
}
