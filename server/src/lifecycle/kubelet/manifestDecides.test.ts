/** What a manifest alone decides, whatever the world is like. */
import { describe, expect, test } from 'vitest';
import type { Container, Pod, PodSpec } from '../../kubernetes/pod.ts';
import { changes } from '../kubectl/row.ts';
import { simulate } from '../simulate.ts';
import { causes } from '../trace/causes.ts';
import type { Trace } from '../trace/trace.ts';
import type { Scenario } from '../world/scenario.ts';

function play(spec: Partial<PodSpec>, container: Partial<Container> = {}, scenario: Partial<Scenario> = {}): Trace {
  const pod: Pod = {
    metadata: { name: 'web' },
    spec: { ...spec, containers: [{ name: 'app', image: 'app:1', ...container }] },
  };
  return simulate(pod, { name: 'own', ...scenario }, { untilMs: 120_000 });
}

/** The last STATUS, and the message of what waits or was rejected. */
function outcome(trace: Trace): string {
  const status = trace.entries.findLast((entry) => entry.kind === 'status')?.status;
  const state = status?.containerStatuses[0]?.state;
  const message = status?.message ?? (state?.type === 'waiting' ? state.message : undefined);
  return [changes(trace).at(-1)?.row.status, ...(message === undefined ? [] : [message])].join(': ');
}

describe('runAsNonRoot with user 0', () => {
  const words =
    'CreateContainerConfigError: container\'s runAsUser breaks non-root policy (pod: "web_default(00000000-0000-0000-0000-000000000000)", container: app)';

  test.each<[string, Partial<PodSpec>, Partial<Container>]>([
    ['of the container', {}, { securityContext: { runAsNonRoot: true, runAsUser: 0 } }],
    ['of the pod', { securityContext: { runAsNonRoot: true, runAsUser: 0 } }, {}],
    ['of both', { securityContext: { runAsNonRoot: true } }, { securityContext: { runAsUser: 0 } }],
  ])('%s', (_, spec, container) => {
    const trace = play(spec, container);
    expect(outcome(trace)).toBe(words);
    const failed = trace.entries.find((entry) => entry.kind === 'event' && entry.event.reason === 'Failed')!;
    expect(causes(trace, failed.seq).at(-1)).toMatchObject({
      kind: 'field',
      field: expect.stringMatching(/runAsUser$/),
    });
  });

  test.each<[string, Partial<PodSpec>, Partial<Container>]>([
    ['another user', { securityContext: { runAsNonRoot: true } }, { securityContext: { runAsUser: 1000 } }],
    [
      'what the container says wins',
      { securityContext: { runAsNonRoot: true, runAsUser: 0 } },
      { securityContext: { runAsNonRoot: false } },
    ],
  ])('but not: %s', (_, spec, container) => expect(outcome(play(spec, container))).toBe('Running'));
});

describe('a subPathExpr', () => {
  const mount = (subPathExpr: string): Partial<Container> => ({ volumeMounts: [{ name: 'data', subPathExpr }] });

  test.each<[string, Partial<Container>, string]>([
    [
      'without a variable of that name',
      mount('$(POD)/$(B)/$(A)'),
      'CreateContainerConfigError: missing value for A, B, POD',
    ],
    [
      'with an empty one',
      { ...mount('$(A)'), env: [{ name: 'A' }] },
      'CreateContainerConfigError: missing value for A',
    ],
    ['with a value', { ...mount('$(A)'), env: [{ name: 'A', value: 'a' }] }, 'Running'],
    ['with a value from elsewhere', { ...mount('$(A)'), env: [{ name: 'A', valueFrom: {} }] }, 'Running'],
    ['with what nobody knows', { ...mount('$(A)'), envFrom: [{}] }, 'Running'],
    ['with a dollar sign', mount('$$(A)'), 'Running'],
  ])('%s', (_, container, expected) => expect(outcome(play({}, container))).toBe(expected));
});

describe("the node's system", () => {
  const nodes = (labels: Record<string, string>) => ({ scheduling: { nodes: [{ name: 'n1', labels }] } });
  const field = "PodOSNotSupported: Pod was rejected: Failed to admit pod as the OS field doesn't match node OS";

  test.each<[string, Partial<PodSpec>, Partial<Scenario>, string]>([
    ['os.name of another one', { os: { name: 'windows' } }, {}, field],
    ['the same', { os: { name: 'linux' } }, {}, 'Running'],
    [
      'a node that the selector asks for',
      { os: { name: 'windows' }, nodeSelector: { 'kubernetes.io/os': 'windows' } },
      {},
      'Running',
    ],
    ['a node that is described', { os: { name: 'windows' } }, nodes({ 'kubernetes.io/os': 'windows' }), 'Running'],
    [
      'a selector that no scheduler looked at',
      { nodeName: 'n1', nodeSelector: { 'kubernetes.io/os': 'windows' } },
      nodes({ 'kubernetes.io/os': 'linux' }),
      "PodOSSelectorNodeLabelDoesNotMatch: Pod was rejected: Failed to admit pod as the `kubernetes.io/os` label doesn't match node label",
    ],
  ])('%s', (_, spec, scenario, expected) => expect(outcome(play(spec, {}, scenario))).toBe(expected));
});

test.each<[string, Partial<PodSpec>, number]>([
  ['an ordinary pod', {}, 1],
  ['a class that is not critical', { priorityClassName: 'high' }, 1],
  ['a critical class', { priorityClassName: 'system-cluster-critical' }, 0],
  ['a critical priority', { priority: 2_000_000_000 }, 0],
])('node pressure and %s', (_, spec, count) => {
  const { entries } = play(spec, {}, { evict: { atSeconds: 60 } });
  const evictions = entries.filter((entry) => entry.kind === 'event' && entry.event.reason === 'Evicted');
  expect(evictions).toHaveLength(count);
});
