import type { DefaultedContainer, DefaultedPod, DefaultedProbe } from '../kubernetes/defaults.ts';
import { isSidecar, type ProbeType, probeField } from '../kubernetes/pod.ts';
import { relistMs, resyncMs, startTimePrecisionMs } from './kubelet.ts';
import { windowMessages as say } from './messages.ts';
import { earliest, extend, later, latest, sum, type Term, type TimeWindow } from './window.ts';

/** How a probe fails: with an answer at once (an error, a refused connection), or only when its time is up. */
export type FailureMode = 'error' | 'hang';

/** A container and where it stands in its pod, e.g. `spec.containers[0]`. */
export interface PlacedContainer {
  readonly container: DefaultedContainer;
  readonly path: string;
}

/** The containers that run on, by what they are: not init containers that end. */
export function placedContainers({ spec }: DefaultedPod): Record<'regular' | 'sidecars', PlacedContainer[]> {
  const place = (containers: readonly DefaultedContainer[], list: string) =>
    containers.map((container, index) => ({ container, path: `spec.${list}[${index}]` }));
  return {
    regular: place(spec.containers, 'containers'),
    sidecars: place(spec.initContainers ?? [], 'initContainers').filter(({ container }) => isSidecar(container)),
  };
}

/** From the container's start to the first attempt of a probe, for an app that answers from its start on. */
export function firstProbe(placed: PlacedContainer, type: ProbeType): TimeWindow | undefined {
  const timings = timingsOf(placed, type);
  return timings && firstAttempt(placed, timings, 0, 'error').window;
}

/**
 * From the container's start to its being ready, for an app that answers every probe from `answersFromMs` after that
 * start on. `before` is how probes fail until then.
 */
export function readyAfterStart(placed: PlacedContainer, answersFromMs = 0, before: FailureMode = 'error'): TimeWindow {
  const readiness = timingsOf(placed, 'readiness');
  if (readiness !== undefined) {
    const first = firstSuccess(placed, readiness, answersFromMs, before);
    return extend(first.window, ...moreSuccesses(readiness, first.by, answersFromMs > 0 ? before : 'error'));
  }
  const startup = timingsOf(placed, 'startup');
  if (startup === undefined) return seenRunning(placed);
  return extend(firstSuccess(placed, startup, answersFromMs, before).window, podIsSynced);
}

/** At once, unless the pod was synced less than a relist ago. */
const podIsSynced: Term = { label: say.podSynced(), bestMs: 0, worstMs: 0, laterMs: relistMs, fields: [] };

/** From the moment a ready container's app stops answering to its leaving the endpoints. */
export function removedAfterFailure(placed: PlacedContainer, mode: FailureMode): TimeWindow | undefined {
  const timings = timingsOf(placed, 'readiness');
  return timings && sum(nextAttempt(timings, 'error'), ...failures(timings, mode));
}

/** From the moment the app answers again to its being back in the endpoints. */
export function addedBackAfterRecovery(placed: PlacedContainer, outage: FailureMode): TimeWindow | undefined {
  const timings = timingsOf(placed, 'readiness');
  return timings && sum(nextAttempt(timings, outage), ...moreSuccesses(timings, 'tick', outage));
}

/** From the moment a running app stops answering to the kill that its liveness probe asks for. */
export function killedAfterFailure(placed: PlacedContainer, mode: FailureMode): TimeWindow | undefined {
  const timings = timingsOf(placed, 'liveness');
  return timings && sum(nextAttempt(timings, 'error'), ...failures(timings, mode), killBegins);
}

/** From the container's start to the kill that a probe asks for which fails from its first attempt on. */
export function killedFromStart(
  placed: PlacedContainer,
  type: 'startup' | 'liveness',
  mode: FailureMode,
): TimeWindow | undefined {
  const timings = timingsOf(placed, type);
  return timings && extend(firstAttempt(placed, timings, 0, 'error').window, ...failures(timings, mode), killBegins);
}

/**
 * From one such verdict to the next, when the container takes `stop` to end and is started again at once. The ticker
 * runs on through restarts, so the second first attempt falls a whole number of periods after the last verdict's tick.
 */
export function verdictToVerdict(
  placed: PlacedContainer,
  type: 'startup' | 'liveness',
  mode: FailureMode,
  stop: TimeWindow,
): TimeWindow | undefined {
  const timings = timingsOf(placed, type);
  if (timings === undefined) return undefined;
  const { periodMs, timeoutMs, delayMs } = timings;
  const gatedByStartup = type === 'liveness' && placed.container.startupProbe !== undefined;
  const offTick = mode === 'hang' && timeoutMs >= periodMs;
  if (gatedByStartup || offTick) {
    const first = firstAttempt(placed, timings, 0, 'error').window;
    return extend(stop, ...first.terms, ...failures(timings, mode), killBegins);
  }
  const sinceTickMs = mode === 'hang' ? timeoutMs : 0;
  const delayBestMs = Math.max(0, delayMs - startTimePrecisionMs);
  const delayWorstMs = Math.max(delayMs, seenRunning(placed).worstMs);
  const periodsFor = (ms: number) => Math.ceil(ms / periodMs) * periodMs;
  const worstMs = periodsFor(sinceTickMs + stop.worstMs + delayWorstMs);
  const first: Term = {
    label: say.firstNewAttempt(),
    bestMs: (Math.floor((sinceTickMs + stop.bestMs + delayBestMs) / periodMs) + 1) * periodMs,
    worstMs,
    // The kill may have begun up to a relist late, and the next tick passed meanwhile.
    laterMs: periodsFor(sinceTickMs + relistMs + stop.worstMs + delayWorstMs) - worstMs,
    fields: [timings.field('initialDelaySeconds'), timings.field('periodSeconds')],
  };
  return sum(first, moreFailures(timings, mode));
}

