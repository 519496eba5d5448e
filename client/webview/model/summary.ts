import type { Message } from '../../../server/src/base/message.ts';
import { podSummary } from '../../../server/src/lifecycle/explain/podSummary.ts';
import { firstReady } from '../../../server/src/lifecycle/trace/statuses.ts';
import type { Trace } from '../../../server/src/lifecycle/trace/trace.ts';
import type { MomentWindow } from '../protocol.ts';
import { formatter } from '../text.ts';

/** What one wants to know first; the parts that carry the figures are strong. */
export type Sentence = readonly { readonly text: string; readonly strong: boolean }[];

/** The pod's history in short: when it is ready, restarts, time out of the Service, how it ends. */
export function summarize(trace: Trace, windows: readonly MomentWindow[] = []): Sentence {
  const first = firstReady(trace);
  const window = windows.find(({ moment, entry }) => moment === 'ready' && trace.entries[entry]?.atMs === first?.atMs);
  return sentenceOf(podSummary(trace, window));
}

export function sentenceOf(message: Message): Sentence {
  return formatter.parts(message).map(({ text, isValue }) => ({ text, strong: isValue }));
}

export function plain(sentence: Sentence): string {
  return sentence.map(({ text }) => text).join('');
}
