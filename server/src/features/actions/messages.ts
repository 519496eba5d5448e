import { defineMessages } from '../../base/message.ts';

export const actionMessages = defineMessages('action', {
  suppressHere: 'Suppress {rule} here',
  suppressInDocument: 'Suppress {rule} in this document',
  suppressInFile: 'Suppress {rule} in this file',
  fixAll: 'Apply all safe fixes of Probewise',
  showPage: 'Show the page about {rule}',
});
