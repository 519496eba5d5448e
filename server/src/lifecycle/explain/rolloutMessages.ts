import { defineMessages } from '../../base/message.ts';

/** What a roll-out comes to. */
export const rolloutMessages = defineMessages('rollout', {
  updateFinished: 'The update is finished after {took}.',
  rolloutFinished: 'The rollout is finished after {took}.',
  jobFinished: 'The Job is complete after {took}.',
  updateUnfinished: 'The update is not finished after {ran}.',
  rolloutUnfinished: 'The rollout is not finished after {ran}.',
  jobUnfinished: 'The Job is not complete after {ran}.',
  changeFinished: 'Everything is as asked for at {at}, {took} after the last change at {changedAt}.',
  changeUnfinished: 'What was changed last, at {changedAt}, is not finished after {ran}.',
  jobFailed: 'The Job fails after {took}.',
  deadlineExceeded: 'kubectl reports ProgressDeadlineExceeded at {at}; Kubernetes keeps trying.',
  deadlineWasExceeded: 'kubectl reported ProgressDeadlineExceeded at {at}, before that.',
  endpointsStay: {
    one: 'At least {count} endpoint is ready all the time.',
    other: 'At least {count} endpoints are ready all the time.',
  },
  endpointsLost: {
    one: 'At worst {count} of {before} endpoints is ready, from {at} on.',
    other: 'At worst {count} of {before} endpoints are ready, from {at} on.',
  },
  relapse: 'But pods become unavailable again at {at}: at worst {available} of {desired} available.',
  relapseLater:
    'But pods become unavailable again at {at}: at worst {available} of {desired} available, from {worstAt} on.',

  noNodeTakesIt: 'No node of the scenario takes its pods: their nodeSelector, affinity and tolerations decide.',
  assumedNodes: {
    one: 'The scenario has no nodes (scheduling.nodes): {count} is assumed.',
    other: 'The scenario has no nodes (scheduling.nodes): {count} are assumed.',
  },

  heldVolume:
    'A claim with ReadWriteOnce is attached to one node at a time, so a pod on another node waits until the pod that has it is gone. Strategy Recreate avoids that, or ReadWriteMany where the storage supports it.',
  heldClaim:
    'A claim with ReadWriteOncePod is for one pod at a time: another pod waits until the first one is gone. Strategy Recreate avoids that.',
  heldPort:
    'A new pod needs a port of the node that another one has until it is gone. Where the scenario has no nodes, there are as many as pods are asked for. maxSurge 0 with maxUnavailable 1 avoids that.',
  heldPortOfNode:
    'A new pod needs a port of its node that the old pod has until it is gone, and that one stays until the new pod is available. maxSurge 0 with maxUnavailable 1 avoids that.',
  podsRefused: 'The API server refuses a pod: {error}.',
  saysTooLittle: 'Where a quota counts CPU or memory, each container must say how much it takes.',
  triesAgain:
    'The last attempt is at {at}; the controller waits longer after each one, at most {longest}, also where there is room again.',
  paused: 'The Deployment is paused: its controller rolls out nothing.',
  managedBy:
    'The Job is managed by {controller}: the Job controller makes no pods, and the work of {controller} is not simulated.',
  suspended: 'The Job is suspended: it makes no pods.',
  onDelete: 'Pods keep the old template until someone deletes them.',
  replacesNone:
    'A {kind} replaces no pods: those that are there keep the old template until someone deletes them. A Deployment replaces them.',
  daemonsStay: {
    one: '{count} old pod stays: only {maxUnavailable} of {desired} may be unavailable (maxUnavailable).',
    other: '{count} old pods stay: only {maxUnavailable} of {desired} may be unavailable (maxUnavailable).',
  },
  daemonsStaySurging: {
    one: '{count} old pod stays until the new one on its node is available; only {maxSurge} may be extra (maxSurge).',
    other:
      '{count} old pods stay until the new ones on their nodes are available; only {maxSurge} may be extra (maxSurge).',
  },
  soFar: 'So far {updated} of {desired} pods have the new template.',
  notReady: 'Not ready: {pods}.',
  notReadyAndMore: 'Not ready: {pods} and {count} more.',
  countsAfter: 'A pod counts as available only after it was ready for {minReady} without a break.',
  noOldPodMayGo: {
    one: 'No old pod may go (maxUnavailable is 0) until the one extra pod (maxSurge) is ready, and it is not.',
    other:
      'No old pod may go (maxUnavailable is 0) until one of the {count} extra pods (maxSurge) is ready, and none is.',
  },
  noOldPodMayGoRounded: {
    one: 'No old pod may go (maxUnavailable rounds down to 0) until the one extra pod (maxSurge) is ready, and it is not.',
    other:
      'No old pod may go (maxUnavailable rounds down to 0) until one of the {count} extra pods (maxSurge) is ready, and none is.',
  },
  oldPodsStay: {
    one: '{count} old pod stays: only {maxUnavailable} of {desired} may be unavailable (maxUnavailable), and only {maxSurge} may be extra (maxSurge).',
    other:
      '{count} old pods stay: only {maxUnavailable} of {desired} may be unavailable (maxUnavailable), and only {maxSurge} may be extra (maxSurge).',
  },
  inOrder: 'Each pod waits until the one before it is available.',
  staysBroken:
    'A pod that never becomes available stays until someone deletes it, even when the template is corrected.',
  jobSoFar: 'So far {succeeded} of {desired} pods succeeded, {failed} failed, {active} active.',
  jobBackOff: 'After a failure the Job waits 10 s before its next pod, then 20 s, 40 s and so on, up to 10 min.',
  jobCondition: '{reason}: {message}.',
  jobCounts: 'Failed pods: {failed}. Restarts of containers: {restarts}.',
  lastEnded: '{container} last ended with exit code {exitCode}.',
});

