import { expect, test } from 'vitest';
import { lazy } from './lazy.ts';

test('a property is worked out once, when it is first read', () => {
  const calls: string[] = [];
  const make = (name: string) => () => calls.push(name);
  const object = lazy<{ a: number; b: number }>({ a: make('a'), b: make('b') });
  expect(calls).toEqual([]);
  expect(object.b).toBe(1);
  expect(object.b).toBe(1);
  expect(calls).toEqual(['b']);
  expect(Object.keys(object)).toEqual(['a', 'b']);
});
