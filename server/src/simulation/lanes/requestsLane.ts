import { duration } from '../../base/message.ts';
import type { Requests, SlowRequests } from '../../lifecycle/trace/requests.ts';
import { type Band, joinBands, type Lane, lane, type Span } from './lanes.ts';
import { type Loss, lossReasons } from './requestLosses.ts';
import { requestMessages as say } from './requestMessages.ts';

/** When the endpoints that nodes are told of change, and the entry that says so. */
export interface EndpointChange {
  readonly atMs: number;
  readonly entry: number;
  /** Of one pod: whether it gets requests from now on. */
  readonly serves?: boolean;
}

interface Parts {
  readonly requests: Requests | undefined;
  readonly losses: readonly Loss[];
  readonly changes: readonly EndpointChange[];
  readonly endMs: number;
}

/** What becomes of requests over time: lost ones with their number, and how far the nodes are behind the endpoints. */
export function requestsLane({ requests, losses, changes, endMs }: Parts): Lane[] {
  const fromMs = requests?.fromMs;
  if (requests === undefined || fromMs === undefined) return [];
  const { perSecond, isAssumed } = requests;
  const first = changes[0]?.entry ?? 0;
  const known = changes.map((change) => ({ ...change, atMs: change.atMs + requests.knownAfterMs }));
  const edges = [...edgesOf(losses), ...edgesOf(requests.slow ?? []), ...known.map(({ atMs }) => atMs)];
  const turns = [...new Set([Math.max(fromMs, 0), endMs, ...edges])]
    .filter((atMs) => atMs >= fromMs && atMs >= 0 && atMs <= endMs)
    .sort((a, b) => a - b);
  const bands: Band[] = fromMs > 0 ? [{ ...noneYet(), fromMs: 0, toMs: fromMs, entry: first }] : [];
  for (let index = 0; index + 1 < turns.length; index++) {
    const [begin, end] = [turns[index]!, turns[index + 1]!];
    const entry = changes.findLast(({ atMs }) => atMs <= begin)?.entry ?? first;
    const isServed = known.findLast(({ atMs }) => atMs <= begin)?.serves !== false;
    bands.push(bandOf(requests, losses, isServed, { fromMs: begin, toMs: end, entry }));
  }
  const shows = isAssumed ? say.showsAssumed({ perSecond }) : say.shows({ perSecond });
  const spans = lagsOf(changes, requests.knownAfterMs, endMs);
  return [lane('requests', say.requests(), shows, { bands: joinBands(bands), spans })];
}

function edgesOf(spans: readonly { readonly fromMs: number; readonly untilMs: number }[]): number[] {
  return spans.flatMap(({ fromMs, untilMs }) => [fromMs, untilMs]);
}

function noneYet(): Pick<Band, 'labels' | 'tone' | 'texture'> {
  return { labels: [say.noneYet()], tone: 'none', texture: 'faint' };
}

function bandOf(
  { perSecond, slow = [] }: Requests,
  losses: readonly Loss[],
  isServed: boolean,
  time: Pick<Band, 'fromMs' | 'toMs' | 'entry'>,
): Band {
  const holds = ({ fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number }) =>
    fromMs <= time.fromMs && untilMs >= time.toMs;
  const lost = losses.filter(holds);
  const worst = lost.toSorted((a, b) => b.share - a.share)[0];
  if (worst !== undefined) {
    const count = lost.reduce((sum, { share }) => sum + share, 0) * perSecond * ((time.toMs - time.fromMs) / 1000);
    return {
      ...time,
      entry: worst.entry,
      labels: [lossReasons[worst.reason]],
      tone: 'bad',
      texture: 'dense',
      share: Math.min(
        1,
        lost.reduce((sum, { share }) => sum + share, 0),
      ),
      lost: count,
      text: worst.message,
    };
  }
  const slowly = slow.find(holds);
  if (slowly !== undefined) return { ...time, ...lookOfSlow(slowly, perSecond) };
  if (!isServed) {
    const labels = [say.elsewhere(), say.elsewhereShort()];
    return { ...time, labels, tone: 'none', texture: 'faint' };
  }
  return { ...time, labels: [say.answered(), say.answeredShort()], tone: 'good', texture: 'solid' };
}

function lookOfSlow(slowly: SlowRequests, perSecond: number): Pick<Band, 'labels' | 'tone' | 'texture' | 'share'> {
  const share = Math.min(1, slowly.perSecond / perSecond);
  const labels = [say.slow({ share: Math.round(share * 100) }), say.slowShort()];
  return { labels, tone: 'waiting', texture: 'hatched', share };
}

/** From a change of the endpoints on until each node knows it; changes that follow each other closely are one span. */
function lagsOf(changes: readonly EndpointChange[], knownAfterMs: number, endMs: number): Span[] {
  if (knownAfterMs <= 0) return [];
  const spans: { fromMs: number; toMs: number; entry: number }[] = [];
  for (const { atMs, entry } of changes) {
    if (atMs < 0 || atMs > endMs) continue;
    const toMs = Math.min(atMs + knownAfterMs, endMs);
    const last = spans.at(-1);
    if (last !== undefined && atMs <= last.toMs) last.toMs = toMs;
    else spans.push({ fromMs: atMs, toMs, entry });
  }
  return spans.map((span) => {
    const text = say.lag({ until: duration(span.toMs), length: duration(knownAfterMs) });
    return { ...span, text };
  });
}
