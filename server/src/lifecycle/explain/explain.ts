import { duration, type Message, paragraph, seconds } from '../../base/message.ts';
import { ranForMs } from '../trace/runs.ts';
import type { EntryOf, PodSpecChange, Trace } from '../trace/trace.ts';
import { explainEvent, explainReport } from './explainEvent.ts';
import { explainFailedAttempts, explainProbe } from './explainProbe.ts';
import { explainStatus } from './explainStatus.ts';
import { explainWorld } from './explainWorld.ts';
import { podMessages as say } from './podMessages.ts';
import { words } from './words.ts';

/**
 * What an entry of the trace means and why it came about, in one or two sentences with the numbers. Throws where the trace
 * has no such entry.
 */
export function explain(trace: Trace, seq: number): Message {
  const entry = trace.entries[seq];
  if (entry === undefined) throw new RangeError(`The trace has no entry ${seq}`);
  switch (entry.kind) {
    case 'api':
      return explainApi(entry, trace);
    case 'probe':
      return explainProbe(entry.probe);
    case 'hook':
      return explainHook(entry);
    case 'cri':
      return explainCall(entry, trace);
    case 'event':
      return explainEvent(entry, trace);
    case 'status':
      return explainStatus(entry, trace);
    case 'endpoint':
      return explainEndpoint(entry, trace);
    case 'world':
      return explainWorld(entry.fact);
  }
}

/** The same of what is the cause of something else: whether an event reached the API server does not matter then. */
export function explainCause(trace: Trace, seq: number): Message {
  const entry = trace.entries[seq];
  return entry?.kind === 'event' ? explainReport(entry, trace) : explain(trace, seq);
}

function explainApi(entry: EntryOf<'api'>, { pod }: Trace): Message {
  const { call, source, node, gracePeriodSeconds = 0, change = {}, message = '' } = entry;
  switch (call) {
    case 'created':
      return say.created({ pod });
    case 'bound':
      if (source !== 'scheduler') return say.namesNode({ node: node ?? '' });
      return node === undefined ? say.scheduledSomewhere() : say.scheduled({ node });
    case 'changed':
      return explainChange(change);
    case 'changeRefused':
      return say.changeRefused({ error: words(message) });
    case 'deleted':
      return gracePeriodSeconds === 0 ? say.deletedByForce() : say.deleted({ grace: seconds(gracePeriodSeconds) });
    case 'removed':
      return say.removed();
  }
}

function explainChange({ images = {}, activeDeadlineSeconds }: PodSpecChange): Message {
  const changed = Object.entries(images).map(([container, image]) => say.imageChanged({ container, image }));
  const deadline =
    activeDeadlineSeconds === undefined ? [] : [say.deadlineChanged({ deadline: seconds(activeDeadlineSeconds) })];
  return paragraph([...changed, ...deadline]);
}

function explainHook({ hook }: EntryOf<'hook'>): Message {
  const { type, container, result, tookMs, trouble } = hook;
  const given = { hook: type, container };
  if (result === undefined) return say.hookBegins(given);
  const withLength = { ...given, took: duration(tookMs) };
  if (trouble === 'containerDied') return say.hookCutOff(withLength);
  return result === 'success' ? say.hookDone(withLength) : say.hookFailed(withLength);
}

function explainCall(entry: EntryOf<'cri'>, trace: Trace): Message {
  const { op, container = '', image = '', instance = 0, error, exitCode = 0, reason, tookMs = 0 } = entry.call;
  const failure = { container, error: words(error ?? '') };
  const run = instance + 1;
  switch (op) {
    case 'runSandbox':
      return say.sandboxMade();
    case 'stopSandbox':
      return say.sandboxStopped();
    case 'pull':
      return say.pulling({ image, container });
    case 'pulled':
      return error === undefined
        ? say.pulled({ image, container, took: duration(tookMs) })
        : say.pullFailed({ ...failure, image });
    case 'create':
      if (error !== undefined) return say.createFailed(failure);
      return instance === 0 ? say.containerCreated({ container }) : say.containerCreatedAgain({ container, run });
    case 'start':
      return error === undefined ? say.started({ container }) : say.startFailed(failure);
    case 'stop':
      return say.stopping({ container, grace: seconds(entry.call.timeoutSeconds ?? 0) });
    case 'exited': {
      const ran = ranForMs(trace, entry);
      const given = { container, exitCode, reason: reason ?? 'Error' };
      return ran === undefined ? say.exited(given) : say.exitedAfter({ ...given, ran: duration(ran) });
    }
    case 'remove':
      return say.removedContainer({ container, run });
  }
}

function explainEndpoint({ seq, endpoint }: EntryOf<'endpoint'>, trace: Trace): Message {
  if (endpoint === null) return say.leavesEndpoints();
  const { ready, serving, terminating } = endpoint;
  if (ready && terminating) return say.trafficWhileTerminating();
  if (ready) return serving ? say.traffic() : say.trafficWhileNotReady();
  if (terminating) return serving ? say.terminatingServing() : say.terminatingNotServing();
  const why = explainFailedAttempts(trace, seq);
  return paragraph(why === undefined ? [say.noTraffic()] : [say.noTraffic(), why]);
}
