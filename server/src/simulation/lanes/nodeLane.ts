import type { Message } from '../../base/message.ts';
import { lastMomentMs } from '../../lifecycle/trace/runs.ts';
import type { Trace, TraceEntry } from '../../lifecycle/trace/trace.ts';
import { type Band, joinBands, type Lane, type Look, lane, type Mark } from './lanes.ts';
import { laneMessages as say } from './messages.ts';

/** Events that come from or go for the node, whatever the pod does. */
const nodeEvents =
  /^(NodeNotReady|TaintManagerEviction|Evicted|Preempted|FailedScheduling|NetworkNotReady|ExceededGracePeriod)$/;

/**
 * Where the pod is and what happens around it: no node fits, the node is lost or not ready, somebody deletes the pod. A
 * pod that gets its node at once and keeps it needs no such lane.
 */
export function nodeLane(trace: Trace): Lane[] {
  const around = trace.entries.filter(
    (entry) =>
      (entry.kind === 'world' && !('container' in entry.fact)) ||
      (entry.kind === 'event' && nodeEvents.test(entry.event.reason)) ||
      (entry.kind === 'api' && entry.call === 'deleted'),
  );
  if (around.length === 0) return [];
  const marks = around.map((entry): Mark => {
    const isBad = entry.kind === 'event' && entry.event.type === 'Warning';
    const { atMs, seq } = entry;
    return { atMs, fromMs: atMs, glyph: isBad ? 'warning' : 'normal', label: '', decisive: false, entry: seq };
  });
  return [lane('node', say.node(), say.nodeShows(), { bands: joinBands(nodeBands(trace)), marks })];
}

function nodeBands(trace: Trace): Band[] {
  const bands: Band[] = [];
  let name: string | Message | undefined;
  const become = ({ atMs, seq }: TraceEntry, look: Look) => {
    const last = bands.at(-1);
    if (last) bands[bands.length - 1] = { ...last, toMs: atMs };
    bands.push({ ...look, fromMs: atMs, toMs: lastMomentMs(trace), entry: seq });
  };
  for (const entry of trace.entries) {
    if (entry.kind === 'api' && entry.call === 'created') {
      become(entry, { labels: [say.noNode(), say.noNodeShort()], tone: 'pending', texture: 'hatched' });
    } else if (entry.kind === 'api' && entry.call === 'bound') {
      name = entry.node ?? say.aNode();
      become(entry, { labels: [say.name({ name })], tone: 'good', texture: 'solid' });
    } else if (entry.kind === 'world' && name !== undefined) {
      if (entry.fact.type === 'nodeNotReady') {
        become(entry, {
          labels: [say.nodeNotReady({ node: name }), say.nodeNotReadyShort()],
          tone: 'bad',
          texture: 'hatched',
        });
      } else if (entry.fact.type === 'nodeReadyAgain') {
        become(entry, { labels: [say.name({ name })], tone: 'good', texture: 'solid' });
      } else if (entry.fact.type === 'nodeCutOff') {
        become(entry, {
          labels: [say.nodeCutOff({ node: name }), say.nodeCutOffShort()],
          tone: 'waiting',
          texture: 'hatched',
        });
      }
    }
  }
  return bands;
}
