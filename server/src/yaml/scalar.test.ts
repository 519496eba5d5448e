import { expect, test } from 'vitest';
import { resolvePlainScalar } from './scalar.ts';

// What sigs.k8s.io/yaml makes of unquoted words; test/conformance/yaml holds far more, recorded.
test.each([
  ['80', 80],
  ['-1', -1],
  ['+5', 5],
  ['012', 10],
  ['0o12', 10],
  ['0x1F', 31],
  ['0b101', 5],
  ['1_000', 1000],
  ['089', 89],
  ['1.5', 1.5],
  ['.5', 0.5],
  ['1e3', 1000],
  ['1e+3', 1000],
  ['10s', '10s'],
  ['1:30', '1:30'],
  ['yes', true],
  ['on', true],
  ['Off', false],
  ['n', false],
  ['true', true],
  ['TRUE', true],
  ['tRUE', 'tRUE'],
  ['~', null],
  ['null', null],
  ['', null],
  ['-', '-'],
  ['2024-01-01', '2024-01-01'],
  ['IfNotPresent', 'IfNotPresent'],
])('%s', (source, value) => {
  expect(resolvePlainScalar(source)).toBe(value);
});
