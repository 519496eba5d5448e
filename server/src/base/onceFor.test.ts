import { expect, test } from 'vitest';
import { onceFor } from './onceFor.ts';

test('an answer is worked out once for each object, undefined too', () => {
  const asked: object[] = [];
  const answer = onceFor((of: { readonly a?: number }) => {
    asked.push(of);
    return of.a;
  });
  const [one, none] = [{ a: 1 }, {}];
  expect([answer(one), answer(none), answer(one), answer(none)]).toEqual([1, undefined, 1, undefined]);
  expect(asked).toEqual([one, none]);
});
