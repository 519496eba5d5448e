/** What stands behind a line in grey: a few words, without verbs where the place says what is meant. */
import { defineMessages } from '../../base/message.ts';

export const hintMessages = defineMessages('hint', {
  value: '{field}: {value}',
  values: '{values}',
  pullPolicy: 'imagePullPolicy: {policy}',
  pullPolicyLatest: 'imagePullPolicy: {policy} ← :latest',
  pullPolicyNoTag: 'imagePullPolicy: {policy} ← no tag',
  pullPolicyDigest: 'imagePullPolicy: {policy} ← digest',
  ready: 'ready ≥ {window}',
  removed: 'not ready {window} after a hang',
  restart: 'restart {window} after a hang',
  kill: 'killed {window} after a hang',
  allowance: '{duration} to start',
  neverRuns: 'no port is named {port}',

  defaulted: 'Not written, so Kubernetes sets it.',
  readyMeaning: 'From the start of the container to its being ready, if the app answers from the start.',
  removedMeaning: 'From the moment the app hangs to the moment its pod leaves the endpoints of its Services.',
  restartMeaning: 'From the moment the app hangs to the next start of the container.',
  killMeaning: 'From the moment the app hangs to the moment the kubelet stops the container.',
  allowanceMeaning:
    'How long the app may take to answer for the first time. Later, the kubelet restarts the container.',
  neverRunsMeaning: 'Each attempt ends with an error, which is neither a success nor a failure.',
});
