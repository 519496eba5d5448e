import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import fc from '../../../../test/support/fastCheck.ts';
import { textsOf } from '../../base/message.ts';
import type { Pod } from '../../kubernetes/pod.ts';
import { strictFormatter } from '../../rules/testing/formatter.ts';
import { simulate } from '../simulate.ts';
import { parseScenario } from './parseScenario.ts';
import { presets } from './presets.ts';
import { scenarioProblemMessages } from './scenarioMessages.ts';

const schemaFile = join(import.meta.dirname, '../../../../schemas/scenario.schema.json');
const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(schemaFile, 'utf8')) as object,
);

const pod: Pod = {
  metadata: { name: 'web' },
  spec: {
    initContainers: [{ name: 'init', image: 'init:1' }],
    containers: [{ name: 'app', image: 'app:1', readinessProbe: { httpGet: { port: 8080, path: '/ready' } } }],
  },
};

const formatter = strictFormatter(textsOf(scenarioProblemMessages));

function messages(value: unknown): string[] {
  const suggest = (name: string, known: readonly string[]) => known.find((other) => other.startsWith(name));
  const parsed = parseScenario(value, { suggest });
  return 'problems' in parsed ? parsed.problems.map(({ message }) => formatter.text(message)) : [];
}

describe('a scenario file', () => {
  it.each(presets.map((preset) => [preset.name, preset.scenario(pod)] as const))(
    'may say what %s says',
    (_, scenario) => {
      const plain = JSON.parse(JSON.stringify(scenario)) as unknown;
      expect(parseScenario(plain)).toEqual({ scenario: plain });
      expect(validate(plain), JSON.stringify(validate.errors)).toBe(true);
    },
  );

  it('is named by its file', () => {
    expect(parseScenario({}, { name: 'leak' })).toEqual({ scenario: { name: 'leak' } });
  });

  it.each<readonly [string, unknown, readonly string[]]>([
    ['no mapping', [], ['A scenario must be a mapping.']],
    ['a slip of the pen', { container: {} }, ['container is unknown. Did you mean containers?']],
    [
      'a field that there is not',
      { network: { speed: 1 } },
      ['network.speed is unknown. There are notReadyAtSeconds and notReadyUntilSeconds.'],
    ],
    ['a time in words', { delete: { atSeconds: '1m' } }, ['delete.atSeconds must be a number of seconds, 0 or more.']],
    ['a time before time', { delete: { atSeconds: -1 } }, ['delete.atSeconds must be a number of seconds, 0 or more.']],
    ['something missing', { delete: {} }, ['delete.atSeconds is missing.']],
    [
      'several things at once',
      { containers: { app: { happenings: [{ answers: 'maybe' }], runs: [{ exitCode: 256 }] } } },
      [
        'containers.app.happenings[0].atSeconds is missing.',
        'containers.app.happenings[0].answers must be one of success, failure, refused, hang or error.',
        'containers.app.runs[0].exitCode must be a whole number from 0 to 255.',
      ],
    ],
    [
      'a port that is none',
      { containers: { app: { happenings: [{ atSeconds: 1, answers: 'hang', port: 0 }] } } },
      ['containers.app.happenings[0].port must be a port number or a port name.'],
    ],
    ['a list that is none', { containers: { app: { runs: {} } } }, ['containers.app.runs must be a list.']],
  ])('says what is wrong with %s', (_, value, expected) => {
    expect(messages(value)).toEqual(expected);
    expect(validate(value)).toBe(false);
  });

  it('is judged alike by the parser and by its schema, and never throws', () => {
    const key = fc.constantFrom('containers', 'app', 'image', 'runs', 'probes', 'liveness', 'delete', 'atSeconds', 'x');
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        fc.oneof(fc.integer(), fc.boolean(), fc.string(), fc.constant(null), fc.double({ noNaN: true, max: 1e8 })),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(key, tie('tree'), { maxKeys: 3 }),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        expect(messages(value).length === 0).toBe(validate(value) === true);
      }),
    );
  });
});

describe('happenings', () => {
  const web: Pod = { ...pod, spec: { containers: pod.spec.containers } };
  const answersOf = (happenings: unknown): string[] => {
    const parsed = parseScenario({ containers: { app: { happenings, startupSeconds: 3 } } });
    if ('problems' in parsed) throw new Error(parsed.problems[0]!.message.id);
    return simulate(web, parsed.scenario, { untilMs: 40_000 }).entries.flatMap((entry) =>
      entry.kind === 'probe'
        ? [`${Math.floor(entry.atMs / 1000)} ${entry.probe.result} ${entry.probe.output}`.trim()]
        : [],
    );
  };

  it('change what probes meet, from start-up to recovery', () => {
    expect(
      answersOf([
        { atSeconds: 15, answers: 'hang' },
        { atSeconds: 25, answers: 'success' },
      ]),
    ).toEqual([
      '0 failure Get "http://10.244.0.10:8080/ready": dial tcp 10.244.0.10:8080: connect: connection refused',
      '1 failure Get "http://10.244.0.10:8080/ready": dial tcp 10.244.0.10:8080: connect: connection refused',
      '11 success',
      '22 failure Get "http://10.244.0.10:8080/ready": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
      '31 success',
    ]);
  });

  it('concern only the probes that they name', () => {
    const at = (place: object) =>
      answersOf([{ atSeconds: 0, answers: 'failure', ...place }]).filter((a) => /failure/.test(a));
    const refusals = answersOf([]).filter((a) => /failure/.test(a)).length;
    expect(at({ port: 9090 })).toHaveLength(refusals);
    expect(at({ path: '/live' })).toHaveLength(refusals);
    expect(at({ probe: 'liveness' })).toHaveLength(refusals);
    expect(at({ port: 8080, path: '/ready', probe: 'readiness' }).length).toBeGreaterThan(refusals);
  });
});
