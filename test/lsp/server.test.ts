import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TestClient } from './client.ts';

const uri = 'file:///w/pod.yaml';

const pod = `# 😀 offsets count UTF-16 code units
apiVersion: v1
kind: Pod
metadata:
  name: app
spec:
  containers:
  - name: app
    image: nginx:1.27
    livenessProbe:
      httpGet: {path: /, port: 80}
      successThreshold: 2 # 😀
`;

let client: TestClient;

beforeEach(async () => {
  client = await TestClient.start();
});

afterEach(() => client.stop());

test('a finding has a range, a severity, a code and a link', async () => {
  await client.open(uri, pod);
  const found = (await client.diagnostics(uri)).find(({ code }) => code === 'success-threshold-must-be-one');
  expect(found).toMatchObject({
    source: 'probewise',
    severity: 1,
    range: { start: { line: 11, character: 24 }, end: { line: 11, character: 25 } },
    codeDescription: { href: expect.stringMatching(/^https:.*success-threshold-must-be-one/) },
  });
});

test('an edit brings new findings, and closing takes them away', async () => {
  await client.open(uri, pod);
  expect(await client.diagnostics(uri)).toContainEqual(
    expect.objectContaining({ code: 'success-threshold-must-be-one' }),
  );
  await client.edit(uri, 'successThreshold: 2', 'successThreshold: 1');
  expect(await client.diagnostics(uri)).not.toContainEqual(
    expect.objectContaining({ code: 'success-threshold-must-be-one' }),
  );
  const cleared = client.nextPublication();
  await client.close(uri);
  await cleared;
});

test('a fix is offered where the finding is, and nowhere else', async () => {
  await client.open(uri, pod);
  await client.diagnostics(uri);
  const at = client.positionOf(uri, '2 # 😀');
  const [action] = await client.codeActions(uri, { start: at, end: at });
  expect(action?.title).toBe('Set successThreshold to 1');
  expect(client.applied(uri, action!)).toBe(pod.replace('successThreshold: 2', 'successThreshold: 1'));
  const elsewhere = { line: 1, character: 0 };
  expect(await client.codeActions(uri, { start: elsewhere, end: elsewhere })).toEqual([]);
});

test('a client that opens pages itself gets its own links, and an action that opens the page', async () => {
  const own = await TestClient.start({ initializationOptions: { pages: { base: 'docs:/', command: 'open.page' } } });
  await own.open(uri, pod);
  const found = (await own.diagnostics(uri)).find(({ code }) => code === 'success-threshold-must-be-one');
  expect(found?.codeDescription?.href).toBe('docs:/rules/success-threshold-must-be-one.md');
  const at = own.positionOf(uri, '2 # 😀');
  const actions = await own.codeActions(uri, { start: at, end: at });
  expect(actions.at(-1)).toMatchObject({
    title: 'Show the page about success-threshold-must-be-one',
    command: { command: 'open.page', arguments: ['rules/success-threshold-must-be-one.md'] },
  });
  await own.stop();
});

test('all safe fixes at once, when an editor asks for them', async () => {
  await client.open(uri, pod + pod.replace('# 😀', '---\n# 😀'));
  const start = { line: 0, character: 0 };
  const [action] = await client.codeActions(uri, { start, end: start }, ['source.fixAll']);
  expect(client.applied(uri, action!)).not.toContain('successThreshold: 2');
});

test('a scenario file is checked as one', async () => {
  const scenario = 'file:///w/leak.scenario.yaml';
  await client.open(scenario, 'containers:\n  web:\n    startupSecond: 20\n');
  const [found] = await client.diagnostics(scenario);
  expect(found).toMatchObject({ code: 'invalid-scenario', range: { start: { line: 2 } } });
  await client.edit(scenario, 'startupSecond', 'startupSeconds');
  expect(await client.diagnostics(scenario)).toEqual([]);
});

