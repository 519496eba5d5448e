/** Holds a config against its schema. */
import { type FieldPath, formatFieldPath } from '../../base/fieldPath.ts';
import { anyOf, type Message } from '../../base/message.ts';
import { suggest } from '../../schema/suggest.ts';
import { type Schema, configSchema as schema } from './configSchema.ts';
import { configMessages as say } from './messages.ts';
import type { PlacedProblem } from './problem.ts';

/**
 * The values with words as they are written where the schema wants words: YAML as kubectl reads it takes `off` for `false`,
 * and all YAML takes `1.30` for 1.3.
 */
export function withWords(
  values: Readonly<Record<string, unknown>>,
  textAt: (path: FieldPath) => string,
): Record<string, unknown> {
  const words = (value: unknown, schema: Schema | undefined, path: FieldPath): unknown => {
    if (schema?.enum) return typeof value === 'boolean' || typeof value === 'number' ? textAt(path) : value;
    return schema?.properties && isMapping(value) ? inFields(value, schema.properties, path) : value;
  };
  const inFields = (
    fields: Readonly<Record<string, unknown>>,
    schemas: Readonly<Record<string, Schema>>,
    path: FieldPath,
  ) =>
    Object.fromEntries(
      Object.entries(fields).map(([name, value]) => {
        const schema = Object.hasOwn(schemas, name) ? schemas[name] : undefined;
        return [name, words(value, schema, [...path, name])];
      }),
    );
  return inFields(values, schema.properties ?? {}, []);
}

/** The problems of a mapping of settings, by their paths. */
export function validateConfig(values: Readonly<Record<string, unknown>>): readonly PlacedProblem[] {
  return [...validate(values, schema, [])];
}

function* validate(value: unknown, schema: Schema, path: FieldPath): Generator<PlacedProblem> {
  const types = [schema.type].flat();
  const problem = (message: Message): PlacedProblem => ({ message, path, isName: false });
  if (schema.enum) {
    if (!schema.enum.some((known) => known === value))
      yield problem(say.notOneOf({ path: formatFieldPath(path), values: anyOf(namesOf(schema.enum)) }));
  } else if (types.includes('object')) {
    if (isMapping(value)) yield* validateFields(value, schema, path);
    else yield problem(say.notMapping({ path: formatFieldPath(path) }));
  } else if (!isOfType(value, types)) yield problem(wrongType(types, formatFieldPath(path)));
}

function* validateFields(
  fields: Readonly<Record<string, unknown>>,
  { properties = {}, additionalProperties }: Schema,
  path: FieldPath,
): Generator<PlacedProblem> {
  for (const [name, value] of Object.entries(fields)) {
    const at = [...path, name];
    const schema = Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
    // Names of rules are judged with more knowledge.
    if (typeof schema === 'object') yield* validate(value, schema, at);
    else if (path[0] !== 'rules') {
      const meant = suggest(name, Object.keys(properties));
      const message = meant === undefined ? say.unknownSetting({ name }) : say.unknownSettingMeant({ name, meant });
      yield { message, path: at, isName: true, ...(meant === undefined ? {} : { meant }) };
    }
  }
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isOfType(value: unknown, types: readonly string[]): boolean {
  if (Array.isArray(value)) return types.includes('array') && value.every((item) => typeof item === 'string');
  return types.includes(typeof value);
}

function wrongType(types: readonly string[], path: string): Message {
  if (types.includes('array')) return types.includes('string') ? say.notTextOrList({ path }) : say.notList({ path });
  return types.includes('boolean') ? say.notFlag({ path }) : say.notText({ path });
}

/** Numbers stand beside the texts that they are written as; nothing stands for the newest release. */
function namesOf(values: NonNullable<Schema['enum']>): string[] {
  return values.filter((value): value is string => typeof value === 'string' && value !== '');
}
