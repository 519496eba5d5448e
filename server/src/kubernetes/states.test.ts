import { expect, test } from 'vitest';
import { describeState, stateTexts } from './states.ts';

test('a state says what it means, who sets it and how to get out', () => {
  expect(stateTexts[describeState('CrashLoopBackOff')!.id]).toMatch(/\*\*Set by\*\*.*\*\*Way out\*\*/s);
});

test.each([
  ['Init:CrashLoopBackOff', 'CrashLoopBackOff'],
  ['PreStartHookError', 'PreStartContainer'],
])('%s means what %s means', (word, name) => {
  expect(describeState(word)).toEqual(describeState(name));
});

test.each(['web', 'Init:0/2', 'constructor', ''])('"%s" is no state', (word) => {
  expect(describeState(word)).toBeUndefined();
});
