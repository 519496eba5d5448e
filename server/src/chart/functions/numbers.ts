/** Sprig's functions of numbers (`numeric.go`). */
import { FunctionError } from '../executionError.ts';
import { printPlain } from '../format.ts';
import { float, int, list, originsOfAll, string, type Value } from '../value.ts';
import { toFloat64, toInt64 } from './convert.ts';
import { type Caller, type Functions, fixed, variadic } from './signature.ts';

const biggest = variadic(['any'], 'any', ([first], others) => integer([first, ...others], (a, b) => Math.max(a, b)));

export const numbers: Functions = {
  atoi: fixed(['string'], ([{ text }]) => int(/^[-+]?\d+$/.test(text.text) ? Number(text.text) : 0)),
  int: fixed(['any'], ([value]) => int(toInt64(value), 'int', originsOfAll([value]))),
  int64: fixed(['any'], ([value]) => int(toInt64(value), 'int64', originsOfAll([value]))),
  float64: fixed(['any'], ([value]) => float(toFloat64(value), originsOfAll([value]))),
  toDecimal: fixed(['any'], ([value]) => {
    const octal = printPlain(value);
    return int(/^[-+]?[0-7]+$/.test(octal) ? Number.parseInt(octal, 8) : 0, 'int64');
  }),
  add1: fixed(['any'], ([value]) =>
    integer(
      [value],
      (a) => a,
      (sum) => sum + 1,
    ),
  ),
  add: variadic([], 'any', (_, values) =>
    int(
      values.reduce((sum, value) => sum + toInt64(value), 0),
      'int64',
      originsOfAll(values),
    ),
  ),
  sub: fixed(['any', 'any'], (values) => integer(values, (a, b) => a - b)),
  div: fixed(['any', 'any'], (values) => integer(values, (a, b) => Math.trunc(a / divisor(b)))),
  mod: fixed(['any', 'any'], (values) => integer(values, (a, b) => a % divisor(b))),
  mul: variadic(['any'], 'any', ([first], others) => integer([first, ...others], (a, b) => a * b)),
  max: biggest,
  biggest,
  min: variadic(['any'], 'any', ([first], others) => integer([first, ...others], (a, b) => Math.min(a, b))),
  maxf: variadic(['any'], 'any', ([first], others) => decimal([first, ...others], (a, b) => Math.max(a, b))),
  minf: variadic(['any'], 'any', ([first], others) => decimal([first, ...others], (a, b) => Math.min(a, b))),
  add1f: fixed(['any'], ([value]) => float(tidy(toFloat64(value) + 1), originsOfAll([value]))),
  addf: variadic([], 'any', (_, values) => decimal([float(0), ...values], (a, b) => a + b)),
  subf: variadic(['any'], 'any', ([first], others) => decimal([first, ...others], (a, b) => a - b)),
  mulf: variadic(['any'], 'any', ([first], others) => decimal([first, ...others], (a, b) => a * b)),
  divf: variadic(['any'], 'any', ([first], others) => decimal([first, ...others], (a, b) => a / divisor(b))),
  ceil: fixed(['any'], ([value]) => float(Math.ceil(toFloat64(value)), originsOfAll([value]))),
  floor: fixed(['any'], ([value]) => float(Math.floor(toFloat64(value)), originsOfAll([value]))),
  round: variadic(['any', 'int'], 'float64', ([value, places], [roundOn]) => {
    const power = 10 ** places.value;
    const digit = power * toFloat64(value);
    const fraction = digit - Math.trunc(digit);
    return float(
      (fraction >= (roundOn?.value ?? 0.5) ? Math.ceil(digit) : Math.floor(digit)) / power,
      originsOfAll([value]),
    );
  }),
  until: fixed(['int'], ([count], caller) => steps(0, count.value, count.value < 0 ? -1 : 1, caller)),
  untilStep: fixed(['int', 'int', 'int'], ([start, stop, step], caller) =>
    steps(start.value, stop.value, step.value, caller),
  ),
  seq: variadic([], 'int', (_, values, caller) =>
    string(
      sequence(
        values.map(({ value }) => value),
        caller,
      ),
    ),
  ),
};

function integer(
  values: readonly Value[],
  combine: (a: number, b: number) => number,
  finish = (result: number) => result,
): Value {
  return int(finish(values.map(toInt64).reduce(combine)), 'int64', originsOfAll(values));
}

function decimal(values: readonly Value[], combine: (a: number, b: number) => number): Value {
  return float(tidy(values.map(toFloat64).reduce(combine)), originsOfAll(values));
}

/** Sprig calculates with decimal numbers: 0.1 + 0.2 is 0.3. */
function tidy(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(16)) : value;
}

function divisor(value: number): number {
  if (value === 0) throw new FunctionError('runtime error: integer divide by zero');
  return value;
}

function steps(start: number, stop: number, step: number, caller: Caller): Value {
  const values: number[] = [];
  const isForward = stop >= start;
  if (isForward ? step > 0 : step < 0) {
    for (let i = start; isForward ? i < stop : i > stop; i += step) {
      caller.spend(1);
      values.push(i);
    }
  }
  return list(
    values.map((value) => int(value)),
    'int',
  );
}

function sequence(parameters: readonly number[], caller: Caller): string {
  const numbersOf = (start: number, stop: number, step: number) =>
    printPlain(steps(start, stop, step, caller)).slice(1, -1);
  const [first = 0, second = 0, third = 0] = parameters;
  if (parameters.length === 1) return first < 1 ? numbersOf(1, first - 1, -1) : numbersOf(1, first + 1, 1);
  if (parameters.length === 2)
    return second < first ? numbersOf(first, second - 1, -1) : numbersOf(first, second + 1, 1);
  if (parameters.length !== 3) return '';
  if (third < first && second > 0) return '';
  return numbersOf(first, third + (third < first ? -1 : 1), second);
}
