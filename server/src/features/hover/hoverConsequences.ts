/** What a field means for this very pod: sentences with times. Silent about what a template decides. */
import { crashLoopWait } from '../../analysis/crashLoop.ts';
import type { FailureMode } from '../../analysis/probe.ts';
import { type ContainerTiming, type ProbeKill, podTiming } from '../../analysis/timing.ts';
import { allOf, anyOf, duration, listed, type Message, timeRange } from '../../base/message.ts';
import type { ProbeType } from '../../kubernetes/pod.ts';
import type { Field } from '../../manifest/field.ts';
import { plainPod } from '../../manifest/plainPod.ts';
import type { ProbeModel } from '../../manifest/podModel.ts';
import { handlerMessages } from '../../rules/handlers.ts';
import { containerTiming, isKnownField } from '../containerTiming.ts';
import { codeText, describeTarget, resolvePort } from './hoverTarget.ts';
import { hoverMessages as say } from './messages.ts';
import type { PodPlace } from './podPlace.ts';
import { workloadConsequences } from './workloadFields.ts';

export function consequences(place: PodPlace): Message[] {
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
      return workloadConsequences(place);
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

/** What matters most about a field comes first: a hover shows only the first few. */
const aspects: Readonly<Record<string, readonly Aspect[]>> = {
  probe: ['target', 'stopsAnswering', 'ready', 'endpoints', 'allowance', 'neverAnswers'],
  initialDelaySeconds: ['firstAttempt', 'ready', 'allowance', 'neverAnswers'],
  periodSeconds: ['ready', 'allowance', 'stopsAnswering', 'endpoints', 'neverAnswers', 'crashLoop', 'firstAttempt'],
  timeoutSeconds: ['stopsAnswering', 'endpoints', 'neverAnswers'],
  successThreshold: ['ready', 'endpoints'],
  failureThreshold: ['allowance', 'stopsAnswering', 'endpoints', 'neverAnswers', 'crashLoop'],
  terminationGracePeriodSeconds: ['sigterm', 'stopsAnswering'],
  handler: ['target'],
};

function probeConsequences(place: PodPlace, type: ProbeType): Message[] {
  const { container, probe, workload } = place;
  if (container === undefined || probe === undefined) return [];
  if (!container.runsOn) {
    return [container.role === 'init' ? say.noProbesInInit() : say.noProbesInEphemeral()];
  }
  const field = place.id.startsWith('container.') ? 'probe' : (place.id.split('.')[1] ?? '');
  const wanted = aspects[place.id.startsWith('probe.') || field === 'probe' ? field : 'handler'] ?? [];
  if (resolvePort(probe.port?.value, container) === 'missing') return [neverRuns(probe)];
  const timing = containerTiming(workload, container, [
    probe.type,
    ...(type === 'startup' ? [] : (['startup'] as const)),
  ]);
  return wanted.flatMap((aspect) =>
    aspect === 'target'
      ? describeTarget(probe, container)
      : timing === undefined
        ? []
        : probeSentence(aspect, type, timing, isRestarting(workload.pod.restartPolicy)),
  );
}

const withoutVerdict = {
  startup: say.neverStarted,
  readiness: say.neverReady,
  liveness: say.neverRestarted,
} as const;

/** A port that does not exist makes an error of every attempt; errors change nothing. */
function neverRuns({ port, type }: ProbeModel): Message {
  return withoutVerdict[type]({ port: codeText(String(port?.value)) });
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
): Message[] {
  const { firstProbe, startupAllowance: allowance, neverAnswers, stopsAnswering, removedFromEndpoints } = timing;
  const first = firstProbe[type];
  if (first === undefined) return [];
  switch (aspect) {
    case 'firstAttempt': {
      const gated = type !== 'startup' && firstProbe.startup !== undefined;
      const window = timeRange(first);
      return [gated ? say.firstGatedAttempt({ window }) : say.firstAttempt({ window })];
    }
    case 'ready':
      if (type !== 'readiness') return [];
      return [say.ready({ window: timeRange(timing.ready) })];
    case 'allowance':
      if (type !== 'startup' || allowance === undefined) return [];
      return [say.allowance({ duration: duration(allowance.window.bestMs) })];
    case 'neverAnswers':
      if (neverAnswers === undefined || neverAnswers.error.by !== type) return [];
      return [
        killSentence(
          { restarted: say.neverAnswersRestarted, killed: say.neverAnswersKilled, stopped: say.neverAnswersStopped },
          neverAnswers,
          restarts,
        ),
      ];
    case 'stopsAnswering':
      if (type !== 'liveness' || stopsAnswering === undefined) return [];
      return [
        killSentence(
          { restarted: say.hangRestarted, killed: say.hangKilled, stopped: say.hangStopped },
          stopsAnswering,
          restarts,
        ),
      ];
    case 'endpoints': {
      if (type !== 'readiness' || removedFromEndpoints === undefined || timing.addedBack === undefined) return [];
      const { error, hang } = removedFromEndpoints;
      return [
        say.endpoints({ error: timeRange(error), hang: timeRange(hang), back: timeRange(timing.addedBack.error) }),
      ];
    }
    case 'sigterm': {
      if (type === 'readiness') return [];
      const ignores = timing.stop[type].ignores.worstMs - timing.stop[type].heeds.worstMs;
      return [say.sigterm({ duration: duration(ignores) })];
    }
    case 'crashLoop': {
      if (type === 'readiness') return [];
      const kills = type === 'startup' ? neverAnswers : timing.livenessAlwaysFails;
      const onset = kills?.error.crashLoop;
      if (onset === undefined || restarts !== true) return [];
      const { fewest, most } = onset.restarts;
      const count = fewest === most ? say.restarts({ count: most }) : say.restartsBetween({ fewest, most });
      return [say.crashLoop({ restarts: count, window: timeRange(onset.window) })];
    }
  }
}

type KillSentence = (typeof say)['hangKilled'];

function killSentence(
  sentences: { readonly restarted: KillSentence; readonly killed: KillSentence; readonly stopped: KillSentence },
  { error, hang }: Readonly<Record<FailureMode, ProbeKill>>,
  restarts: boolean | undefined,
): Message {
  if (error.restarted !== undefined && hang.restarted !== undefined && restarts !== undefined)
    return sentences.restarted({ error: timeRange(error.restarted.heeds), hang: timeRange(hang.restarted.heeds) });
  const sentence = restarts === false ? sentences.stopped : sentences.killed;
  return sentence({ error: timeRange(error.killed), hang: timeRange(hang.killed) });
}

function hookConsequences(place: PodPlace): Message[] {
  const { hookType, hook, container, workload } = place;
  if (hook === undefined || container === undefined) return [];
  if (!container.runsOn) return [say.noHooks()];
  const timing = containerTiming(workload, container, []);
  const [handler] = hook.handlers;
  if (timing === undefined || handler === undefined || handler.node.partial || hookType !== 'preStop') return [];
  const { heeds, ignores } = timing.stop.deletion;
  if (ignores.worstMs === heeds.worstMs) return [];
  return [say.preStop({ heeds: timeRange(heeds), ignores: timeRange(ignores) })];
}

function restartConsequences({ workload }: PodPlace): Message[] {
  const { kind, pod } = workload;
  const { value } = pod.restartPolicy;
  const allowed = kind.restartPolicies;
  const only =
    allowed.length === 3
      ? []
      : [say.onlyPolicies({ kind: kind.kind, policies: anyOf(allowed.map((text) => say.code({ text }))) })];
  if (value === undefined || !(allowed as readonly string[]).includes(value)) return only;
  const isJob = kind.kind === 'Job' || kind.kind === 'CronJob';
  if (value === 'Never') {
    return [...only, say.staysEnded(), ...(isJob ? [say.jobReplaces()] : [])];
  }
  const waits = listed([2, 3, 4].map((n) => say.wait({ window: timeRange(crashLoopWait(n)) })));
  const data = { waits, longest: timeRange(crashLoopWait(7)) };
  return [
    ...only,
    value === 'Always' ? say.startedAgain(data) : say.startedAfterFailure(data),
    ...(value === 'OnFailure' ? [say.succeeds()] : []),
  ];
}

function deletionConsequences({ workload }: PodPlace): Message[] {
  const { pod } = workload;
  const hidden = pod.allContainers.some(({ node }) => node.get('lifecycle').partial || node.partial);
  if (hidden || pod.spec.partial || !isKnownField(pod.terminationGracePeriodSeconds)) return [];
  const { heeds, ignores } = podTiming(plainPod(workload)).terminated;
  return [say.deletionTakes({ heeds: timeRange(heeds), ignores: timeRange(ignores) })];
}

function pullConsequences({ container }: PodPlace): Message[] {
  if (container === undefined) return [];
  const { image, imagePullPolicy } = container;
  switch (imagePullPolicy.value) {
    case 'Always':
      return [say.alwaysPulls()];
    case 'IfNotPresent':
      return image.value?.includes('@') ? [] : [say.keepsImage()];
    case 'Never':
      return [say.neverPulls()];
    default:
      return [];
  }
}

function portConsequences({ container, node }: PodPlace): Message[] {
  const name = node.string;
  if (container === undefined || name === undefined) return [];
  const users = container.probes.filter(({ port }) => port?.value === name).map(({ type }) => handlerMessages[type]());
  return users.length === 0 ? [] : [say.portUsed({ probes: allOf(users) })];
}
