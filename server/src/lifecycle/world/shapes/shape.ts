/** What shapes of scenario files are made of. */
import type { Fault } from '../containerBehaviour.ts';

/** What a value of a scenario file may be; `schemas/scenario.schema.json` is made from it. */
export type Shape =
  | { readonly type: 'text' | 'flag' | 'seconds' | 'portOrName' | 'quantity' | 'length'; readonly description: string }
  | {
      readonly type: 'integer';
      readonly description: string;
      readonly minimum: number;
      readonly maximum: number;
    }
  | { readonly type: 'choice'; readonly description: string; readonly values: readonly string[] }
  | { readonly type: 'list'; readonly description: string; readonly of: Shape }
  | { readonly type: 'map'; readonly description: string; readonly of: Shape }
  | ObjectShape;

export interface ObjectShape {
  readonly type: 'object';
  readonly description: string;
  readonly fields: Readonly<Record<string, Shape>>;
  readonly required: readonly string[];
}

/** No scenario lasts longer than some thirty years. */
export const maxSeconds = 1e9;

export const text = (description: string): Shape => ({ type: 'text', description });
export const flag = (description: string): Shape => ({ type: 'flag', description });
export const secondsOf = (description: string): Shape => ({ type: 'seconds', description });
export const choice = (values: readonly string[], description: string): Shape => ({
  type: 'choice',
  values,
  description,
});
export const list = (of: Shape, description: string): Shape => ({ type: 'list', of, description });
export const map = (of: Shape, description: string): Shape => ({ type: 'map', of, description });
export const integer = (minimum: number, maximum: number, description: string): Shape => ({
  type: 'integer',
  minimum,
  maximum,
  description,
});
export const count = (description: string) => integer(0, Number.MAX_SAFE_INTEGER, description);
export const length = (description: string): Shape => ({ type: 'length', description });
export const words = (word: string, description: string) => list(text(word), description);

/** Every field of T, so that a field that is added to the type is missed here by the compiler. */
export function object<T>(
  description: string,
  fields: { readonly [K in keyof T]-?: Shape },
  required: readonly (keyof T & string)[] = [],
): ObjectShape {
  return { type: 'object', description, fields, required };
}

export const exitCode = (description: string) => integer(0, 255, description);

export const fault = object<Fault>(
  'Something that fails, and until when.',
  {
    message: text('The text with which the failure is reported.'),
    untilSeconds: secondsOf("When it stops failing, from the pod's creation; never if not set."),
  },
  ['message'],
);

export const quantities = (description: string) =>
  map({ type: 'quantity', description: 'A quantity, e.g. `500m`, `2` or `4Gi`.' }, description);
