import { defineMessages } from '../../base/message.ts';

/** What is wrong with a scenario file; `{place}` is a field's path. */
export const scenarioProblemMessages = defineMessages('invalid-scenario', {
  notMapping: 'A scenario must be a mapping.',
  mustBeText: '{place} must be text.',
  mustBeFlag: '{place} must be true or false.',
  mustBeSeconds: '{place} must be a number of seconds, 0 or more.',
  mustBeInteger: '{place} must be a whole number from {minimum} to {maximum}.',
  mustBeLargeInteger: '{place} must be a whole number from {minimum}.',
  mustBePort: '{place} must be a port number or a port name.',
  mustBeLength: '{place} must be a length of time such as 60s or 1m30s, or a number of seconds.',
  mustBeQuantity: '{place} must be a quantity such as 500m, 2 or 4Gi.',
  mustBeOneOf: '{place} must be one of {values}.',
  mustBeList: '{place} must be a list.',
  mustBeMapping: '{place} must be a mapping.',
  missing: '{place} is missing.',
  unknown: '{place} is unknown. There are {known}.',
  unknownMeant: '{place} is unknown. Did you mean {meant}?',
});
