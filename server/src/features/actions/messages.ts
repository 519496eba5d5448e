import { defineMessages } from '../../base/message.ts';

export const actionMessages = defineMessages('action', {
  suppressHere: 'Suppress {rule} here',
  suppressInDocument: 'Suppress {rule} in this document',
  suppressInFile: 'Suppress {rule} in this file',
  fixAll: 'Apply all safe fixes of Probewise',
  fixFile: { one: 'Apply the safe fix of this file', other: 'Apply all {count} safe fixes of this file' },
  fixRule: { one: 'Fix the finding of {rule} in this file', other: 'Fix all {count} findings of {rule} in this file' },
  suppressWithReason: 'Suppress {rule} with a reason…',
  showPage: 'Show the page about {rule}',
});
