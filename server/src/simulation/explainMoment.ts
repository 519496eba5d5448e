import { allOf, type Message, paragraph, timeRange } from '../base/message.ts';
import { momentMessages as say } from './momentMessages.ts';
import type { MomentWindow } from './momentWindows.ts';

/** When something happens in a cluster, counted from what it follows, e.g. `web is killed 9–12 s after it stops answering.` */
export function explainWindow({ moment, since, container = '', bestMs, worstMs, sinceMs }: MomentWindow): Message {
  const data = { container, window: timeRange({ bestMs: bestMs - sinceMs, worstMs: worstMs - sinceMs }) };
  switch (moment) {
    case 'ready':
      return say.readyAfterStart(data);
    case 'killed':
      return since === 'started' ? say.killedAfterStart(data) : say.killedAfterStop(data);
    case 'restarted':
      return since === 'started' ? say.restartedAfterStart(data) : say.restartedAfterStop(data);
    case 'outOfService':
      return say.outOfService(data);
    case 'backInService':
      return say.backInService(data);
    case 'gone':
      return say.gone(data);
  }
}

/** The same, and what the window is the sum of. */
export function explainWindowInFull(window: MomentWindow): Message {
  const what = explainWindow(window);
  const { formula } = window;
  return paragraph(formula.length === 0 ? [what] : [what, say.sumOf({ terms: allOf(formula) })]);
}
