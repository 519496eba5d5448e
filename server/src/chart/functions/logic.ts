/** Sprig's defaults, choices and questions about types (`defaults.go`, `reflect.go`). */
import { deepEqual } from '../compare.ts';
import { FunctionError } from '../executionError.ts';
import { bool, goTypeOf, isTrue, kindOf, string, untypedNil } from '../value.ts';
import { type Functions, fixed, variadic } from './signature.ts';

export const logic: Functions = {
  default: variadic(['any'], 'any', ([fallback], [given]) => (given !== undefined && isTrue(given) ? given : fallback)),
  empty: fixed(['any'], ([value]) => bool(!isTrue(value))),
  coalesce: variadic([], 'any', (_, values) => values.find(isTrue) ?? untypedNil),
  all: variadic([], 'any', (_, values) => bool(values.every(isTrue))),
  any: variadic([], 'any', (_, values) => bool(values.some(isTrue))),
  ternary: fixed(['any', 'any', 'bool'], ([whenTrue, whenFalse, condition]) =>
    condition.value ? whenTrue : whenFalse,
  ),
  deepEqual: fixed(['any', 'any'], ([a, b]) => bool(deepEqual(a, b))),
  typeOf: fixed(['any'], ([value]) => string(goTypeOf(value))),
  typeIs: fixed(['string', 'any'], ([type, value]) => bool(type.text.text === goTypeOf(value))),
  typeIsLike: fixed(['string', 'any'], ([type, value]) => {
    const actual = goTypeOf(value);
    return bool(type.text.text === actual || `*${type.text.text}` === actual);
  }),
  kindOf: fixed(['any'], ([value]) => string(kindOf(value))),
  kindIs: fixed(['string', 'any'], ([kind, value]) => bool(kind.text.text === kindOf(value))),
  fail: fixed(['string'], ([message]) => {
    throw new FunctionError(message.text.text);
  }),
  required: fixed(['string', 'any'], ([message, value]) => {
    if (value.type === 'nil' || (value.type === 'string' && value.text.text === ''))
      throw new FunctionError(message.text.text);
    return value;
  }),
};
