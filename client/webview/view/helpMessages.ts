import { defineMessages } from '../../../server/src/base/message.ts';

/** What shapes mean and what keys do. */
export const helpMessages = defineMessages('panel-help', {
  help: 'Help',
  success: 'a probe succeeded',
  failures: 'failures in a row; filled: failureThreshold is reached',
  unknown: 'a probe that could not be run; does not count',
  events: 'a Normal event, a Warning',
  restart: 'a container starts again',
  several: 'several at once; zoom in to see each',
  attempt: 'an attempt that took time, up to its result',
  streak: 'failures in a row; bright: they reached the threshold',
  window: 'in a cluster it happens somewhere in between',
  runs: 'all is well; runs, but is not ready',
  waits: 'waits as any start does; waits because something is wrong',
  ended: 'has ended well; has failed',
  stopping: 'is stopping or being deleted; no longer serves',
  trouble: 'a rollout that is late, or has nothing available',
  lost: 'requests are lost: the height is which part; are answered slowly',
  chain: 'selected, and what led to it',
  noTraffic: 'not ready, no traffic',

  move: 'move in time',
  steps: 'previous, next event',
  ends: 'first, last moment',
  play: 'play, pause',
  zoom: 'zoom in, out, to everything; or Ctrl + wheel',
  zoomToDrag: 'zoom to what is dragged over',
  pan: 'pan',
  reveal: 'go to the line of YAML',
  deselect: 'select nothing; from a pod back to the rollout',
});
