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
  ])('%s %s beside %j', (rule, path, report, expected) =>
    expect(saysTheSame(report, ours(rule, path, 3))).toBe(expected),
  );
});

describe('over time', () => {
  const labls = ours('unknown-field', 'metadata.labls', 3);
  const report = theirs('Property labls is not allowed.', 3);
  const less = () => false;

  test('ours is shown until theirs comes, however late, and again when theirs is gone', () => {
    const evidence = new Evidence();
    expect(evidence.shown([labls], [], less)).toEqual([labls]);
    expect(evidence.shown([labls], [report], less)).toEqual([]);
    expect(evidence.shown([labls], [], less)).toEqual([labls]);
  });

  test('what was hidden stays hidden while lines move and theirs is stale', () => {
    const evidence = new Evidence();
    evidence.shown([labls], [report], less);
    const moved = { ...labls, range: at(4) };
    expect(evidence.shown([moved], [report], less)).toEqual([]);
    expect(evidence.shown([moved], [theirs('Property labls is not allowed.', 4)], less)).toEqual([]);
  });

  test('a new mistake at the place of a stale report is shown', () => {
    const evidence = new Evidence();
    evidence.shown([labls], [report], less);
    const other = ours('unknown-field', 'metadata.nam', 3);
    expect(evidence.shown([other], [report], less)).toEqual([other]);
  });

  test('ours stays where it says more', () => {
    const evidence = new Evidence();
    expect(evidence.shown([labls], [report], () => true)).toEqual([labls]);
  });
});
