/** Reads a scenario that somebody wrote, and says in one sentence what is wrong with it. */
import { formatFieldPath } from '../base/fieldPath.ts';
import type { Scenario } from '../lifecycle/world/scenario.ts';
import { suggest } from '../schema/suggest.ts';
import { parseYaml, plainValue } from '../yaml/document.ts';

type Shape =
  | { readonly type: 'string' | 'boolean' | 'seconds' | 'integer' }
  | { readonly type: 'choice'; readonly values: readonly string[] }
  | { readonly type: 'list' | 'map'; readonly of: Shape }
  | {
      readonly type: 'object';
      readonly fields: Readonly<Record<string, Shape>>;
      readonly required?: readonly string[];
    };

const string: Shape = { type: 'string' };
const boolean: Shape = { type: 'boolean' };
const seconds: Shape = { type: 'seconds' };
const integer: Shape = { type: 'integer' };
const object = (fields: Readonly<Record<string, Shape>>, ...required: string[]): Shape => ({
  type: 'object',
  fields,
  required,
});
const list = (of: Shape): Shape => ({ type: 'list', of });

const fault = object({ message: string, untilSeconds: seconds }, 'message');
const hook = object({ seconds, fail: boolean });
const probeAnswers = list(
  object(
    {
      fromSeconds: seconds,
      result: { type: 'choice', values: ['success', 'failure', 'refused', 'hang', 'error'] },
      seconds,
      statusCode: integer,
      output: string,
    },
    'fromSeconds',
    'result',
  ),
);
const container = object({
  image: object({
    present: boolean,
    pullSeconds: seconds,
    error: string,
    errorUntilSeconds: seconds,
    inspectError: string,
    sizeBytes: integer,
  }),
  configError: fault,
  createError: fault,
  startError: fault,
  runs: list(
    object({
      exitAfterSeconds: seconds,
      exitCode: integer,
      reason: string,
      message: string,
      ignoreSigterm: boolean,
      sigtermSeconds: seconds,
      sigtermExitCode: integer,
    }),
  ),
  probes: object({ liveness: probeAnswers, readiness: probeAnswers, startup: probeAnswers }),
  hooks: object({ postStart: hook, preStop: hook }),
});

/** The shape of {@link Scenario}; `name` may be left out in a file. */
const scenarioShape = object({
  name: string,
  title: string,
  description: string,
  containers: { type: 'map', of: container },
  network: object({ notReadyUntilSeconds: seconds }),
  scheduling: object({ unschedulableUntilSeconds: seconds, message: string }),
  delete: object({ atSeconds: seconds, gracePeriodSeconds: seconds }, 'atSeconds'),
});

/** The scenario that a YAML or JSON text describes; `name` is used where it names none itself. Never throws. */
export function readScenario(text: string, name: string): Scenario | { readonly error: string } {
  const documents = parseYaml(text);
  const [document] = documents;
  const problem = documents.flatMap(({ problems }) => problems)[0];
  if (problem) return { error: problem.message };
  if (documents.length !== 1 || !document) return { error: 'must be one document' };
  const value = plainValue(document, document.root);
  const error = check(value, scenarioShape, []);
  return error === undefined ? { name, ...(value as Omit<Scenario, 'name'>) } : { error };
}

function check(value: unknown, shape: Shape, path: readonly (string | number)[]): string | undefined {
  const must = (what: string) => (path.length === 0 ? `must be ${what}` : `${formatFieldPath(path)} must be ${what}`);
  switch (shape.type) {
    case 'string':
      return typeof value === 'string' ? undefined : must('text');
    case 'boolean':
      return typeof value === 'boolean' ? undefined : must('true or false');
    case 'seconds':
      return typeof value === 'number' && value >= 0 && value < 1e9 ? undefined : must('a number of seconds');
    case 'integer':
      return Number.isSafeInteger(value) ? undefined : must('a whole number');
    case 'choice':
      return shape.values.includes(value as string) ? undefined : must(`one of ${shape.values.join(', ')}`);
    case 'list':
      if (!Array.isArray(value) || value.length === 0) return must('a list');
      return first(value.map((item, index) => check(item, shape.of, [...path, index])));
    case 'map':
      if (!isRecord(value)) return must('a mapping');
      return first(Object.entries(value).map(([key, item]) => check(item, shape.of, [...path, key])));
    case 'object':
      return isRecord(value) ? checkFields(value, shape, path) : must('a mapping');
  }
}

function checkFields(
  value: Readonly<Record<string, unknown>>,
  { fields, required = [] }: Extract<Shape, { type: 'object' }>,
  path: readonly (string | number)[],
): string | undefined {
  const missing = required.find((name) => value[name] === undefined);
  if (missing !== undefined) return `${formatFieldPath([...path, missing])} is missing`;
  return first(
    Object.entries(value).map(([name, item]) => {
      const place = formatFieldPath([...path, name]);
      const shape = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (shape) return check(item, shape, [...path, name]);
      const meant = suggest(name, Object.keys(fields));
      return `${place} is unknown${meant === undefined ? '' : `; did you mean ${meant}?`}`;
    }),
  );
}

function first(errors: readonly (string | undefined)[]): string | undefined {
  return errors.find((error) => error !== undefined);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
