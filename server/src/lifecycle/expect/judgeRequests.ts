/** Whether more requests are lost than may be. */
import { type Message, paragraph } from '../../base/message.ts';
import { about, describeLostRequests } from '../explain/describeRequests.ts';
import { type LostRequests, lostRequests, type Requests, sentRequests } from '../trace/requests.ts';
import { verdictMessages as say } from './messages.ts';

interface Finding {
  readonly holds: boolean;
  readonly atMs: number;
  readonly message: Message;
  readonly seq?: number;
  readonly pod?: string;
}

/** @param stopping how many pods are told to stop meanwhile */
export function judgeRequests(most: number, requests: Requests | undefined, endMs: number, stopping: number): Finding {
  if (requests?.fromMs === undefined) return { holds: false, atMs: endMs, message: say.noRequests() };
  const sent = Math.round(sentRequests(requests, endMs));
  const lost = lostRequests(requests, endMs);
  if (lost === 0) return { holds: true, atMs: endMs, message: say.noRequestLost({ sent }) };
  const counted = say.requestsLost({ sent, count: about(lost) });
  const tooMany = momentOf(most, requests);
  if (tooMany === undefined) return { holds: true, atMs: endMs, message: counted };
  const { atMs, loss } = tooMany;
  const [, ...reasons] = describeLostRequests(requests, endMs, stopping);
  const { seq, pod } = loss;
  const place = seq === undefined ? {} : { seq, ...(pod === undefined ? {} : { pod }) };
  return { holds: false, atMs, message: paragraph([counted, ...reasons]), ...place };
}

/** When the first one is lost that is too much. */
function momentOf(
  most: number,
  { losses }: Requests,
): { readonly atMs: number; readonly loss: LostRequests } | undefined {
  let count = 0;
  for (const { fromMs, untilMs, lost } of losses) {
    const perSecond = lost.reduce((sum, loss) => sum + loss.perSecond, 0);
    const rest = most - count;
    count += (perSecond * (untilMs - fromMs)) / 1000;
    if (count > most) return { atMs: Math.round(fromMs + (rest * 1000) / perSecond), loss: lost[0]! };
  }
  return undefined;
}
