import { defineMessages } from '../../base/message.ts';

/** What an attempt of a probe came to, and what several in a row mean. */
export const probeMessages = defineMessages('probe', {
  succeeded: 'The {probe} probe of {container} succeeded.',
  succeededInARow: 'The {probe} probe of {container} succeeded, {count} of {threshold} in a row.',
  redirected: 'It was sent to another host and did not follow: {output}.',
  notRun: 'The {probe} probe of {container} could not be run.',
  notRunBecause: 'The {probe} probe of {container} could not be run: {output}.',
  countsNeither: 'Such a result counts neither as success nor as failure.',
  failed: 'The {probe} probe of {container} failed.',
  failedWith: 'The {probe} probe of {container} failed: {output}.',
  timedOut: 'The {probe} probe of {container} failed by timeout.',
  timedOutWith: 'The {probe} probe of {container} failed by timeout: {output}.',
  cutOff: 'The {probe} probe of {container} failed because the container ended.',
  cutOffWith: 'The {probe} probe of {container} failed because the container ended: {output}.',
  ofThreshold: 'Failures in a row: {count} of {threshold} (failureThreshold).',
  reachedThreshold: {
    one: 'One failure is enough: failureThreshold is {threshold}.',
    other: '{count} failures in a row: failureThreshold is reached.',
  },
  beyondThreshold: '{count} failures in a row, more than failureThreshold {threshold}.',

  attemptsFailed: {
    one: 'One {probe} attempt failed ({moments}; failureThreshold {threshold}).',
    other: '{count} {probe} attempts in a row failed ({moments}; failureThreshold {threshold}).',
  },
  attemptsFailedEvery: {
    one: 'One {probe} attempt failed ({moments}; failureThreshold {threshold}, periodSeconds {period}).',
    other:
      '{count} {probe} attempts in a row failed ({moments}; failureThreshold {threshold}, periodSeconds {period}).',
  },
  lastOutput: 'Last result: {output}.',
});
