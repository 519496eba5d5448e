import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Range } from 'vscode-languageserver';
import type {
  ScenarioChoice,
  SimulateResponse,
  SimulateRolloutResponse,
  WorkloadsResult,
} from '../../server/src/lsp/protocol.ts';
import { simulatePod } from '../../server/src/simulation/simulatePod.ts';
import { simulateRollout } from '../../server/src/simulation/simulateRollout.ts';
import { TestClient } from './client.ts';

const uri = 'file:///w/web.yaml';
const manifest = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: nginx:1.27
          readinessProbe:
            httpGet: {port: 80}
`;
const own = {
  uri: 'file:///w/slow%20day.scenario.yaml',
  text: 'title: Slow day\ncontainers: {web: {startupSeconds: 20}}\nexpect: {readyWithin: 10s, neverRestarted: true}\n',
};

let client: TestClient;
beforeEach(async () => {
  client = await TestClient.start({ settings: {} });
  await client.open(uri, manifest);
});
afterEach(() => client.stop());

function simulate(params: object = {}): Promise<SimulateResponse> {
  return client.connection.sendRequest('probewise/simulate', { textDocument: { uri }, ...params });
}

function rollout(params: object = {}): Promise<SimulateRolloutResponse> {
  return client.connection.sendRequest('probewise/simulateRollout', { textDocument: { uri }, ...params });
}

describe('a scenario of one’s own', () => {
  test('can be chosen, first of all, and its expectations are judged', async () => {
    const result = await simulate({ scenario: own.uri, scenarioFiles: [own] });
    if ('error' in result) throw new Error(result.error);
    expect(result.scenario).toBe(own.uri);
    expect(result.scenarios[0]).toMatchObject({ name: own.uri, title: 'Slow day', own: true });
    expect(result.verdicts.map(({ expectation, holds }) => [expectation, holds])).toEqual([
      ['readyWithin: 10s', false],
      ['neverRestarted: true', true],
    ]);
  });

  test('says what is wrong with it when it is chosen, and is no hindrance otherwise', async () => {
    const broken = { ...own, text: 'containers: [' };
    expect(await simulate({ scenario: own.uri, scenarioFiles: [broken] })).toEqual({
      error: expect.stringMatching(/^The scenario slow day\.scenario\.yaml cannot be read: .*[^.]\.$/),
    });
    const result = await simulate({ scenarioFiles: [broken] });
    expect(result).toMatchObject({ scenario: 'healthy', verdicts: [] });
  });

  test('is one for rollouts, too', async () => {
    expect(await rollout({ scenario: own.uri, scenarioFiles: [own] })).toMatchObject({
      scenario: own.uri,
      oldScenario: 'healthy',
      summary: { outcome: 'finished' },
      verdicts: [
        { expectation: 'readyWithin: 10s', holds: false },
        { expectation: 'neverRestarted: true', holds: true },
      ],
    });
  });
});

test('a request of its own says what is in a file, and simulates nothing', async () => {
  const workloads = (params: object = {}): Promise<WorkloadsResult> =>
    client.connection.sendRequest('probewise/workloads', { textDocument: { uri }, ...params });
  const web = { id: 'Deployment/web', label: 'Deployment web', rollout: true, firstView: 'pod' };
  expect(await workloads()).toEqual({ workloads: [web], current: web });
  await client.edit(uri, manifest, `apiVersion: v1\nkind: Pod\nmetadata: {name: first}\n---\n${manifest}`);
  expect(await workloads({ position: { line: 8, character: 0 } })).toMatchObject({
    workloads: [{ id: 'Pod/first', rollout: false }, web],
    current: web,
  });
  await client.edit(uri, 'kind: Deployment', 'kind: Service');
  await client.edit(uri, 'kind: Pod', 'kind: Service');
  expect(await workloads()).toEqual({ workloads: [] });
  const job = 'apiVersion: batch/v1\nkind: Job\nmetadata: {name: once}\n';
  await client.open('file:///w/job.yaml', `${job}spec: {template: {spec: {containers: [{name: a, image: a:1}]}}}\n`);
  expect(await workloads({ textDocument: { uri: 'file:///w/job.yaml' } })).toMatchObject({
    current: { id: 'Job/once', firstView: 'create' },
  });
});

test('the scenarios that can be chosen are a request of its own', async () => {
  const scenarios: ScenarioChoice[] = await client.connection.sendRequest('probewise/scenarios', {
    scenarioFiles: [own],
  });
  expect(scenarios.slice(0, 2)).toEqual([
    expect.objectContaining({ title: 'Slow day', own: true }),
    expect.objectContaining({ name: 'healthy' }),
  ]);
});

test.each([
  ['pod', 'kubectl get pod --watch'],
  ['rollout', 'successfully rolled out'],
])('a simulation of one %s as text is a request of its own', async (of, line) => {
  const params = { textDocument: { uri }, of };
  expect(await client.connection.sendRequest('probewise/simulationText', params)).toEqual({
    text: expect.stringContaining(line),
  });
  expect(await client.connection.sendRequest('probewise/simulationText', { ...params, scenario: 'x' })).toEqual({
    error: 'There is no scenario x.',
  });
});

test('the manifest that is played is a request of its own', async () => {
  const answer = await client.connection.sendRequest('probewise/simulatedText', { textDocument: { uri } });
  expect(answer).toEqual({ text: manifest, gates: {} });
});

test('where a field stands is asked for when it is needed', async () => {
  const rangeOf = (field: string, of: string, workload = 'Deployment/web'): Promise<Range | null> =>
    client.connection.sendRequest('probewise/fieldRange', { textDocument: { uri }, workload, field, of });
  expect((await rangeOf('spec.replicas', 'workload'))?.start).toEqual({ line: 5, character: 2 });
  expect((await rangeOf('spec.containers[0].image', 'pod'))?.start).toEqual({ line: 14, character: 10 });
  expect(await rangeOf('spec.replicas', 'workload', 'Deployment/gone')).toBeNull();
});

test('what was run comes along: a client that runs it gets the same trace', async () => {
  const pod = await simulate({ scenario: 'deadlock' });
  const all = await rollout();
  if ('error' in pod || 'error' in all) throw new Error('no simulation');
  expect(JSON.parse(JSON.stringify(simulatePod(pod.input).trace))).toEqual(pod.trace);
  expect(JSON.parse(JSON.stringify(simulateRollout(all.input).trace))).toEqual(all.trace);
});

test('a simulation says how sure its moments are', async () => {
  const result = await simulate();
  if ('error' in result) throw new Error(result.error);
  expect(result.windows).toEqual([expect.objectContaining({ moment: 'ready', container: 'web' })]);
});

test('the release is that of the settings, and follows them', async () => {
  expect(await simulate()).toMatchObject({ trace: { kubernetes: '1.37' }, release: { target: '1.37' } });
  await client.configure({ kubernetesVersion: '1.33' });
  expect(await simulate()).toMatchObject({ trace: { kubernetes: '1.33' } });
  expect(await rollout()).toMatchObject({ trace: { kubernetes: '1.33' } });
  await client.configure({ kubernetesVersion: '1.30' });
  expect(await simulate()).toMatchObject({ release: { target: '1.30', simulated: '1.33' } });
});

test('the feature gates of the settings count, in simulations and rollouts', async () => {
  const text = 'containers: {web: {image: {present: true}}}\n';
  const there = { scenario: own.uri, scenarioFiles: [{ uri: own.uri, text }] };
  const present = async () => {
    const [one, all] = [await simulate(there), await rollout(there)];
    if ('error' in one || 'error' in all) throw new Error('no simulation');
    const messages = one.trace.entries.flatMap((entry) => (entry.kind === 'event' ? [entry.event.message] : []));
    return { message: messages.find((text) => text.includes('already present')), gates: all.input.gates };
  };
  expect((await present()).message).toContain('can be accessed by the pod');
  const featureGates = { KubeletEnsureSecretPulledImages: false };
  await client.configure({ featureGates });
  const after = await present();
  expect(after.message).not.toContain('can be accessed by the pod');
  expect(after.gates).toEqual(featureGates);
});

describe('a rollout', () => {
  test('has the whole course with the lives of its pods, and where fields stand', async () => {
    const result = await rollout();
    if ('error' in result) throw new Error(result.error);
    expect(result).toMatchObject({ create: false, summary: { outcome: 'finished' }, trace: { desired: 2 } });
    expect(result.lifeOf).toHaveLength(result.trace.pods.length);
  });

  test('has lives that are alike once', async () => {
    await client.edit(uri, 'replicas: 2', 'replicas: 12');
    const result = await rollout();
    if ('error' in result) throw new Error(result.error);
    expect(result.lives.length).toBeLessThan(result.trace.pods.length);
  });

  test('may be the first', async () => {
    expect(await rollout({ create: true })).toMatchObject({ create: true, trace: { createdAtMs: 0 } });
  });

  test('is there for some kinds only', async () => {
    const pod = 'file:///w/pod.yaml';
    await client.open(
      pod,
      'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers: [{name: a, image: a:1}]\n',
    );
    expect(await rollout({ textDocument: { uri: pod } })).toEqual({ error: expect.stringContaining('has no rollout') });
    const lenses: { command: { title: string } }[] = await client.connection.sendRequest('textDocument/codeLens', {
      textDocument: { uri: pod },
    });
    const buttons = (all: typeof lenses) =>
      all.map(({ command }) => command.title).filter((title) => title.startsWith('▶'));
    expect(buttons(lenses)).toEqual(['▶ Simulate']);
    const both: typeof lenses = await client.connection.sendRequest('textDocument/codeLens', { textDocument: { uri } });
    expect(buttons(both)).toEqual(['▶ Simulate', '▶ Rollout']);
  });
});

test('what the API server would not take is simulated, and said with its place', async () => {
  await client.edit(uri, '            httpGet: {port: 80}', '            httpGet: {port: 0}');
  expect(await simulate()).toMatchObject({
    rejections: [{ message: expect.stringContaining('0'), range: { start: { line: 16 } } }],
    workload: { name: 'web' },
  });
  expect(await rollout()).toMatchObject({ rejections: [{ message: expect.any(String) }] });
});

test('what templates leave open is named', async () => {
  await client.edit(uri, 'image: nginx:1.27', 'image: {{ .Values.image }}');
  await client.edit(uri, '            httpGet: {port: 80}', '            {{- toYaml .Values.probe | nindent 12 }}');
  const openEnds = [
    { field: 'spec.containers[0].image', what: 'madeUp' },
    { field: 'spec.containers[0].readinessProbe', what: 'leftOut' },
  ];
  expect(await simulate()).toMatchObject({ openEnds });
  expect(await rollout()).toMatchObject({ openEnds: [{ field: 'spec.template.spec.containers[0].image' }, {}] });
});

test('a name that a template makes is shown as it is written', async () => {
  await client.edit(uri, '  name: web', '  name: {{ include "web.fullname" . }}');
  expect(await simulate()).toMatchObject({ workloads: [{ label: 'Deployment {{ include "web.fullname" . }}' }] });
  const [object] = (await client.connection.sendRequest('textDocument/documentSymbol', { textDocument: { uri } })) as {
    name: string;
  }[];
  expect(object?.name).toBe('Deployment {{ include "web.fullname" . }}');
});

test('lenses count what is shown, and can be switched off', async () => {
  const own = 'file:///w/lens.yaml';
  const asked = await TestClient.start({ settings: {}, initializationOptions: { goTo: 'go' } });
  await asked.open(
    own,
    'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - name: a\n    image: a:1\n    livenessProbe: {tcpSocket: {port: 80}, successThreshold: 2}\n',
  );
  await asked.diagnostics(own);
  const lenses = () =>
    asked.connection.sendRequest<{ command: { title: string; command: string; arguments?: object[] } }[]>(
      'textDocument/codeLens',
      { textDocument: { uri: own } },
    );
  expect((await lenses()).find(({ command }) => command.command === 'go')?.command).toMatchObject({
    title: '1 error',
    arguments: [{ uri: own, range: { start: { line: 7 } } }],
  });
  await asked.configure({ codeLens: false });
  expect(await lenses()).toEqual([]);
  await asked.stop();
});

describe('the cursor in the manifest', () => {
  const fieldsAt = (line: number, fields: readonly string[], of = 'pod') =>
    client.connection.sendRequest('probewise/fieldsAt', {
      textDocument: { uri },
      workload: 'Deployment/web',
      fields,
      of,
      line,
    });

  test('stands in the innermost of the fields, and in those that are left out there', async () => {
    const probe = 'spec.containers[0].readinessProbe';
    const fields = [`${probe}.httpGet`, `${probe}.periodSeconds`, 'spec.containers[0].image', 'spec.restartPolicy'];
    expect(await fieldsAt(16, fields)).toEqual([`${probe}.httpGet`]);
    expect(await fieldsAt(15, fields)).toEqual([`${probe}.periodSeconds`]);
    expect(await fieldsAt(14, fields)).toEqual(['spec.containers[0].image']);
    expect(await fieldsAt(0, fields)).toEqual([]);
    expect(await fieldsAt(5, ['spec.replicas'], 'workload')).toEqual(['spec.replicas']);
  });
});

test('another text is simulated as if it stood in the document, under the same scenario', async () => {
  const committed = manifest
    .replace('replicas: 2', 'replicas: 5')
    .replace('httpGet: {port: 80}', 'tcpSocket: {port: 81}');
  const before = await simulate({ text: committed, workload: 'Deployment/web' });
  if ('error' in before) throw new Error(before.error);
  expect(before.input.pod.spec.containers[0]?.readinessProbe).toMatchObject({ tcpSocket: { port: 81 } });
  const update = await rollout({ text: committed });
  if ('error' in update) throw new Error(update.error);
  expect(update.trace.desired).toBe(5);
  const now = await rollout();
  if ('error' in now) throw new Error(now.error);
  expect(now.trace.desired).toBe(2);
});

test('the transcript has what is turned: numbers of the manifest with their lines, and the scenario', async () => {
  const text = async (params: object) => {
    const response = await client.connection.sendRequest<{ text: string }>('probewise/simulationText', {
      textDocument: { uri },
      workload: 'Deployment/web',
      ...params,
    });
    return response.text;
  };
  const edits = [{ of: 'pod', field: 'spec.containers[0].readinessProbe.successThreshold', value: 2 }];
  const scenario = { name: 'healthy', containers: { web: { startupSeconds: 9 } } };
  const plain = await text({ of: 'pod' });
  const turned = await text({ of: 'pod', turned: { edits, scenario } });
  expect(turned).not.toBe(plain);
  expect(turned).toMatch(/line \d+ successThreshold: 2/);
  const replicas = [{ of: 'workload', field: 'spec.replicas', value: 4 }];
  expect(await text({ of: 'rollout', turned: { edits: replicas } })).toMatch(/of 4 /);
});
