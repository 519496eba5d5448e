import { type QuotaChange, type QuotaState, quotaScopes, type ResourceQuota } from '../resourceQuota.ts';
import { choice, flag, list, object, quantities, type Shape, secondsOf, text } from './shape.ts';

const state: { readonly [K in keyof QuotaState]-?: Shape } = {
  hard: quantities(
    'What all pods of the namespace may have together, e.g. `pods: 10`, `requests.cpu: 4`, `limits.memory: 8Gi`.',
  ),
  used: quantities('What the pods of others in the namespace have of it.'),
};

export const quota = object<ResourceQuota>(
  'A ResourceQuota.',
  {
    name: text('Its name.'),
    ...state,
    scopes: list(choice(quotaScopes, 'A scope.'), 'Which pods it is about: those that are in all of its scopes.'),
    hasDefaults: flag('Whether a LimitRange gives containers the requests and limits that they do not have.'),
    changes: list(
      object<QuotaChange>(
        'Something that changes; the rest stays as it is.',
        { atSeconds: secondsOf('When, from the update; where nothing is updated, from the creation.'), ...state },
        ['atSeconds'],
      ),
      'What changes, in order of time.',
    ),
  },
  ['name', 'hard'],
);
