/** What the parts of a window are called, where they are listed. */
import { defineMessages } from '../base/message.ts';

export const windowMessages = defineMessages('window', {
  /** A part with how long it takes. */
  term: '{term} ({length})',
  later: 'the later of: {first}; {second}',
  times: '{count} × {term}',

  initialDelay: 'initialDelaySeconds',
  appAnswers: 'the app begins to answer',
  nextAttempt: 'until the next attempt',
  firstNewAttempt: 'until the first attempt at the new container',
  startupAndDelay: 'until the startup probe succeeds and initialDelaySeconds is over',
  lastTimeout: 'timeoutSeconds of the last attempt',
  moreFailures: { one: '{count} more failure', other: '{count} more failures' },
  moreSuccesses: { one: '{count} more success', other: '{count} more successes' },
  podSynced: 'until the pod is synced',
  seenRunning: 'until the kubelet sees the container run',
  postStart: 'postStart hook',

  preStop: 'preStop hook',
  untilSigkill: 'until SIGKILL',
  containersGone: 'until the kubelet sees the containers gone',

  seenExit: 'until the kubelet sees the exit',
  backOff: 'crash-loop back-off',
  kubeletLooks: 'until the kubelet looks again',
  moreKills: { one: '{count} more kill', other: '{count} more kills' },
  moreKillsBetween: '{fewest} to {most} more kills',

  minReady: 'ready without a break',
});