/**
 * How long after its start an app may begin to answer without being killed for it. The best end is what is granted in
 * any case; up to the worst end it may be lucky. The startup probe decides; without one, liveness.
 */
export function startupAllowance(
  placed: PlacedContainer,
): { readonly by: 'startup' | 'liveness'; readonly window: TimeWindow } | undefined {
  for (const by of ['startup', 'liveness'] as const) {
    const timings = timingsOf(placed, by);
    if (timings !== undefined) {
      const first = firstAttempt(placed, timings, 0, 'error').window;
      return { by, window: extend(first, moreFailures(timings, 'error')) };
    }
  }
  return undefined;
}

/** A probe's timings in milliseconds, and the paths of its fields. */
interface Timings {
  readonly type: ProbeType;
  readonly delayMs: number;
  readonly timeoutMs: number;
  readonly periodMs: number;
  readonly successes: number;
  readonly failures: number;
  readonly field: (name: keyof DefaultedProbe) => string;
}

function timingsOf({ container, path }: PlacedContainer, type: ProbeType): Timings | undefined {
  const probe = container[probeField[type]];
  if (probe === undefined) return undefined;
  return {
    type,
    delayMs: Math.max(0, probe.initialDelaySeconds) * 1_000,
    timeoutMs: Math.max(1, probe.timeoutSeconds) * 1_000,
    periodMs: Math.max(1, probe.periodSeconds) * 1_000,
    successes: Math.max(1, probe.successThreshold),
    failures: Math.max(1, probe.failureThreshold),
    field: (name) => `${path}.${probeField[type]}.${name}`,
  };
}

/** When an attempt happens, and what brings it about. Only the ticker keeps to the period. */
interface Attempt {
  readonly window: TimeWindow;
  readonly by: 'tick' | 'seenRunning' | 'started';
}

/** From the container's start to the first attempt of a probe; `answersFromMs` matters to what opens the way for it. */
function firstAttempt(placed: PlacedContainer, timings: Timings, answersFromMs: number, before: FailureMode): Attempt {
  const startup = timings.type === 'startup' ? undefined : timingsOf(placed, 'startup');
  const opened = startup && firstSuccess(placed, startup, answersFromMs, before).window;
  const delay = sum(delayOf(timings));
  const tick = nextAttempt(timings, 'error');
  if (timings.type !== 'readiness') {
    if (opened === undefined) return onTick(extend(later(runsUnseen(placed), delay), tick));
    const delayed = latest(delay) > earliest(opened);
    return onTick(extend(later(opened, delay), delayed ? tick : tickAfter(startup as Timings, timings)));
  }
  // Readiness is tried at once when the container turns out to run or to have started, unless the delay is not over.
  const event = opened === undefined ? seenRunning(placed) : extend(opened, podIsSynced);
  const by = opened === undefined ? 'seenRunning' : 'started';
  if (latest(delay) <= earliest(event)) return { window: event, by };
  const ticked = extend(later(opened ?? runsUnseen(placed), delay), tick);
  if (opened === undefined || earliest(delay) >= latest(event)) return onTick(ticked);
  return { window: eitherOf(event, ticked, delay), by };
}

function onTick(window: TimeWindow): Attempt {
  return { window, by: 'tick' };
}

/** The container may have started before the delay is over or after: at once then, else with the next tick. */
function eitherOf(event: TimeWindow, ticked: TimeWindow, delay: TimeWindow): TimeWindow {
  const bestMs = Math.max(event.bestMs, delay.bestMs);
  const worstMs = Math.max(event.worstMs, delay.worstMs + (ticked.worstMs - later(event, delay).worstMs));
  return sum({
    label: say.startupAndDelay(),
    bestMs,
    worstMs,
    earlierMs: bestMs - Math.max(earliest(event), earliest(delay)),
    laterMs: Math.max(0, latest(event) - worstMs),
    fields: [...new Set([...event.terms, ...ticked.terms].flatMap((term) => term.fields))],
  });
}

function firstSuccess(placed: PlacedContainer, timings: Timings, answersFromMs: number, before: FailureMode): Attempt {
  const first = firstAttempt(placed, timings, answersFromMs, before);
  // What waits for the startup probe waits for an app that answers.
  const gated = timings.type !== 'startup' && placed.container.startupProbe !== undefined;
  if (answersFromMs === 0 || gated) return first;
  const answers = sum({ label: say.appAnswers(), bestMs: answersFromMs, worstMs: answersFromMs, fields: [] });
  const allowed = later(runsUnseen(placed), sum(delayOf(timings)));
  return onTick(extend(later(allowed, answers), nextAttempt(timings, before)));
}

