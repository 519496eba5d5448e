import { closest, distance } from 'fastest-levenshtein';
import { type FieldPath, formatFieldPath } from '../../base/fieldPath.ts';
import type { Scenario } from './scenario.ts';
import { type ObjectShape, type Shape, scenarioShape } from './scenarioShape.ts';

/** Something in a scenario file that cannot be. */
export interface ScenarioProblem {
  readonly path: FieldPath;
  /** One sentence, with the place in it. */
  readonly message: string;
}

export type ParsedScenario = { readonly scenario: Scenario } | { readonly problems: readonly ScenarioProblem[] };

/** No scenario lasts longer than some thirty years. */
const maxSeconds = 1e9;

/**
 * Takes a scenario from the plain value of a YAML or JSON file, or says everything that is wrong with it.
 *
 * @param name the scenario's name where the file gives none
 */
export function parseScenario(value: unknown, name = 'scenario'): ParsedScenario {
  const problems: ScenarioProblem[] = [];
  checkObject(value, scenarioShape, [], problems);
  if (problems.length > 0) return { problems };
  return { scenario: { name, ...(value as Omit<Scenario, 'name'>) } };
}

function check(value: unknown, shape: Shape, path: FieldPath, problems: ScenarioProblem[]): void {
  const must = (isSo: boolean, what: string) => {
    if (!isSo) problems.push({ path, message: `${formatFieldPath(path)} must be ${what}` });
  };
  switch (shape.type) {
    case 'text':
      must(typeof value === 'string', 'text');
      break;
    case 'flag':
      must(typeof value === 'boolean', 'true or false');
      break;
    case 'seconds':
      must(typeof value === 'number' && value >= 0 && value <= maxSeconds, 'a number of seconds, 0 or more');
      break;
    case 'integer': {
      const { minimum, maximum } = shape;
      const isIn = Number.isSafeInteger(value) && (value as number) >= minimum && (value as number) <= maximum;
      must(isIn, `a whole number from ${minimum}${maximum === Number.MAX_SAFE_INTEGER ? '' : ` to ${maximum}`}`);
      break;
    }
    case 'portOrName':
      must((typeof value === 'string' && value !== '') || isPort(value), 'a port number or a port name');
      break;
    case 'choice':
      must(shape.values.includes(value as string), `one of ${shape.values.join(', ')}`);
      break;
    case 'list':
      if (!Array.isArray(value)) must(false, 'a list');
      else for (const [index, item] of value.entries()) checkObject(item, shape.of, [...path, index], problems);
      break;
    case 'map':
      if (!isRecord(value)) must(false, 'a mapping');
      else for (const [key, item] of Object.entries(value)) checkObject(item, shape.of, [...path, key], problems);
      break;
    case 'object':
      checkObject(value, shape, path, problems);
      break;
  }
}

function checkObject(value: unknown, shape: ObjectShape, path: FieldPath, problems: ScenarioProblem[]): void {
  const place = path.length === 0 ? 'a scenario' : formatFieldPath(path);
  if (!isRecord(value)) {
    problems.push({ path, message: `${place} must be a mapping` });
    return;
  }
  for (const name of shape.required) {
    // The file's own name serves where a scenario has none.
    if (value[name] === undefined) {
      problems.push({ path: [...path, name], message: `${formatFieldPath([...path, name])} is missing` });
    }
  }
  for (const [name, item] of Object.entries(value)) {
    const fieldPath = [...path, name];
    const field = Object.hasOwn(shape.fields, name) ? shape.fields[name] : undefined;
    if (field === undefined) {
      const message = `${formatFieldPath(fieldPath)} is unknown; ${hint(name, Object.keys(shape.fields))}`;
      problems.push({ path: fieldPath, message });
    } else {
      check(item, field, fieldPath, problems);
    }
  }
}

function hint(name: string, known: readonly string[]): string {
  const meant = closest(name, known);
  const isNear = distance(name.toLowerCase(), meant.toLowerCase()) <= Math.max(name.length, meant.length) / 3;
  return isNear ? `did you mean ${meant}?` : `there are ${known.join(', ')}`;
}

function isPort(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) > 0 && (value as number) < 65_536;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
