import { defineMessages } from '../../base/message.ts';

/** What keeps a pod from being ready. */
export const troubleMessages = defineMessages('trouble', {
  noNode: 'It has no node ({reason}): {message}.',
  doesNotGo: 'It is being deleted but does not go.',
  waits: 'Container {container} waits: {reason}.',
  waitsWith: 'Container {container} waits: {reason} ({message}).',
  pullFails: 'The image of {container} can’t be pulled: {error}.',
  noPullSecret: '{message}.',
  notReady: 'Container {container} runs but is not ready.',
  notRunning: 'Container {container} does not run yet.',
  stillRuns: 'Container {running} still runs although {ended} has ended, so the pod does not end.',
  stillRun: 'Containers {running} still run although {ended} has ended, so the pod does not end.',
  gates: '{message}.',
});