function delayOf(timings: Timings): Term {
  return {
    label: say.initialDelay(),
    bestMs: timings.delayMs,
    worstMs: timings.delayMs,
    earlierMs: Math.min(timings.delayMs, startTimePrecisionMs),
    fields: [timings.field('initialDelaySeconds')],
  };
}

/** From any moment to the next attempt: the ticker may be anywhere. A hanging attempt must end before the next. */
function nextAttempt(timings: Timings, running: FailureMode): Term {
  const hangs = running === 'hang' && timings.timeoutMs > timings.periodMs;
  return {
    label: say.nextAttempt(),
    bestMs: 0,
    worstMs: hangs ? timings.timeoutMs : timings.periodMs,
    fields: [timings.field('periodSeconds'), ...(hangs ? [timings.field('timeoutSeconds')] : [])],
  };
}

/**
 * From a tick of one probe to the next of another. Both tickers began together, so the gap is a whole multiple of what
 * their periods have in common.
 */
function tickAfter(before: Timings, timings: Timings): Term {
  return {
    label: say.nextAttempt(),
    bestMs: greatestCommonDivisor(before.periodMs, timings.periodMs),
    worstMs: timings.periodMs,
    fields: [timings.field('periodSeconds')],
  };
}

function failures(timings: Timings, mode: FailureMode): readonly Term[] {
  const timeout: Term = {
    label: say.lastTimeout(),
    bestMs: timings.timeoutMs,
    worstMs: timings.timeoutMs,
    fields: [timings.field('timeoutSeconds')],
  };
  return mode === 'hang' ? [moreFailures(timings, mode), timeout] : [moreFailures(timings, mode)];
}

/** From the first failed attempt to the last one that it takes. Attempts that outlast their period follow each other. */
function moreFailures(timings: Timings, mode: FailureMode): Term {
  const slow = mode === 'hang' && timings.timeoutMs > timings.periodMs;
  const apartMs = slow ? timings.timeoutMs : timings.periodMs;
  const more = timings.failures - 1;
  return {
    label: say.moreFailures({ count: more }),
    bestMs: more * apartMs,
    worstMs: more * apartMs,
    fields: [timings.field('failureThreshold'), timings.field(slow ? 'timeoutSeconds' : 'periodSeconds')],
  };
}

/**
 * From the first success to the last one that it takes. While a container is not ready, every sync of its pod adds an
 * attempt: one comes about a second after the container was first seen, later ones with every resync. When the startup
 * probe has succeeded, a tick may add one more.
 */
function moreSuccesses(timings: Timings, firstBy: Attempt['by'], before: FailureMode = 'error'): readonly Term[] {
  const more = timings.successes - 1;
  if (more === 0) return [];
  const worstMs = more * timings.periodMs;
  const soonMs = Math.min(relistMs, timings.periodMs);
  const bestMs = firstBy === 'tick' ? worstMs : (more - 1) * timings.periodMs + soonMs;
  // With a period of a second, the early sync and a tick coincide.
  const keepsPeriod = firstBy === 'seenRunning' && timings.periodMs > relistMs;
  // What came due while an attempt hung is made up at once.
  const isLate = before === 'hang' && timings.timeoutMs >= timings.periodMs;
  const extra = Math.floor(worstMs / resyncMs) + (keepsPeriod ? 0 : 1) + (isLate ? 1 : 0);
  const earlierMs = extra * timings.periodMs + (firstBy === 'started' ? soonMs : 0);
  return [
    {
      label: say.moreSuccesses({ count: more }),
      bestMs,
      worstMs,
      earlierMs: Math.min(bestMs, earlierMs),
      fields: [timings.field('successThreshold'), timings.field('periodSeconds')],
    },
  ];
}

/** A verdict takes effect in a sync of the pod, which waits for the next relist if the last sync is younger. */
const killBegins: Term = { label: say.podSynced(), bestMs: 0, worstMs: 0, laterMs: relistMs, fields: [] };

/** From the container's start until the kubelet sees that it runs. It does not look before the `postStart` hook ends. */
function seenRunning(placed: PlacedContainer): TimeWindow {
  return sum(postStart(placed), {
    label: say.seenRunning(),
    bestMs: 0,
    worstMs: relistMs,
    fields: [],
  });
}

/** The same for what waits for a tick anyway: the second hardly matters, so it counts as granularity. */
function runsUnseen(placed: PlacedContainer): TimeWindow {
  return sum(postStart(placed), {
    label: say.seenRunning(),
    bestMs: 0,
    worstMs: 0,
    laterMs: relistMs,
    fields: [],
  });
}

function postStart({ container, path }: PlacedContainer): Term {
  const ms = Math.max(0, container.lifecycle?.postStart?.sleep?.seconds ?? 0) * 1_000;
  return { label: say.postStart(), bestMs: ms, worstMs: ms, fields: [`${path}.lifecycle.postStart.sleep.seconds`] };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
