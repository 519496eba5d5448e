import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { presets } from '../../lifecycle/world/presets.ts';
import { parseManifest } from '../../manifest/file.ts';
import { plainWorkload } from '../../manifest/plainWorkload.ts';
import { strictFormatter } from '../../rules/testing/formatter.ts';
import { simulationMessages } from '../../simulation/messages.ts';
import { english } from '../messages.ts';
import { simulationFailures as failures } from './messages.ts';
import { type RolloutRequest, simulateRollout } from './rollout.ts';
import { rolloutText } from './rolloutText.ts';
import { workloadsIn } from './workloads.ts';

const formatter = strictFormatter(english.texts);

const template = `
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - name: app
          image: app:1
          readinessProbe: {tcpSocket: {port: 80}, periodSeconds: 5}
`;
const web = (spec: string) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
${spec.trim() === '' ? '' : `  ${spec}`}  selector: {matchLabels: {app: web}}${template}`;

function simulated(text: string, request: RolloutRequest = {}) {
  const result = simulateRollout(parseManifest(text), request);
  if ('error' in result) throw new Error(result.error.id);
  return result;
}

function specOf(text: string) {
  const [workload] = workloadsIn(parseManifest(text));
  return workload && plainWorkload(workload.workload, workload.name)?.spec;
}

describe('what a manifest says about its pods', () => {
  test('a Deployment', () => {
    const text = web(
      'replicas: 5\n  minReadySeconds: 3\n  progressDeadlineSeconds: 90\n  strategy: {rollingUpdate: {maxSurge: 50%, maxUnavailable: 0}}\n',
    );
    expect(specOf(text)).toEqual({
      replicas: 5,
      minReadySeconds: 3,
      progressDeadlineSeconds: 90,
      strategy: { rollingUpdate: { maxSurge: '50%', maxUnavailable: 0 } },
    });
  });

  test('what the API server would not take is left out', () => {
    const text = web('replicas: -1\n  strategy: {type: Fast, rollingUpdate: {maxSurge: many, maxUnavailable: 1.5}}\n');
    expect(specOf(text)).toEqual({ strategy: { rollingUpdate: {} } });
  });

  test('a StatefulSet: whether a rolling update is written makes a difference', () => {
    const sts = (strategy: string) =>
      `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec:\n  updateStrategy: ${strategy}${template}`;
    expect(specOf(sts('{type: RollingUpdate}'))).toEqual({ ordinals: {}, updateStrategy: { type: 'RollingUpdate' } });
    expect(specOf(sts('{rollingUpdate: {partition: 2}}'))).toEqual({
      ordinals: {},
      updateStrategy: { rollingUpdate: { partition: 2 } },
    });
  });

  test('a CronJob: its Job', () => {
    const text = `apiVersion: batch/v1
kind: CronJob
metadata: {name: nightly}
spec:
  schedule: '0 3 * * *'
  jobTemplate:
    spec:
      backoffLimit: 1
      podFailurePolicy:
        rules:
          - {action: FailJob, onExitCodes: {operator: In, values: [42]}}
          - {action: Ignore, onPodConditions: [{type: DisruptionTarget}]}
          - {action: Dance}
      template:
        spec:
          restartPolicy: Never
          containers: [{name: app, image: app:1}]
`;
    expect(specOf(text)).toEqual({
      backoffLimit: 1,
      podFailurePolicy: {
        rules: [
          { action: 'FailJob', onExitCodes: { operator: 'In', values: [42] } },
          { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
        ],
      },
    });
    const { summary } = simulated(text, { scenario: 'fails' });
    expect(summary.outcome).toBe('failed');
    expect(rolloutText(simulated(text, { scenario: 'fails' }), formatter)).toContain(
      '└ spec.jobTemplate.spec.backoffLimit',
    );
  });
});

test('ends a little after the rollout, or after half an hour', () => {
  expect(simulated(web('')).trace.endMs).toBeLessThanOrEqual(60_000);
  expect(simulated(web(''), { scenario: 'image-not-found' }).trace.endMs).toBe(1_800_000);
  expect(simulated(web(''), { untilMs: 2_000, kubernetes: '1.34' })).toMatchObject({
    trace: { endMs: 2_000 },
    summary: { outcome: 'unfinished' },
  });
});

test('created instead of updated', () => {
  const { trace, summary } = simulated(web('replicas: 2\n'), { create: true });
  expect(trace.createdAtMs).toBe(0);
  expect(trace.pods.map(({ revision }) => revision)).toEqual(['new', 'new']);
  expect(formatter.text(summary.message)).toMatch(/^The rollout is finished after /);
});

test('sick old pods go first, so the fix gets through', () => {
  const strategy = 'replicas: 3\n  strategy: {rollingUpdate: {maxSurge: 0, maxUnavailable: 1}}\n';
  const { summary } = simulated(web(strategy), { oldScenario: 'image-not-found' });
  expect(summary.outcome).toBe('finished');
});

test('a Service that publishes pods before they are ready has all of them as endpoints', () => {
  const service = (publish: boolean) => `---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, publishNotReadyAddresses: ${publish}, ports: [{port: 80}]}