test('the outline shows objects, containers and probes', async () => {
  await client.open(uri, pod);
  const [object] = (await client.connection.sendRequest('textDocument/documentSymbol', { textDocument: { uri } })) as {
    name: string;
    children: { name: string; children: { name: string; detail: string }[] }[];
  }[];
  expect(object?.name).toBe('Pod app');
  expect(object?.children[0]).toMatchObject({ name: 'app', children: [{ name: 'livenessProbe', detail: 'httpGet' }] });
});

test.each([
  ['empty', ''],
  ['not a manifest', 'version: "3"\nservices:\n  web: {ports: ["80:80"]}\n'],
  ['broken, but not a manifest', 'a: [1\nb: }'],
  ['binary', '\u0000\u0001\uFFFD'.repeat(100)],
])('%s: no findings', async (_, text) => {
  await client.open(uri, text);
  expect(await client.diagnostics(uri)).toEqual([]);
});

test('the server survives any text that is typed', async () => {
  await client.open(uri, pod);
  for (const garbage of ['{{', '[[[[', ': :', '\t\t- ', '&a *a']) await client.edit(uri, 'spec:', `${garbage}\nspec:`);
  expect(await client.diagnostics(uri)).toBeInstanceOf(Array);
});

describe('code actions on several findings', () => {
  const text = `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      image: a:1
      livenessProbe: { tcpSocket: { port: 80 }, successThreshold: 2 }
    - name: other
      image: b:1
      livenessProbe: { tcpSocket: { port: 81 }, successThreshold: 3 }
`;

  test('mend all of a rule, and all of the file that is safe', async () => {
    const client = await TestClient.start();
    await client.open('file:///w/two.yaml', text);
    const start = client.positionOf('file:///w/two.yaml', 'successThreshold: 2', 19);
    const actions = await client.codeActions('file:///w/two.yaml', { start, end: start });
    for (const title of [
      'Fix all 2 findings of success-threshold-must-be-one in this file',
      'Apply all 2 safe fixes of this file',
    ]) {
      const action = actions.find((one) => one.title === title);
      expect(action, actions.map((one) => one.title).join(' | ')).toBeDefined();
      expect(client.applied('file:///w/two.yaml', action!)).not.toMatch(/successThreshold: [23]/);
    }
    await client.stop();
  });

  test('saving once is enough', async () => {
    const client = await TestClient.start();
    const uri = 'file:///w/once.yaml';
    // The one makes the other possible: a number is no number before its quotes are gone.
    await client.open(uri, text.replace('successThreshold: 2', 'successThreshold: "2"'));
    const whole = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const [action] = await client.codeActions(uri, whole, ['source.fixAll']);
    const after = client.applied(uri, action!);
    expect(after).not.toMatch(/successThreshold: "?[23]/);
    await client.open('file:///w/after.yaml', after);
    expect(await client.codeActions('file:///w/after.yaml', whole, ['source.fixAll'])).toEqual([]);
    await client.stop();
  });

  test('a comment gets its reason', async () => {
    const client = await TestClient.start({ initializationOptions: { suppress: 'ask' } });
    const uri = 'file:///w/reason.yaml';
    await client.open(uri, text);
    const position = client.positionOf(uri, 'successThreshold: 2', 18);
    const actions = await client.codeActions(uri, { start: position, end: position });
    const asked = actions.find(({ command }) => command?.command === 'ask');
    const [place] = asked!.command!.arguments as [object];
    const edits = (scope: string) =>
      client.connection.sendRequest<{ newText: string }[]>('probewise/suppression', {
        ...place,
        scope,
        reason: ' as\nmeant ',
      });
    expect((await edits('line'))[0]?.newText).toBe(
      '      # probewise-disable-next-line success-threshold-must-be-one -- as meant\n',
    );
    expect((await edits('file'))[0]?.newText).toBe(
      '# probewise-disable-file success-threshold-must-be-one -- as meant\n',
    );
    await client.stop();
  });
});