/** What an entry of a roll-out's trace means. */
export const rolloutEntryMessages = defineMessages('rolloutEntry', {
  created: '{kind} {name} is created.',
  updated: 'The pod template of {kind} {name} is changed.',
  reverted: 'The pod template of {kind} {name} is the one before the update again.',
  updatedAgain: 'The pod template of {kind} {name} is changed again.',
  changed: '{fields} of {kind} {name} is changed.',
  scaledNext: 'The ReplicaSet of the newest pods goes from {from} to {to}.',
  podCreatedNext: 'Pod {pod} is created from the newest template.',
  scaledNew: 'The ReplicaSet of the new pods goes from {from} to {to}.',
  scaledOld: 'The ReplicaSet of the old pods goes from {from} to {to}.',
  podCreated: 'Pod {pod} is created.',
  podCreatedNew: 'Pod {pod} is created from the new template.',
  podCreatedOld: 'Pod {pod} is created from the old template.',
  podReady: 'Pod {pod} is ready.',
  podNotReady: 'Pod {pod} is no longer ready.',
  podAvailable: 'Pod {pod} is available: it was ready for minReadySeconds.',
  podRestarted: 'A container of pod {pod} is started again.',
  podSucceeded: 'Pod {pod} has succeeded.',
  podFailed: 'Pod {pod} has failed.',
  podTerminating: 'Pod {pod} is deleted; its containers are told to stop.',
  podGone: 'Pod {pod} is gone.',
  event: '{from} reports {reason}: {message}.',
  condition: '{type} is {status} ({reason}): {message}.',
  status: {
    one: '{count} pod; {updated} of {desired} new, {ready} ready, {available} available.',
    other: '{count} pods; {updated} of {desired} new, {ready} ready, {available} available.',
  },
  statusOfSet: {
    one: '{count} of {desired} pods, {ready} ready, {available} available.',
    other: '{count} of {desired} pods, {ready} ready, {available} available.',
  },
  jobStatus: '{succeeded} of {desired} succeeded, {failed} failed, {active} active.',
  endpoints: {
    one: '{count} of {desired} pods gets traffic.',
    other: '{count} of {desired} pods get traffic.',
  },
  terminating: { one: '{count} more is being deleted.', other: '{count} more are being deleted.' },
});
