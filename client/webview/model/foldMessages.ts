import { defineMessages } from '../../../server/src/base/message.ts';

/** Quiet stretches that are drawn shorter than they are. */
export const foldMessages = defineMessages('folds', {
  fold: 'Fold quiet stretches',
  one: '{length} of nothing but routine from {from} on, folded. Press to see it as it is.',
  sum: {
    one: 'The axis is broken: {count} stretch of nothing but routine is folded, {length} long.',
    other: 'The axis is broken: {count} stretches of nothing but routine are folded, {length} in all.',
  },
});
