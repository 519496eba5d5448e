/** The table of another language, put in where a host makes text of messages, changes all that the host shows. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { historyOf } from '../client/webview/model/historyOf.ts';
import { rolloutOf } from '../client/webview/testing/rollouts.ts';
import { simulationOf, traceOf } from '../client/webview/testing/traces.ts';
import { probewise } from './cli/support/commandLine.ts';
import { folder } from './cli/support/folder.ts';
import { TestClient } from './lsp/client.ts';
import { untranslatedIn } from './support/pseudoLanguage.ts';

vi.mock('../server/src/cli/formatter.ts', async (original) => {
  const { pseudoFormatter } = await import('./support/pseudoLanguage.ts');
  const { cliEnglish } = await original<typeof import('../server/src/cli/formatter.ts')>();
  return { cliEnglish, formatter: pseudoFormatter(cliEnglish) };
});

vi.mock('../server/src/lsp/formatter.ts', async () => {
  const { pseudoFormatter } = await import('./support/pseudoLanguage.ts');
  const { english } = await import('../server/src/features/messages.ts');
  return { formatter: pseudoFormatter(english) };
});

vi.mock('../client/webview/text.ts', async (original) => {
  const { pseudoFormatter } = await import('./support/pseudoLanguage.ts');
  const { panelEnglish } = await original<typeof import('../client/webview/text.ts')>();
  const formatter = pseudoFormatter(panelEnglish);
  return {
    panelEnglish,
    formatter,
    textOf: formatter.text.bind(formatter),
    timeText: formatter.duration.bind(formatter),
  };
});

const manifest = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      terminationGracePeriodSeconds: 5
      containers:
        - name: app
          image: nginx:1.27
          imagePullPolicy: Never
          ports: [{containerPort: 80, name: http}]
          livenessProbe:
            httpGet: {path: /, port: web}
            successThreshold: 2
            timeoutSeconds: 30
          readinessProbe:
            tcpSocket: {port: http}
            periodSeconds: 5
          lifecycle:
            preStop: {sleep: {seconds: 9}}
`;

describe('the command line', () => {
  const cwd = () => folder({ 'web.yaml': manifest });
  /** Without examples and what kubectl would print. */
  const own = (text: string) => text.replace(/^ +\$ .*$/gm, '');

  test.each([['--help'], ['check', '--help'], ['simulate', '--help'], ['rollout', '--help'], ['render', '--help']])(
    'the help of %s %s',
    async (...args) => {
      const { stdout } = await probewise(args, { cwd: cwd() });
      expect(stdout).toContain('жж');
      expect(untranslatedIn(own(stdout))).toEqual([]);
    },
  );

  test.each([
    ['findings', ['check', 'web.yaml']],
    ['a file that is not there', ['check', 'other.yaml']],
    ['a workload that is not there', ['simulate', 'web.yaml', '--workload', 'x']],
    ['a scenario that is not there', ['simulate', 'web.yaml', '--scenario', 'x']],
    ['what the API server rejects', ['simulate', 'web.yaml', '--at', '1s']],
    ['a value of an option', ['check', '--threads', '99', 'web.yaml']],
  ])('%s', async (_, args) => {
    const { stdout, stderr } = await probewise(args, { cwd: cwd() });
    const text = own(`${stdout}${stderr}`).replace(
      /^error: option .* is invalid\. |^probewise: option .* is invalid\./gm,
      '',
    );
    expect(text).toContain('жж');
    expect(untranslatedIn(text)).toEqual([]);
  });
});

describe('the language server', () => {
  const uri = 'file:///w/web.yaml';
  const textDocument = { uri };
  let client: TestClient;
  const ask = (method: string, params: object) => client.connection.sendRequest(method, { textDocument, ...params });
  const on = (text: string) => {
    const before = manifest.slice(0, manifest.indexOf(text)).split('\n');
    return { line: before.length - 1, character: before.at(-1)!.length + 1 };
  };

  beforeAll(async () => {
    client = await TestClient.start({ settings: { inlayHints: 'on' } });
    await client.open(uri, manifest);
  });
  afterAll(() => client.stop());

  test('findings and their fixes', async () => {
    const found = await client.diagnostics(uri);
    expect(found.length).toBeGreaterThan(3);
    expect(textsIn(found, ['message'])).toEqual([]);
    const actions = await client.codeActions(
      uri,
      found.find(({ code }) => code === 'success-threshold-must-be-one')!.range,
    );
    expect(actions.length).toBeGreaterThan(1);
    expect(textsIn(actions, ['title'])).toEqual([]);
  });

  test.each(['livenessProbe', 'successThreshold', 'timeoutSeconds', 'imagePullPolicy', 'preStop', 'replicas'])(
    'the hover over %s',
    async (field) => {
      const hover = await ask('textDocument/hover', { position: on(field) });
      expect(JSON.stringify(hover)).toContain('жж');
      expect(textsIn(hover, ['value'])).toEqual([]);
    },
  );

  test('completion, lenses and hints', async () => {
    const completion = await ask('textDocument/completion', { position: on('periodSeconds') });
    expect(JSON.stringify(completion)).toContain('жж');
    expect(textsIn(completion, ['detail', 'value'])).toEqual([]);
    const lenses = await ask('textDocument/codeLens', {});
    expect(JSON.stringify(lenses)).toContain('жж');
    expect(textsIn(lenses, ['title'])).toEqual([]);
  });

  test('scenarios, and why nothing is simulated', async () => {
    const scenarios = await ask('probewise/scenarios', {});
    expect(textsIn(scenarios, ['title', 'description'])).toEqual([]);
    const refused = await ask('probewise/simulate', { scenario: 'x' });
    expect(refused).toEqual({ error: expect.stringContaining('жж') });
  });
});

describe('the panel', () => {
  test.each([
    ['the life of a pod', () => historyOf(simulationOf(traceOf('deadlock')))],
    ['the update of all pods', () => historyOf(rolloutOf(undefined, { scenario: 'crash-on-boot' }))],
  ])('%s', (_, make) => {
    const history = make();
    const lanes = history.timeline.groups.flatMap(({ lanes }) => lanes);
    const labels = lanes.flatMap(({ label, description, bands }) => [
      label,
      description,
      ...bands.flatMap((band) => band.labels),
    ]);
    const titles = history.entries.map(({ seq }) => history.titleOf(seq));
    const sentence = history.sentence.map(({ text }) => text).join('');
    expect(sentence).toContain('ж');
    expect([...labels, ...titles, sentence, history.standingAt(60_000)].flatMap(untranslatedIn)).toEqual([]);
  });
});

/** English in the fields of these names, anywhere in an answer. */
function textsIn(value: unknown, names: readonly string[]): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    typeof inner === 'string' ? (names.includes(name) ? untranslatedIn(inner) : []) : textsIn(inner, names),
  );
}
