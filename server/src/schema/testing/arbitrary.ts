import fc from 'fast-check';
import { fieldsOf } from '../catalog.ts';
import type { FieldType, ScalarType } from '../fieldType.ts';
import { isAvailable } from '../release.ts';

/** A value that the API server can decode, for each scalar. */
export const samples: Readonly<Record<ScalarType, unknown>> = {
  any: { any: [1, 'x'] },
  base64: 'dGVzdA==',
  boolean: true,
  double: 1.5,
  int32: 5,
  int64: 2 ** 40,
  intOrString: 'http',
  microTime: '2026-01-02T03:04:05.000006Z',
  quantity: '1.5Gi',
  string: 'text',
  time: '2026-01-02T03:04:05Z',
};

/** Values that are wrong for many types, and some that are right for surprisingly many. */
const oddities: readonly unknown[] = [
  null,
  true,
  0,
  1.5,
  2 ** 31,
  -(2 ** 31),
  2 ** 63,
  '',
  '5',
  'Always',
  '1Gi',
  '1 Gi',
  [],
  [null],
  [{}],
  {},
  { a: 1 },
  { a: 'b' },
];

/** Objects of a definition as one release knows it: mostly right, here and there an oddity or a strange field. */
export function arbitraryObject(definition: string, release: string): fc.Arbitrary<unknown> {
  return fc.infiniteStream(fc.nat(2 ** 30)).map((numbers) => {
    const next = (below: number) => (numbers.next().value as number) % below;
    return build({ shape: 'object', definition }, undefined, release, next, 0);
  });
}

function build(
  type: FieldType,
  values: readonly string[] | undefined,
  release: string,
  next: (below: number) => number,
  depth: number,
): unknown {
  if (next(60) === 0) return oddities[next(oddities.length)];
  const inner = (of: FieldType) => build(of, values, release, next, depth + 1);
  switch (type.shape) {
    case 'scalar':
      return values === undefined ? samples[type.scalar] : values[next(values.length)];
    case 'list':
      return Array.from({ length: next(3) }, () => inner(type.items));
    case 'map':
      return Object.fromEntries(Array.from({ length: next(3) }, (_, index) => [`key${index}`, inner(type.values)]));
    case 'object': {
      const object: Record<string, unknown> = {};
      if (next(60) === 0) Object.assign(object, { strange: oddities[next(oddities.length)] });
      for (const field of fieldsOf(type.definition, release)) {
        if (!isAvailable(field, release) || depth > 12) continue;
        const wanted = field.enforced ? next(20) > 0 : next(Math.max(2, depth)) === 0;
        if (wanted) object[field.name] = build(field.type, field.enum, release, next, depth + 1);
      }
      return object;
    }
  }
}
