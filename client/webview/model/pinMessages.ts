import { defineMessages } from '../../../server/src/base/message.ts';

/** What is said of a run that later ones are held against. */
export const pinMessages = defineMessages('pin', {
  pin: 'Pin this run to compare with it',
  pinCommitted: 'Compare with the committed version (HEAD)',
  unpin: 'Let the pinned run go',
  againstPinned: 'Compared with the pinned run',
  againstCommitted: 'Compared with the committed version',
  same: 'Nothing that people would notice is different.',
  drawn: 'The strip below each lane is what was before.',
  better: 'Better:',
  worse: 'Worse:',
  other: 'Different:',
  before: 'Before: {what}, {from} – {until}.',
});
