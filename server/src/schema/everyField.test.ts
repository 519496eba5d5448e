import { expect, test } from 'vitest';
import { allDefinitions, fieldsOf, newestRelease, oldestRelease, releases } from './catalog.ts';
import type { FieldType } from './fieldType.ts';
import { isAvailable } from './release.ts';
import { samples } from './testing/arbitrary.ts';
import { validateDefinition } from './validate.ts';

function sample(type: FieldType, values: readonly string[] | undefined): unknown {
  switch (type.shape) {
    case 'scalar':
      return values?.[0] ?? samples[type.scalar];
    case 'object':
      return {};
    case 'list':
      return [sample(type.items, values)];
    case 'map':
      return { key: sample(type.values, values) };
  }
}

/** A list where a scalar or an object is due, a text where a list or a map is due; nothing is wrong for `any`. */
function wrong(type: FieldType): unknown {
  if (type.shape === 'scalar') return type.scalar === 'any' ? undefined : [['wrong']];
  return 'wrong';
}

test.each(releases)('every field of every definition validates in %s, and only there where it exists', (kubernetes) => {
  let fields = 0;
  for (const definition of allDefinitions()) {
    for (const field of fieldsOf(definition, kubernetes)) {
      const { name, type } = field;
      const problems = validateDefinition({ [name]: sample(type, field.enum) }, definition, [], { kubernetes });
      const found = problems.filter((problem) => problem.kind !== 'missingRequired').map((problem) => problem.kind);
      expect([definition, name, found]).toEqual([
        definition,
        name,
        isAvailable(field, kubernetes) ? [] : ['fieldNotInRelease'],
      ]);
      const bad = wrong(type);
      if (bad !== undefined && isAvailable(field, kubernetes)) {
        const complaint = validateDefinition({ [name]: bad }, definition, [], { kubernetes });
        expect(complaint).toContainEqual(expect.objectContaining({ kind: 'wrongType', path: [name] }));
      }
      fields++;
    }
  }
  expect(fields).toBeGreaterThan(3000);
});

test('fields came and went between the oldest and the newest release', () => {
  const names = (release: string) =>
    fieldsOf('core.v1.Container', release)
      .filter((field) => isAvailable(field, release))
      .map((field) => field.name);
  expect(names(newestRelease).filter((name) => !names(oldestRelease).includes(name))).toEqual(['restartPolicyRules']);
});
