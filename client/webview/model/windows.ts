import { type Message, paragraph, timeRange, verbatim } from '../../../server/src/base/message.ts';
import { panelMessages as say } from '../messages.ts';
import type { MomentWindow } from '../protocol.ts';

/** When something happens in a cluster, counted from what it follows, e.g. `Killed 9–12 s after app stops answering.` */
export function explainWindow({ moment, since, container = '', bestMs, worstMs, sinceMs }: MomentWindow): Message {
  const window = timeRange({ bestMs: bestMs - sinceMs, worstMs: worstMs - sinceMs });
  const what = say[moment]();
  if (since === 'podDeleted') return say.afterDeletion({ moment: what, window });
  const tell = { started: say.afterStart, stopsAnswering: say.afterStop, answersAgain: say.afterRecovery }[since];
  return tell({ moment: what, window, container });
}

/** The same, and what the window is the sum of. */
export function explainWindowInFull(window: MomentWindow): Message {
  const { formula } = window;
  const what = explainWindow(window);
  return paragraph(formula === '' ? [what] : [what, say.sumOf({ formula: verbatim(formula) })]);
}
