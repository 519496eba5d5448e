/**
 * Stands in plain JSON for a value that the manifest doesn't tell: a `{{ template }}`, or what an expansion limit cut off.
 * Whatever needs such a value stays silent about it.
 */
export const unknownValue: unique symbol = Symbol('unknown');

export function isUnknown(value: unknown): value is typeof unknownValue {
  return value === unknownValue;
}
