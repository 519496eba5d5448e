import { duration, type Message, paragraph, type Value } from '../../base/message.ts';
import { releaseOf, simulatedRelease } from '../release.ts';
import { lastExitBefore } from '../trace/runs.ts';
import { containerStatus } from '../trace/statuses.ts';
import type { EntryOf, KubernetesEvent, Trace } from '../trace/trace.ts';
import { lengthMs } from '../world/expectations.ts';
import { explainFailedAttempts } from './explainProbe.ts';
import { podMessages as say } from './podMessages.ts';
import { words } from './words.ts';

/** What an event means, and why it may not reach the API server. */
export function explainEvent(entry: EntryOf<'event'>, trace: Trace): Message {
  return paragraph([...eventSentences(entry, trace), ...fateOf(entry.event)]);
}

/** What an event means, whether or not it reaches the API server. */
export function explainReport(entry: EntryOf<'event'>, trace: Trace): Message {
  return paragraph(eventSentences(entry, trace));
}

/** Upstream: `computePodActions` in `pkg/kubelet/kuberuntime/kuberuntime_manager.go`. */
const willBeRestarted = 'will be restarted';

function eventSentences(entry: EntryOf<'event'>, trace: Trace): Message[] {
  const { reason, message, from } = entry.event;
  const container = containerOf(entry.event) ?? '';
  switch (reason) {
    case 'Killing': {
      const why = explainFailedAttempts(trace, entry.seq);
      if (why === undefined) return [say.stopped({ container })];
      const isRestarted = message.includes(willBeRestarted) || message.startsWith('Init');
      return [isRestarted ? say.restartedBecause({ container, why }) : say.stoppedBecause({ container, why })];
    }
    case 'BackOff':
      return message.startsWith('Back-off pulling')
        ? [say.pullBackOff({ container })]
        : backOff(trace, entry, container);
    case 'FailedScheduling':
      return [say.noNode({ message: words(message) })];
    default:
      return [say.reported({ from, reason, message: words(message) })];
  }
}

/** The container that an event is about: its field is `spec.containers{NAME}`. */
function containerOf({ field = '' }: KubernetesEvent): string | undefined {
  return /^[^{]*\{(.*)\}/.exec(field)?.[1];
}

function fateOf({ dropped }: KubernetesEvent): Message[] {
  return dropped === undefined ? [] : [say[dropped]()];
}

function backOff(trace: Trace, entry: EntryOf<'event'>, container: string): Message[] {
  const exit = lastExitBefore(trace, container, entry.seq);
  const length = backOffLength(trace, exit?.seq ?? entry.seq, container);
  const from = exit && duration(exit.atMs);
  const looksAgain = releaseOf(simulatedRelease(trace.kubernetes)).requeuesAtBackOff ? [] : [say.looksAgain()];
  return [waits(container, length, from), ...looksAgain];
}

function waits(container: string, length: Value | undefined, from: Value | undefined): Message {
  if (length === undefined)
    return from === undefined ? say.backOff({ container }) : say.backOffUnknownFrom({ container, from });
  return from === undefined
    ? say.backOffLasts({ container, backOff: length })
    : say.backOffFrom({ container, backOff: length, from });
}

/** As the kubelet's message has it, e.g. `back-off 40s restarting failed container=…`. */
function backOffLength(trace: Trace, sinceSeq: number, container: string): Value | undefined {
  for (const entry of trace.entries.slice(sinceSeq)) {
    if (entry.kind !== 'status') continue;
    const state = containerStatus(entry.status, container)?.state;
    const text = state?.type === 'waiting' ? /^back-off (\S+) restarting/.exec(state.message ?? '')?.[1] : undefined;
    if (text !== undefined) return duration(lengthMs(text) ?? 0);
  }
  return undefined;
}
