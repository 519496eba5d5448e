/** The spans in which requests are lost, each with the reason in words and the entry that brought it about. */
import { duration, type Message, paragraph } from '../../base/message.ts';
import type { LostReason, LostRequests, Requests } from '../../lifecycle/trace/requests.ts';
import type { RolloutEntry, RolloutTrace } from '../../lifecycle/trace/rolloutTrace.ts';
import type { Trace } from '../../lifecycle/trace/trace.ts';
import { requestMessages as say } from './requestMessages.ts';

export interface Loss {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly reason: LostReason;
  /** Not a whole number. */
  readonly count: number;
  /** Part of all requests, up to 1. */
  readonly share: number;
  /** The entry of the trace that brought it about. */
  readonly entry: number;
  /** Why they are lost, in a sentence. */
  readonly message: Message;
}

/** The entry that a loss comes from. */
type EntryOfLoss = (loss: LostRequests, fromMs: number) => number;

/** Those of one pod. */
export function podLosses({ requests, entries }: Trace): Loss[] {
  if (requests === undefined) return [];
  const endpoints = entries.filter(({ kind }) => kind === 'endpoint');
  return lossesOf(requests, ({ seq }, fromMs) => seq ?? endpoints.findLast(({ atMs }) => atMs <= fromMs)?.seq ?? 0);
}

/** Those of all pods: what a pod loses comes from what happened to that pod. */
export function rolloutLosses({ requests, entries }: RolloutTrace): Loss[] {
  if (requests === undefined) return [];
  return lossesOf(requests, ({ pod }, fromMs) => {
    const isSource = ({ kind, object, atMs }: RolloutEntry) =>
      atMs <= fromMs && (pod === undefined ? kind === 'endpoints' : kind === 'pod' && object === `pod/${pod}`);
    return (entries.findLast(isSource) ?? entries.findLast(({ atMs }) => atMs <= fromMs))?.seq ?? 0;
  });
}

/** By time; each reason has its own spans, which neighbours with the same entry share. */
function lossesOf({ losses, perSecond }: Requests, entryOf: EntryOfLoss): Loss[] {
  const found: (Loss & { readonly of: LostRequests })[] = [];
  for (const { fromMs, untilMs, lost } of losses) {
    for (const of of lost) {
      const entry = entryOf(of, fromMs);
      const count = (of.perSecond * (untilMs - fromMs)) / 1000;
      const { reason } = of;
      const loss = { fromMs, untilMs, reason, count, share: of.perSecond / perSecond, entry, of };
      const before = found.findLastIndex((other) => other.reason === reason && other.entry === entry);
      const last = found[before];
      const joined =
        last?.untilMs === fromMs
          ? { ...loss, fromMs: last.fromMs, count: last.count + count, share: Math.max(last.share, loss.share) }
          : undefined;
      if (joined) found[before] = { ...joined, message: sentenceOf(joined) };
      else found.push({ ...loss, message: sentenceOf(loss) });
    }
  }
  return found.sort((a, b) => a.fromMs - b.fromMs);
}

/** In two or three words. */
export const lossReasons: Readonly<Record<LostReason, Message>> = {
  stopped: say.reasonStopped(),
  cutOff: say.reasonCutOff(),
  refused: say.reasonRefused(),
  failed: say.reasonFailed(),
  timedOut: say.reasonTimedOut(),
  noEndpoint: say.reasonNoEndpoint(),
};

/** Whole requests; a small part of one is one. */
export function whole(count: number): number {
  return Math.max(1, Math.round(count));
}

function sentenceOf({ reason, count, fromMs, untilMs, of }: Omit<Loss, 'message'> & { of: LostRequests }): Message {
  const what = say[reason]({ count: whole(count), from: duration(fromMs), until: duration(untilMs) });
  if (of.pod === undefined) return what;
  return paragraph([what, of.pods === 1 ? say.byPod({ pod: of.pod }) : say.byPods({ count: of.pods })]);
}
