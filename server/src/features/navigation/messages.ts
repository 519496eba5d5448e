import { defineMessages } from '../../base/message.ts';

/** What renaming says. */
export const renameMessages = defineMessages('rename', {
  apiServer: '{problem}',
  longPort: 'The name of a port has at most 15 characters.',
  portCharacters: 'The name of a port is made of lower-case letters, digits and single dashes, with a letter.',
  longLabel: 'The value of a label has at most 63 characters.',
  labelCharacters: 'The value of a label is made of letters, digits, dashes, underscores and dots.',
  unsure: 'May mean something else',
  unsureBecause: 'A template, a namespace or a missing label hides whether this is the same name.',
});
