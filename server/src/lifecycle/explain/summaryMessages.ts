import { defineMessages } from '../../base/message.ts';

/** The life of a pod in short. */
export const summaryMessages = defineMessages('summary', {
  neverReady: 'Never ready.',
  ready: 'Ready after {at}.',
  readyWithin: 'Ready after {at} ({window} in a cluster).',
  restarted: { one: 'Restarted once, after {first}.', other: 'Restarted {count} times, first after {first}.' },
  outOfService: 'Out of the Service for {length}.',
  gone: 'Gone after {at}.',
  completed: 'Completed after {at}.',
  atTheEnd: 'At the end {ready} {status}.',
});
