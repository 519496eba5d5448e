/** A probe's or a stop's course in one line of text: `start ── 0–10 s first attempt ───── 20–30 s restart`. */
import type { ContainerTiming } from '../../analysis/timing.ts';
import { type Message, type TimeRange, timeRange } from '../../base/message.ts';
import { containerTiming } from '../containerTiming.ts';
import { resolvePort } from './hoverTarget.ts';
import { hoverMessages as say } from './messages.ts';
import type { PodPlace } from './podPlace.ts';

interface Step {
  readonly window: TimeRange;
  readonly event: Message;
}

/** Strokes in a line, at most one step's; lines stay within a hover's width. */
const strokes = 16;

/** Undefined where nothing is known, or nothing happens. */
export function timeline(place: PodPlace): Message | undefined {
  const { container, workload, probe, probeType: type } = place;
  if (container === undefined || !container.runsOn) return undefined;
  if (place.id.startsWith('probe.') || place.id === `container.${type}Probe`) {
    if (type === undefined || probe === undefined || resolvePort(probe.port?.value, container) === 'missing')
      return undefined;
    const timing = containerTiming(workload, container, type === 'startup' ? [type] : [type, 'startup']);
    return timing && probeLine(place.id.split('.')[1] ?? '', type, timing);
  }
  if (place.hookType !== 'preStop') return undefined;
  const timing = containerTiming(workload, container, []);
  return timing && stopLine(timing);
}

/** Fields that matter once the app runs. */
const ofRunning: ReadonlySet<string> = new Set([
  'timeoutSeconds',
  'failureThreshold',
  'terminationGracePeriodSeconds',
  'livenessProbe',
]);

function probeLine(
  field: string,
  type: 'startup' | 'readiness' | 'liveness',
  timing: ContainerTiming,
): Message | undefined {
  const { firstProbe, ready, removedFromEndpoints, stopsAnswering, neverAnswers, startupAllowance } = timing;
  const first: Step[] = firstProbe[type] ? [{ window: firstProbe[type], event: say.attempt() }] : [];
  if (type === 'readiness') {
    return ofRunning.has(field) && removedFromEndpoints
      ? drawn(say.hang(), [{ window: removedFromEndpoints.hang, event: say.isRemoved() }])
      : drawn(say.start(), [...first, { window: ready, event: say.isReady() }]);
  }
  if (type === 'liveness' && ofRunning.has(field) && stopsAnswering) {
    return drawn(say.hang(), killSteps(stopsAnswering.hang));
  }
  const allowed: Step[] =
    type === 'startup' && startupAllowance
      ? [
          {
            window: { bestMs: startupAllowance.window.bestMs, worstMs: startupAllowance.window.bestMs },
            event: say.isStarted(),
          },
        ]
      : [];
  const kill = neverAnswers?.error.by === type ? killSteps(neverAnswers.error).slice(0, 1) : [];
  return drawn(say.start(), [...first, ...allowed, ...kill]);
}

function killSteps({ killed, restarted }: NonNullable<ContainerTiming['stopsAnswering']>['hang']): Step[] {
  const sigterm: Step = { window: killed, event: say.sigtermStep() };
  if (!restarted) return [sigterm];
  const { heeds, ignores } = restarted;
  const restart: Step = { window: heeds, event: say.restartStep() };
  const isAtOnce = heeds.bestMs === killed.bestMs && heeds.worstMs === killed.worstMs;
  return [
    ...(isAtOnce ? [] : [sigterm]),
    restart,
    ...(ignores.worstMs > heeds.worstMs ? [{ window: ignores, event: say.lateRestartStep() }] : []),
  ];
}

function stopLine({ stop }: ContainerTiming): Message | undefined {
  const { heeds, ignores } = stop.deletion;
  return drawn(say.deletion(), [
    { window: heeds, event: say.sigtermStep() },
    { window: ignores, event: say.sigkillStep() },
  ]);
}

/** The steps with lines between them that are as long as the time is, compared with the others. */
function drawn(start: Message, steps: readonly Step[]): Message | undefined {
  const end = steps.at(-1)?.window.bestMs;
  if (end === undefined) return undefined;
  let beforeMs = 0;
  const line = (ms: number) => '─'.repeat(Math.max(1, end === 0 ? 1 : Math.round((strokes * ms) / end)));
  const whole = steps.reduce((before, { window, event }) => {
    const drawnLine = line(Math.max(0, window.bestMs - beforeMs));
    beforeMs = window.bestMs;
    return say.next({ before, line: drawnLine, window: timeRange(window), event });
  }, start);
  return say.timeline({ steps: whole });
}
