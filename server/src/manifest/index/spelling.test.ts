import { expect, test } from 'vitest';
import fc from '../../../../test/support/fastCheck.ts';
import { isSlip, Spellings } from './spelling.ts';

test.each([
  ['catalog', 'catalogue', false],
  ['catalogue', 'catalog', false],
  ['checkout', 'chekout', true],
  ['checkout', 'chcekout', true],
  ['checkout-service', 'chekout-srvice', true],
  ['checkout', 'checkin', false],
  ['web', 'wep', false],
  ['web', 'wbe', true],
  ['a', undefined, false],
] as const)('%s and %s: %s', (asked, found, expected) => expect(isSlip(asked, found)).toBe(expected));

test('the search finds what comparing with all would find', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abcd-'), maxLength: 12 });
  fc.assert(
    fc.property(fc.uniqueArray(word), fc.array(fc.nat(50)), word, (words, gone, asked) => {
      const spellings = new Spellings();
      for (const each of words) spellings.add(each);
      const left = new Set(words);
      for (const index of gone) {
        const each = words[index];
        if (each === undefined) continue;
        left.delete(each);
        spellings.delete(each);
      }
      const all = [...left].filter((other) => other !== asked && isSlip(asked, other));
      expect(spellings.near(asked).sort()).toEqual(all.sort());
    }),
  );
});
