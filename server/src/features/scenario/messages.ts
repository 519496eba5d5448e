import { defineMessages } from '../../base/message.ts';

export const scenarioFileMessages = defineMessages('scenario-file', {
  required: 'required',
  optional: 'optional',
  description: '{text}',
  field: '**`{name}`**: {text}',
  values: 'Values: {values}',
  value: '`{value}`',
});
