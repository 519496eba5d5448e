/** What becomes of the requests to a Service, for people. */
import { duration, type Message, seconds } from '../../base/message.ts';
import { firstLoss, type LostReason, lostReasons, lostRequests, type Requests } from '../trace/requests.ts';
import { requestMessages as say } from './requestMessages.ts';

/** How many are lost and why; nothing where none is. @param stopping how many pods are told to stop meanwhile */
export function describeLostRequests(requests: Requests, untilMs: number, stopping: number): Message[] {
  const lost = lostRequests(requests, untilMs);
  if (lost === 0) return [];
  const { perSecond } = requests;
  const reasons = lostReasons.flatMap((reason) => describeReason(requests, reason, untilMs, stopping));
  return [say.lost({ perSecond, count: about(lost) }), ...reasons];
}

function describeReason(requests: Requests, reason: LostReason, untilMs: number, stopping: number): Message[] {
  const lost = lostRequests(requests, untilMs, reason);
  if (lost === 0) return [];
  if (reason === 'stopped') {
    return [say.stopped({ each: about(lost / Math.max(1, stopping)), sleep: seconds(sleepThatHelps(requests)) })];
  }
  const at = duration(firstLoss(requests, reason)?.atMs ?? 0);
  return [say[reason]({ count: about(lost), at })];
}

/** How long a pod must go on after it is deleted, so that it answers all that it still gets. */
export function sleepThatHelps({ knownAfterMs, keepAliveMs, answerMs }: Requests): number {
  return Math.ceil((knownAfterMs + keepAliveMs + answerMs) / 1000);
}

/** Whole requests; a small part of one is one. */
export function about(count: number): number {
  return Math.max(1, Math.round(count));
}
