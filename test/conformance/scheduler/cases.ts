/** Writes the cases that the recorder plays: random pods and nodes, one a line; always the same ones. */
import fc from 'fast-check';

const quantities = (choices: Readonly<Record<string, readonly string[]>>, requiredKeys: string[] = []) =>
  fc.record(Object.fromEntries(Object.entries(choices).map(([name, values]) => [name, fc.constantFrom(...values)])), {
    requiredKeys,
  });
const gpu = 'example.com/gpu';
const disk = 'ephemeral-storage';

const requests = quantities({
  cpu: ['100m', '1', '2500m', '0.3'],
  memory: ['64Mi', '1Gi', '3G'],
  [gpu]: ['1', '2'],
  [disk]: ['1Gi', '5Gi'],
});
const ports = fc.constantFrom(
  [{ containerPort: 80, hostPort: 80, protocol: 'TCP' }],
  [{ containerPort: 53, hostPort: 53, protocol: 'UDP' }],
);
const container = (name: string) =>
  fc.record(
    { name: fc.constant(name), image: fc.constant('image'), resources: fc.record({ requests }), ports },
    { requiredKeys: ['name', 'image'] },
  );
const initContainer = (name: string) =>
  fc
    .tuple(container(name), fc.boolean())
    .map(([given, isSidecar]) => (isSidecar ? { ...given, restartPolicy: 'Always' } : given));

const keys = fc.constantFrom('zone', 'disk', 'cores');
const values = fc.constantFrom('a', 'b', '4', '8');
const labels = fc.dictionary(keys, values, { maxKeys: 3 });
const expression = fc.oneof(
  fc.record({
    key: keys,
    operator: fc.constantFrom('In', 'NotIn'),
    values: fc.uniqueArray(values, { minLength: 1, maxLength: 2 }),
  }),
  fc.record({ key: keys, operator: fc.constantFrom('Exists', 'DoesNotExist') }),
  fc.record({ key: fc.constant('cores'), operator: fc.constantFrom('Gt', 'Lt'), values: fc.tuple(values) }),
);
const field = fc.record({
  key: fc.constant('metadata.name'),
  operator: fc.constantFrom('In', 'NotIn'),
  values: fc.tuple(fc.constantFrom('n0', 'n1', 'n2', 'n9')),
});
const term = fc.record(
  { matchExpressions: fc.array(expression, { maxLength: 2 }), matchFields: fc.array(field, { maxLength: 2 }) },
  { requiredKeys: [] },
);
const affinity = fc.array(term, { minLength: 1, maxLength: 2 }).map((nodeSelectorTerms) => ({
  nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } },
}));
const taintKey = fc.constantFrom('x', 'y', 'node.kubernetes.io/unschedulable');
const toleration = fc.oneof(
  fc.record({ key: taintKey, operator: fc.constant('Exists') }),
  fc.record(
    { key: taintKey, value: fc.constantFrom('1', '2'), effect: fc.constantFrom('NoSchedule', 'NoExecute') },
    { requiredKeys: ['key'] },
  ),
);

/** Each field in few pods, so that not everything is wrong at once. */
const seldom = <T>(arbitrary: fc.Arbitrary<T>, none: T): fc.Arbitrary<T> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(none) }, { weight: 1, arbitrary });

const spec = fc
  .record({
    containers: fc.tuple(container('a'), container('b')),
    count: fc.constantFrom(1, 2),
    initContainers: seldom(fc.tuple(initContainer('i'), initContainer('j')), undefined as never),
    nodeSelector: seldom(labels, undefined as never),
    tolerations: fc.array(toleration, { maxLength: 2 }),
    affinity: seldom(affinity, undefined as never),
    preemptionPolicy: seldom(fc.constant('Never'), undefined as never),
    overhead: seldom(fc.constant({ cpu: '250m', memory: '100Mi' }), undefined as never),
    resources: seldom(fc.record({ requests: quantities({ cpu: ['3', '500m'] }, ['cpu']) }), undefined as never),
  })
  .map(({ count, containers, ...rest }) => ({ containers: containers.slice(0, count), ...rest }));

const node = fc.record({
  allocatable: quantities(
    {
      cpu: ['1', '2', '4'],
      memory: ['1Gi', '4Gi'],
      pods: ['2', '5', '110'],
      [gpu]: ['0', '1', '4'],
      [disk]: ['4Gi', '20Gi'],
    },
    ['cpu', 'memory', 'pods', disk],
  ),
  requested: quantities(
    { cpu: ['0', '900m', '1'], memory: ['0', '500Mi', '1Gi'], [gpu]: ['0', '1'], pods: ['1', '2', '5'] },
    ['pods'],
  ),
  labels,
  taints: seldom(
    fc.array(
      fc.record(
        {
          key: taintKey,
          value: fc.constantFrom('1', '2'),
          effect: fc.constantFrom('NoSchedule', 'NoExecute', 'PreferNoSchedule'),
        },
        { requiredKeys: ['key', 'effect'] },
      ),
      { maxLength: 2 },
    ),
    [],
  ),
  unschedulable: seldom(fc.constant(true), false),
  hostPorts: seldom(fc.uniqueArray(fc.constantFrom({ port: 80 }, { port: 53, protocol: 'UDP' })), []),
});

const nodes = fc
  .array(node, { maxLength: 4 })
  .map((described) => described.map((one, index) => ({ name: `n${index}`, ...one })));

for (const given of fc.sample(fc.record({ spec, nodes }), { seed: 1, numRuns: 300 }))
  console.log(JSON.stringify(given));
