import { expect, test } from 'vitest';
import { mergeValues, setValues } from './givenValues.ts';
import { writeJson } from './json.ts';
import { type MapValue, map } from './value.ts';
import { readValuesFile } from './yamlReader.ts';

const json = (value: MapValue) => writeJson(value, { escapesHtml: false }).text;

test.each([
  ['a=1', '{"a":1}'],
  ['a.b.c=x', '{"a":{"b":{"c":"x"}}}'],
  ['a=1,b=true,c=null,d=', '{"a":1,"b":true,"c":null,"d":""}'],
  ['a[1].b=x', '{"a":[null,{"b":"x"}]}'],
  ['a={x,2}', '{"a":["x",2]}'],
  ['a={}', '{"a":[]}'],
  ['a\\.b=1\\,2', '{"a.b":"1,2"}'],
  ['port=08', '{"port":"08"}'],
  ['a.b=1,a.c=2', '{"a":{"b":1,"c":2}}'],
])('--set %s', (text, expected) => {
  expect(json(setValues(map(), text))).toBe(expected);
});

test.each(['a', 'a.=1', 'a[99999999]=1'])('--set %s is refused', (text) => {
  expect(() => setValues(map(), text)).toThrow();
});

test('a further file of values replaces lists and merges mappings', () => {
  const own = readValuesFile('a: {b: 1, c: 2}\nl: [1, 2]\n', 'values.yaml') as MapValue;
  const given = readValuesFile('a: {c: 3}\nl: [3]\n', 'prod.yaml') as MapValue;
  expect(json(mergeValues(own, given))).toBe('{"a":{"b":1,"c":3},"l":[3]}');
});
