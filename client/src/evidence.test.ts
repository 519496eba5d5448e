import { describe, expect, test } from 'vitest';
import { Evidence, type Ours, type Reported, saysTheSame } from './evidence.ts';

const at = (line: number, start = 0, end = 5, lastLine = line) => ({
  start: { line, character: start },
  end: { line: lastLine, character: end },
});
const ours = (rule: string, path: string, line: number): Ours => ({ rule, path, message: '', range: at(line) });
const theirs = (message: string, line: number, source = 'yaml-schema: Kubernetes', lastLine = line): Reported => ({
  message,
  source,
  range: at(line, 2, 9, lastLine),
});

describe('the same fault at the same place', () => {
  test.each([
    ['unknown-field', 'metadata.labls', theirs('Property labls is not allowed.', 3), true],
    ['unknown-field', 'metadata.labls', theirs('Property annotatons is not allowed.', 3), false],
    ['unknown-field', 'metadata.labls', theirs('Property labls is not allowed.', 4), false],
    ['wrong-type', 'spec.replicas', theirs('Incorrect type. Expected "integer".', 3), true],
    ['wrong-type', 'spec.replicas', theirs('Value is not accepted. Valid values: "a".', 3), false],
    ['not-in-enum', 'spec.x', theirs('Value is not accepted. Valid values: "a".', 3), true],
    ['missing-field', 'spec.selector', theirs('Missing property "selector".', 1, 'yaml-schema', 9), true],
    ['missing-field', 'spec.selector', theirs('Missing property "template".', 1, 'yaml-schema', 9), false],
    ['duplicate-key', 'spec.paused', theirs('Map keys must be unique', 3, 'YAML'), true],
    ['yaml-syntax', '', theirs('Implicit keys need to be on a single line', 4, 'YAML'), true],
    ['yaml-syntax', '', theirs('Property a is not allowed.', 3), false],
    ['success-threshold-must-be-one', 'spec.x', theirs('Value is not accepted.', 3), false],
    ['api-version-not-served', 'apiVersion', theirs('Value is not accepted. Valid values: "apps/v1".', 3), true],
    ['yaml-syntax', '', theirs("Unable to load schema from 'https://a/b.json': 404.", 3, 'YAML'), false],
  ])('%s %s beside %j', (rule, path, report, expected) =>
    expect(saysTheSame(report, ours(rule, path, 3))).toBe(expected),
  );
});

test('what the parser says of a quotation mark that is missing stands at the end of the text', () => {
  const one = { ...ours('yaml-syntax', '', 3), message: 'Missing closing "quote\nWhat follows may be read wrongly.' };
  expect(saysTheSame(theirs('Missing closing "quote', 20, 'YAML'), one)).toBe(true);
});

describe('a field that is not there', () => {
  const missing = (path: string, line: number): Ours => ({ ...ours('invalid-port', path, line), missing: true });

  test.each([
    ['spec.selector', theirs('Missing property "selector".', 3, 'yaml-schema', 3), true],
    ['spec.template.spec.containers', theirs('Missing property "template".', 3, 'yaml-schema', 3), true],
    ['spec.containers[0].name', theirs('Missing property "name".', 2, 'yaml-schema', 5), true],
    ['spec.containers[0].name', theirs('Missing property "name".', 4, 'yaml-schema', 5), false],
    ['spec.containers[0].name', theirs('Missing property "image".', 3, 'yaml-schema', 5), false],
    ['spec.containers[0].name', theirs('Property name is not allowed.', 3), false],
  ])('%s beside %j', (path, report, expected) => expect(saysTheSame(report, missing(path, 3))).toBe(expected));
});

describe('over time', () => {
  const labls = ours('unknown-field', 'metadata.labls', 3);
  const report = theirs('Property labls is not allowed.', 3);
  const less = () => false;

  /** The text: each line is its number, below the lines that were put in since. */
  const below = (inserted: number) => (line: number) => String(line - inserted);

  test('ours is shown until theirs comes, however late, and again when theirs is gone', () => {
    const evidence = new Evidence();
    expect(evidence.shown([labls], [], less, below(0))).toEqual([labls]);
    expect(evidence.shown([labls], [report], less, below(0))).toEqual([]);
    expect(evidence.shown([labls], [], less, below(0))).toEqual([labls]);
  });

  test('ours is never shown where theirs came first, as while a line rests', () => {
    const evidence = new Evidence();
    expect(evidence.shown([], [report], less, below(0))).toEqual([]);
    expect(evidence.shown([labls], [report], less, below(0))).toEqual([]);
  });

  test('what was hidden stays hidden while lines move and theirs is stale', () => {
    const evidence = new Evidence();
    evidence.shown([labls], [report], less, below(0));
    const moved = { ...labls, range: at(4) };
    expect(evidence.shown([moved], [report], less, below(1))).toEqual([]);
    expect(evidence.shown([moved], [theirs('Property labls is not allowed.', 4)], less, below(1))).toEqual([]);
  });

  test('a new mistake at the place of a stale report is shown', () => {
    const evidence = new Evidence();
    evidence.shown([labls], [report], less, below(0));
    const other = ours('unknown-field', 'metadata.nam', 3);
    expect(evidence.shown([other], [report], less, below(1))).toEqual([other]);
    const type = ours('wrong-type', 'spec.replicas', 3);
    const stale = theirs('Incorrect type. Expected "integer".', 3);
    const later = new Evidence();
    later.shown([], [stale], less, below(0));
    expect(later.shown([type], [stale], less, below(1))).toEqual([type]);
  });

  test('ours stays where it says more', () => {
    const evidence = new Evidence();
    expect(evidence.shown([labls], [report], () => true, below(0))).toEqual([labls]);
  });
});
