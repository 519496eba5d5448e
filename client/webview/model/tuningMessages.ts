import { defineMessages } from '../../../server/src/base/message.ts';

/** Wishes for which the panel finds settings of the probes. */
export const tuningMessages = defineMessages('tuning', {
  tune: 'Tune probes',
  howTo: 'Drag a mark on the time axis, or type seconds; the probes follow. An empty field is no wish.',
  container: 'Container',
  startSeconds: 'The app starts within',
  restartSeconds: 'A hang is restarted within',
  trafficSeconds: 'Traffic stops within',
  outageSeconds: 'Outages are tolerated up to',
  startShort: 'Start',
  restartShort: 'Restart',
  trafficShort: 'Traffic',
  outageShort: 'Outage',
  lanes: 'What is wished of the app',
  /** In a field where nothing is wished: what the probes make of it as they are. */
  now: 'now {time}',
  never: 'never',
  atMost: '≤ {time}',
  atLeast: '≥ {time}',
  missing: '{missing} too soon',
  wishedFor: '{wish} {time}; it takes {from} to {to}.',
  wishedOnly: '{wish} {time}.',
  noWish: '{wish}: no wish; it takes {from} to {to}.',
  noWishNever: '{wish}: no wish; no probe decides it.',
  keys: 'Arrow keys move it, Delete takes the wish back.',
  fromReady: 'The app never stops answering here, so the marks count from when the container is ready.',
  fromBeginning: 'The marks count from the beginning.',
  clear: 'Clear wishes',
  result: 'What was found',
});