`;
  const most = (publish: boolean) =>
    simulated(`${web('replicas: 2\n')}${service(publish)}`, { scenario: 'wrong-port' }).trace.entries.reduce(
      (ready, entry) => (entry.kind === 'endpoints' ? Math.max(ready, entry.endpoints.ready) : ready),
      0,
    );
  expect([most(false), most(true)]).toEqual([2, 3]);
});

test('the release decides about maxUnavailable of StatefulSets', () => {
  const text = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  replicas: 4
  podManagementPolicy: Parallel
  updateStrategy: {rollingUpdate: {maxUnavailable: 4}}${template}`;
  const took = (kubernetes?: string) => simulated(text, { kubernetes }).summary.tookMs ?? 0;
  expect(took('1.37')).toBeLessThan(took('1.35') / 2);
  // Or the gate, where the cluster has it otherwise.
  const gated = simulated(`# probewise: kubernetes=1.37 gates=-MaxUnavailableStatefulSet\n${text}`);
  expect(gated.summary.tookMs).toBe(
    simulated(text.replace('maxUnavailable: 4', 'partition: 0'), { kubernetes: '1.37' }).summary.tookMs,
  );
  expect(simulated(`# probewise: kubernetes=1.33\n${text}`).trace.kubernetes).toBe('1.33');
});

test.each([
  ['', failures.noWorkload()],
  [
    'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: a, image: b}]}\n',
    failures.noRollout({ workload: 'Pod p' }),
  ],
  [web('replicas: 5000\n'), simulationMessages.tooManyPods({ workload: 'Deployment web', count: 5000, most: 1000 })],
])('%#: %s', (text, error) => {
  expect(simulateRollout(parseManifest(text))).toEqual({ error });
});

test('names what decides it, down to the fields', () => {
  const strategy = 'replicas: 2\n  strategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}\n';
  const text = rolloutText(simulated(web(strategy), { scenario: 'image-not-found' }), formatter);
  expect(text.replaceAll(/web-\w+-\w{5}/g, 'POD')).toBe(
    `       0 s  Waiting for deployment "web" rollout to finish: 1 out of 2 new replicas have been updated...
10 min 1 s  error: deployment "web" exceeded its progress deadline

The update is not finished after 30 min. kubectl reports ProgressDeadlineExceeded at 10 min 1 s; Kubernetes keeps trying. At least 2 endpoints are ready all the time.
- Not ready: POD. The image of app can’t be pulled: app:1: not found. Container app waits: ImagePullBackOff.
  └ spec.template.spec.containers[0].image · spec.template.spec.containers[0].imagePullPolicy
- No old pod may go (maxUnavailable is 0) until the one extra pod (maxSurge) is ready, and it is not.
  └ spec.strategy.rollingUpdate.maxUnavailable · spec.strategy.rollingUpdate.maxSurge
`,
  );
});

test('a rollout of any workload ends, within the limits', () => {
  const names = ['replicas', 'minReadySeconds', 'completions', 'parallelism', 'backoffLimit', 'activeDeadlineSeconds'];
  const more = ['paused', 'suspend', 'completionMode', 'podManagementPolicy', 'backoffLimitPerIndex', 'strategy'];
  const value = fc.oneof(
    fc.integer({ min: -2, max: 9 }),
    fc.constantFrom(2_147_483_647, 0.5, '50%', '', null, true, [], {}, 'Indexed', 'Parallel'),
  );
  const spec = fc.dictionary(fc.constantFrom(...names, ...more), value);
  const rollingUpdate = fc.dictionary(fc.constantFrom('maxSurge', 'maxUnavailable', 'partition'), value);
  const kind = fc.constantFrom('Deployment', 'StatefulSet', 'Job');
  const scenario = fc.constantFrom(...presets.map(({ name }) => name));
  fc.assert(
    fc.property(spec, rollingUpdate, kind, scenario, fc.boolean(), (own, rolling, of, name, create) => {
      const containers = [{ name: 'app', image: 'app:1', readinessProbe: { tcpSocket: { port: 80 } } }];
      const text = JSON.stringify({
        apiVersion: of === 'Job' ? 'batch/v1' : 'apps/v1',
        kind: of,
        metadata: { name: 'web' },
        spec: {
          strategy: { rollingUpdate: rolling },
          updateStrategy: { rollingUpdate: rolling },
          ...own,
          template: { spec: { ...(of === 'Job' ? { restartPolicy: 'Never' } : {}), containers } },
        },
      });
      const result = simulateRollout(parseManifest(text), { scenario: name, create });
      if ('error' in result) expect(result.error.id).toBe('simulation/tooManyPods');
      else {
        expect(result.trace.truncated).toBeUndefined();
        expect(rolloutText(result, formatter)).toContain(formatter.text(result.summary.message));
      }
    }),
    { numRuns: 60, seed: 3 },
  );
}, 60_000);

test('the claims of a StatefulSet are volumes of its pods, each with its own', () => {
  const file = parseManifest(`apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  replicas: 2
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: db, image: 'db:1', volumeMounts: [{name: data, mountPath: /data}]}]}
  volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce]}}]
`);
  const volumes = { data: { mountError: { message: 'no such device' } } };
  const simulation = simulateRollout(file, { scenario: { name: 'broken-disk', volumes } });
  if ('error' in simulation) throw new Error(simulation.error.id);
  const [reason] = simulation.summary.reasons;
  expect(formatter.text(reason!.message)).toBe(
    'Not ready: db-1. kubelet reports FailedMount: MountVolume.SetUp failed for volume "data-db-1" : no such device.',
  );
  expect(reason!.fields).toEqual(['spec.template.spec.containers[0].volumeMounts[0]']);
});
