/** What is wrong with a value where the API server's own words would not help; they follow the name of a field. */
import { defineMessages } from '../base/message.ts';

export const complaintMessages = defineMessages('complaint', {
  negative: 'must not be negative',
  notAmount: 'must be a whole number, or a percentage such as 25%',
  valuesMissing: 'values must not be empty with {operator}',
  valuesGiven: 'values must be left out with {operator}',
  operator: 'operator must be one of {operators}',
});
