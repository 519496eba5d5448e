import { type Expectations, type ExpectedState, outcomes } from '../expectations.ts';
import { choice, count, exitCode, flag, length, list, map, object, secondsOf, text, words } from './shape.ts';

export const expectations = object<Expectations>(
  'What must come true: it makes the scenario a test. In a rollout it must come true for each new pod, unless the expectation says otherwise.',
  {
    readyWithin: length('The pod is ready for the first time at most this long after its creation.'),
    neverReady: flag('The pod is never ready.'),
    staysReady: flag('Once ready, the pod stays so until it is deleted or ends.'),
    endpointsAtLeast: count(
      'How many endpoints are ready from the first on, until the pod is deleted or ends; in a rollout, of all pods of the Service, from the update on.',
    ),
    failedRequests: count(
      'How many requests of clients may be lost at most under the `traffic` of this scenario; without it, at 100 requests per second.',
    ),
    neverRestarted: flag('No container is started twice; in a rollout, none of any new pod.'),
    restartsAtMost: count('How often all containers together are restarted; in a rollout, those of all new pods.'),
    completesWithin: length(
      "The pod's phase is Succeeded at most this long after its creation. A rollout is finished, or a Job complete, at most this long after it began.",
    ),
    goneWithin: length('The pod is gone at most this long after its deletion.'),
    neverKilled: flag('No container has to be stopped by SIGKILL.'),
    eventsSeen: words(
      "An event's reason, e.g. `Unhealthy`.",
      'Events that must come; in a rollout, of any new pod or of the workload.',
    ),
    eventsNeverSeen: words("An event's reason.", 'Events that must not come.'),
    eventMessagesSeen: words('A part of a message.', 'Parts of messages of events that must come.'),
    startOrder: words("A container's name.", 'Containers in the order of their first start.'),
    exitOrder: words("A container's name.", 'Containers in the order of their last end.'),
    exitCodes: map(exitCode('Its last exit code.'), 'The last exit code of containers, by name.'),
    waitingReasons: map(
      text('A reason, e.g. `CrashLoopBackOff`.'),
      'A reason with which a container waits at some time, by name.',
    ),
    outcome: choice(outcomes, 'How the rollout ends; `failed` is for Jobs.'),
    succeeded: count('How many pods of the Job have succeeded in the end.'),
    failed: count('How many pods of the Job have failed in the end.'),
    statusSeen: words(
      'A STATUS, e.g. `CrashLoopBackOff`.',
      'What the column STATUS must show at some time; in a rollout, of any new pod.',
    ),
    statusNeverSeen: words('A STATUS.', 'What the column STATUS must never show.'),
    at: list(
      object<ExpectedState>(
        'What the pod shows at a time.',
        {
          atSeconds: secondsOf("When, from the pod's creation."),
          phase: choice(['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'], 'Its phase.'),
          status: text('The column STATUS.'),
          ready: flag('Whether it is ready.'),
          restarts: count('How often all its containers together have been restarted.'),
          gone: flag('Whether it is gone.'),
          conditions: map(choice(['True', 'False', 'Unknown'], 'Its status.'), 'The status of conditions, by type.'),
        },
        ['atSeconds'],
      ),
      'What the pod shows at given times.',
    ),
  },
);
