/** Any pod, and anything that a scenario may say, for tests that hold whatever they are. */
import fc from 'fast-check';
import type { Container, Handler, Pod, PodSpec, Probe } from '../../kubernetes/pod.ts';
import { parseScenario } from '../world/parseScenario.ts';
import type { Scenario } from '../world/scenario.ts';
import { scenarioShape } from '../world/scenarioShape.ts';
import type { ObjectShape, Shape } from '../world/shapes/shape.ts';

const names = ['app', 'side', 'init'] as const;
const port = fc.constantFrom<number | string>(80, 8080, 'http', '8080', 'none', 0);
const small = (max: number) => fc.integer({ min: 0, max });
const handler: fc.Arbitrary<Handler> = fc.oneof(
  fc.record({ exec: fc.constant({ command: ['check'] }) }),
  fc.record({
    httpGet: fc.record({ port, path: fc.constantFrom('/', '/ready'), scheme: fc.constantFrom('HTTP', 'HTTPS') }),
  }),
  fc.record({ tcpSocket: fc.record({ port }) }),
  fc.record({ grpc: fc.record({ port: fc.constantFrom(9000, 0) }) }),
);
const hook: fc.Arbitrary<Handler> = fc.oneof(handler, fc.record({ sleep: fc.record({ seconds: small(40) }) }));
const probe: fc.Arbitrary<Probe> = fc
  .tuple(
    handler,
    fc.record(
      {
        initialDelaySeconds: small(30),
        periodSeconds: small(15),
        timeoutSeconds: small(5),
        failureThreshold: small(4),
        successThreshold: small(3),
        terminationGracePeriodSeconds: fc.integer({ min: 1, max: 60 }),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([how, when]) => ({ ...how, ...when }));

function containers(name: string): fc.Arbitrary<Container> {
  return fc.record(
    {
      name: fc.constant(name),
      image: fc.constantFrom('app:1', 'app', 'Wrong:1', ''),
      imagePullPolicy: fc.constantFrom('Always', 'IfNotPresent', 'Never'),
      ports: fc.constant([{ name: 'http', containerPort: 8080, hostPort: 8080 }]),
      livenessProbe: probe,
      readinessProbe: probe,
      startupProbe: probe,
      lifecycle: fc.record({ postStart: hook, preStop: hook }, { requiredKeys: [] }),
      resources: fc.constantFrom({ requests: { cpu: '2', memory: '1Gi' } }, { requests: { cpu: 'much' } }, {}),
      restartPolicy: fc.constantFrom('Always', 'OnFailure', 'Never'),
    },
    { requiredKeys: ['name', 'image'] },
  ) as fc.Arbitrary<Container>;
}

export const anyPod: fc.Arbitrary<Pod> = fc
  .record(
    {
      containers: fc.tuple(containers('app'), fc.option(containers('side'), { nil: undefined })),
      initContainers: fc.option(containers('init'), { nil: undefined }),
      restartPolicy: fc.constantFrom('Always', 'OnFailure', 'Never'),
      terminationGracePeriodSeconds: small(60),
      activeDeadlineSeconds: fc.integer({ min: 1, max: 300 }),
      readinessGates: fc.constant([{ conditionType: 'gate' }]),
      schedulingGates: fc.constant([{ name: 'gate' }]),
      nodeName: fc.constantFrom('node-1', 'node-9'),
      nodeSelector: fc.constant({ disk: 'ssd' }),
      tolerations: fc.constantFrom([{ operator: 'Exists' }], [{ key: 'k', value: 'v' }], [{}]),
      affinity: fc.oneof(
        fc.json().map((text) => JSON.parse(text)),
        fc.constant({
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: {
              nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['node-1'] }] }],
            },
          },
        }),
      ),
      hostNetwork: fc.boolean(),
      preemptionPolicy: fc.constant('Never'),
    },
    { requiredKeys: ['containers'] },
  )
  .map(({ containers, initContainers, ...spec }) => ({
    metadata: { name: 'any' },
    spec: {
      ...spec,
      containers: containers.filter((container) => container !== undefined),
      ...(initContainers === undefined ? {} : { initContainers: [initContainers] }),
    } as PodSpec,
  }));

/** Anything that a scenario file may say: made from the very shape that such files are checked against. */
function valuesOf(shape: Shape): fc.Arbitrary<unknown> {
  switch (shape.type) {
    case 'text':
      return fc.constantFrom('text', 'gate', 'disk', 'node-1', '/', 'https://elsewhere/', 'RegistryUnavailable: no');
    case 'flag':
      return fc.boolean();
    case 'seconds':
      return fc.oneof(small(700), fc.double({ min: 0, max: 700, noNaN: true }));
    case 'length':
      return fc.constantFrom('60s', '1m30s', 5);
    case 'quantity':
      return fc.constantFrom('500m', 1, '4Gi', 0);
    case 'integer':
      return fc.integer({ min: shape.minimum, max: Math.min(shape.maximum, shape.minimum + 300) });
    case 'portOrName':
      return fc.constantFrom(80, 8080, 'http');
    case 'choice':
      return fc.constantFrom(...shape.values);
    case 'list':
      return fc.array(valuesOf(shape.of), { maxLength: 4 });
    case 'map':
      return fc.dictionary(fc.constantFrom(...names, 'cpu', 'memory', 'pods', 'disk'), valuesOf(shape.of), {
        maxKeys: 3,
      });
    case 'object':
      return objectOf(shape);
  }
}

function objectOf({ fields, required }: ObjectShape): fc.Arbitrary<unknown> {
  const entries = Object.entries(fields).map(([name, field]) => [name, valuesOf(field)] as const);
  return fc.record(Object.fromEntries(entries), { requiredKeys: [...required] });
}

export const anyScenario: fc.Arbitrary<Scenario> = objectOf(scenarioShape).map((value): Scenario => {
  const parsed = parseScenario(value);
  if ('problems' in parsed) throw new Error(parsed.problems.map(({ message }) => message.id).join('; '));
  return parsed.scenario;
});
