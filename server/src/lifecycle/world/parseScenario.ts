import { type FieldPath, formatFieldPath } from '../../base/fieldPath.ts';
import { allOf, anyOf, type Message } from '../../base/message.ts';
import { parseQuantity } from '../../kubernetes/quantity.ts';
import { lengthMs } from './expectations.ts';
import type { Scenario } from './scenario.ts';
import { scenarioProblemMessages as say } from './scenarioMessages.ts';
import { scenarioShape } from './scenarioShape.ts';
import { maxSeconds, type ObjectShape, type Shape } from './shapes/shape.ts';

/** Something in a scenario file that cannot be. */
export interface ScenarioProblem {
  readonly path: FieldPath;
  /** One sentence, with the place in it. */
  readonly message: Message;
  /** The name or the value that was most likely meant. */
  readonly meant?: string;
  /** Whether `meant` is the name of the field, not its value. */
  readonly isName?: boolean;
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
  const place = formatFieldPath(path);
  const must = (isSo: boolean, complaint: (data: { readonly place: string }) => Message) => {
    if (!isSo) problems.add(path, complaint({ place }));
  };
  switch (shape.type) {
    case 'text':
      must(typeof value === 'string', say.mustBeText);
      break;
    case 'flag':
      must(typeof value === 'boolean', say.mustBeFlag);
      break;
    case 'seconds':
      must(typeof value === 'number' && value >= 0 && value <= maxSeconds, say.mustBeSeconds);
      break;
    case 'integer': {
      const { minimum, maximum } = shape;
      const isIn = Number.isSafeInteger(value) && (value as number) >= minimum && (value as number) <= maximum;
      const isOpen = maximum === Number.MAX_SAFE_INTEGER;
      must(isIn, () =>
        isOpen ? say.mustBeLargeInteger({ place, minimum }) : say.mustBeInteger({ place, minimum, maximum }),
      );
      break;
    }
    case 'portOrName':
      must((typeof value === 'string' && value !== '') || isPort(value), say.mustBePort);
      break;
    case 'length':
      must(
        (typeof value === 'string' || typeof value === 'number') &&
          (lengthMs(value) ?? Number.POSITIVE_INFINITY) <= maxSeconds * 1000,
        say.mustBeLength,
      );
      break;
    case 'quantity':
      must(isQuantity(value), say.mustBeQuantity);
      break;
    case 'choice':
      if (!shape.values.includes(value as string)) {
        const meant = typeof value === 'string' ? problems.suggest(value, shape.values) : undefined;
        problems.add(path, say.mustBeOneOf({ place, values: anyOf(shape.values) }), meant);
      }
      break;
    case 'list':
      if (!Array.isArray(value)) must(false, say.mustBeList);
      else for (const [index, item] of value.entries()) check(item, shape.of, [...path, index], problems);
      break;
    case 'map':
      if (!isRecord(value)) must(false, say.mustBeMapping);
      else for (const [key, item] of Object.entries(value)) check(item, shape.of, [...path, key], problems);
      break;
    case 'object':
      checkObject(value, shape, path, problems);
      break;
  }
}

function checkObject(value: unknown, shape: ObjectShape, path: FieldPath, problems: Problems): void {
  if (!isRecord(value)) {
    problems.add(path, path.length === 0 ? say.notMapping() : say.mustBeMapping({ place: formatFieldPath(path) }));
    return;
  }
  for (const name of shape.required) {
    const missing = [...path, name];
    if (value[name] === undefined) problems.add(missing, say.missing({ place: formatFieldPath(missing) }));
  }
  for (const [name, item] of Object.entries(value)) {
    const fieldPath = [...path, name];
    const field = Object.hasOwn(shape.fields, name) ? shape.fields[name] : undefined;
    if (field === undefined) {
      const known = Object.keys(shape.fields);
      const meant = problems.suggest(name, known);
      const place = formatFieldPath(fieldPath);
      problems.add(
        fieldPath,
        meant === undefined ? say.unknown({ place, known: allOf(known) }) : say.unknownMeant({ place, meant }),
        meant,
        true,
      );
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

  add(path: FieldPath, message: Message, meant?: string, isName = false): void {
    this.list.push({ path, message, ...(meant === undefined ? {} : { meant, isName }) });
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
