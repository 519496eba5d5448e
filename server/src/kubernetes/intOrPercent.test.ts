import { expect, test } from 'vitest';
import { checkIntOrPercent, isNothing, percentage } from './intOrPercent.ts';

test.each([
  [0, true, true, undefined],
  [1, true, false, undefined],
  [-1, false, false, undefined],
  ['25%', true, false, 25],
  ['0%', true, true, 0],
  ['150%', true, false, 150],
  ['-1%', false, true, undefined],
  ['1', false, false, undefined],
  ['x%', false, true, undefined],
  ['1.5%', false, true, undefined],
])('%j: valid %s, nothing %s, percentage %s', (amount, valid, nothing, value) => {
  expect(checkIntOrPercent(amount) === undefined).toBe(valid);
  expect(isNothing(amount)).toBe(nothing);
  expect(percentage(amount)).toBe(value);
});
