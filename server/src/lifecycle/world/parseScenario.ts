import { type FieldPath, formatFieldPath } from '../../base/fieldPath.ts';
import { parseQuantity } from '../../kubernetes/quantity.ts';
import { lengthMs } from './expectations.ts';
import type { Scenario } from './scenario.ts';
import { maxSeconds, type ObjectShape, type Shape, scenarioShape } from './scenarioShape.ts';

/** Something in a scenario file that cannot be. */
export interface ScenarioProblem {
  readonly path: FieldPath;
  /** One sentence, with the place in it. */
  readonly message: string;
}

export type ParsedScenario = { readonly scenario: Scenario } | { readonly problems: readonly ScenarioProblem[] };

export interface ParseScenarioOptions {
  /** The scenario's name where the file gives none. */
  readonly name?: string;
  /** Which of the known names was meant by an unknown one. */
  readonly suggest?: (name: string, known: readonly string[]) => string | undefined;
}

/** Takes a scenario from the plain value of a YAML or JSON file, or says everything that is wrong with it. */
export function parseScenario(value: unknown, options: ParseScenarioOptions = {}): ParsedScenario {
  const { name = 'scenario', suggest = () => undefined } = options;
  const problems = new Problems(suggest);
  checkObject(value, scenarioShape, [], problems);
  if (problems.list.length > 0) return { problems: problems.list };
  return { scenario: { name, ...(value as Omit<Scenario, 'name'>) } };
}

function check(value: unknown, shape: Shape, path: FieldPath, problems: Problems): void {
  const must = (isSo: boolean, what: string) => {
    if (!isSo) problems.add(path, `${formatFieldPath(path)} must be ${what}`);
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
    case 'length':
      must(
        (typeof value === 'string' || typeof value === 'number') &&
          (lengthMs(value) ?? Number.POSITIVE_INFINITY) <= maxSeconds * 1000,
        'a length of time such as 60s or 1m30s, or a number of seconds',
      );
      break;
    case 'quantity':
      must(isQuantity(value), 'a quantity such as 500m, 2 or 4Gi');
      break;
    case 'choice':
      must(shape.values.includes(value as string), `one of ${shape.values.join(', ')}`);
      break;
    case 'list':
      if (!Array.isArray(value)) must(false, 'a list');
      else for (const [index, item] of value.entries()) check(item, shape.of, [...path, index], problems);
      break;
    case 'map':
      if (!isRecord(value)) must(false, 'a mapping');
      else for (const [key, item] of Object.entries(value)) check(item, shape.of, [...path, key], problems);
      break;
    case 'object':
      checkObject(value, shape, path, problems);
      break;
  }
}

function checkObject(value: unknown, shape: ObjectShape, path: FieldPath, problems: Problems): void {
  const place = path.length === 0 ? 'a scenario' : formatFieldPath(path);
  if (!isRecord(value)) {
    problems.add(path, `${place} must be a mapping`);
    return;
  }
  for (const name of shape.required) {
    const missing = [...path, name];
    if (value[name] === undefined) problems.add(missing, `${formatFieldPath(missing)} is missing`);
  }
  for (const [name, item] of Object.entries(value)) {
    const fieldPath = [...path, name];
    const field = Object.hasOwn(shape.fields, name) ? shape.fields[name] : undefined;
    if (field === undefined) {
      const known = Object.keys(shape.fields);
      const meant = problems.suggest(name, known);
      const hint = meant === undefined ? `there are ${known.join(', ')}` : `did you mean ${meant}?`;
      problems.add(fieldPath, `${formatFieldPath(fieldPath)} is unknown; ${hint}`);
    } else {
      check(item, field, fieldPath, problems);
    }
  }
}

class Problems {
  readonly list: ScenarioProblem[] = [];
  readonly suggest: NonNullable<ParseScenarioOptions['suggest']>;

  constructor(suggest: NonNullable<ParseScenarioOptions['suggest']>) {
    this.suggest = suggest;
  }

  add(path: FieldPath, message: string): void {
    this.list.push({ path, message });
  }
}

function isPort(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) > 0 && (value as number) < 65_536;
}

function isQuantity(value: unknown): boolean {
  if (typeof value !== 'string' && typeof value !== 'number') return false;
  const parsed = parseQuantity(value);
  return 'value' in parsed && parsed.value >= 0;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
