import type { LaterChange } from '../scenario.ts';
import { container } from './containerShape.ts';
import { count, flag, map, object, secondsOf, text } from './shape.ts';

export const laterChange = object<LaterChange>(
  'What someone changes then.',
  {
    atSeconds: secondsOf('When, from the update; where nothing is updated, from the creation.'),
    revert: flag('The pod template before the update is applied again, as `kubectl rollout undo` does.'),
    update: object<NonNullable<LaterChange['update']>>('Another pod template is applied, e.g. a corrected one.', {
      containers: map(container, 'How its pods behave, by container name; one that is not listed runs and answers.'),
    }),
    replicas: count('How many pods are asked for from now on.'),
    paused: flag('Whether the Deployment is paused.'),
    progressDeadlineSeconds: count("The Deployment's progressDeadlineSeconds."),
    partition: count("The partition of the StatefulSet's rolling update."),
    suspend: flag('Whether the Job is suspended.'),
    parallelism: count('How many pods of the Job run at once.'),
    backoffLimit: count("The Job's backoffLimit."),
    activeDeadlineSeconds: count("The Job's activeDeadlineSeconds."),
    deletePods: text('Pods that are deleted: `notReady`, `old`, `new`, `all`, or the name of one, e.g. `web-2`.'),
  },
  ['atSeconds'],
);
