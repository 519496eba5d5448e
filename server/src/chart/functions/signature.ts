/** What a function that templates can call is. */
import type { SourcePlace, TracedText } from '../../traced/tracedText.ts';
import type { BoolValue, FloatValue, IntValue, ListValue, MapValue, Parameter, StringValue, Value } from '../value.ts';

/** What functions may ask of the template that calls them. */
export interface Caller {
  /** `include`: the output of a named template. */
  include(name: string, dot: Value): TracedText;
  /** `tpl`: the output of a text that is a template. */
  tpl(text: TracedText, dot: Value): TracedText;
  /** `.Capabilities` and the like don't change, but the time does: it is given, so that rendering stays the same. */
  readonly nowMs: number;
  /** Where the call stands. */
  readonly place: SourcePlace | undefined;
  /** Says that a result can't be known before it is made: something random, or what a cluster holds. */
  note(what: Unknowable): void;
  /** Counts work against the limit; throws when it is used up. */
  spend(steps: number): void;
}

export type Unknowable = 'random' | 'time' | 'cluster' | 'reason';

export interface TemplateFunction {
  readonly parameters: readonly Parameter[];
  readonly variadic: Parameter | undefined;
  /** Arguments have the types of the parameters. May throw `FunctionError`. */
  readonly call: (caller: Caller, args: readonly Value[]) => Value;
}

interface ValueOf {
  any: Value;
  string: StringValue;
  int: IntValue;
  int64: IntValue;
  float64: FloatValue;
  bool: BoolValue;
  map: MapValue;
  list: ListValue;
}

type Arguments<P extends readonly Parameter[]> = { [K in keyof P]: ValueOf[P[K] & Parameter] };

export type Functions = Readonly<Record<string, TemplateFunction>>;

/** A function with a fixed number of parameters. */
export function fixed<const P extends readonly Parameter[]>(
  parameters: P,
  call: (this: void, args: Arguments<P>, caller: Caller) => Value,
): TemplateFunction {
  return { parameters, variadic: undefined, call: (caller, args) => call(args as unknown as Arguments<P>, caller) };
}

/** A function whose last parameter can be given any number of times. */
export function variadic<const P extends readonly Parameter[], V extends Parameter>(
  parameters: P,
  rest: V,
  call: (this: void, args: Arguments<P>, rest: readonly ValueOf[V][], caller: Caller) => Value,
): TemplateFunction {
  return {
    parameters,
    variadic: rest,
    call: (caller, args) =>
      call(
        args.slice(0, parameters.length) as unknown as Arguments<P>,
        args.slice(parameters.length) as unknown as readonly ValueOf[V][],
        caller,
      ),
  };
}

export const goNames: Readonly<Record<Parameter, string>> = {
  any: 'interface {}',
  string: 'string',
  int: 'int',
  int64: 'int64',
  float64: 'float64',
  bool: 'bool',
  map: 'map[string]interface {}',
  list: '[]interface {}',
};
