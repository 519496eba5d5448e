/** Findings that depend on other documents, over a real connection. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { WorkspaceFilesParams } from '../../server/src/lsp/protocol.ts';
import { TestClient } from './client.ts';

const podUri = 'file:///w/pod.yaml';
const serviceUri = 'file:///w/service.yaml';

const pod = `apiVersion: v1
kind: Pod
metadata:
  name: web
  labels: { app: web }
spec:
  tolerations: [{ operator: Exists }]
  containers:
  - name: web
    image: nginx:1.27
    ports: [{ name: http, containerPort: 80 }]
`;

const service = `# The site
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: { app: web }
  ports: [{ port: 80, targetPort: http }]
`;

let client: TestClient;

beforeEach(async () => {
  client = await TestClient.start();
});

afterEach(() => client.stop());

const notify = (params: Partial<WorkspaceFilesParams>) =>
  client.connection.sendNotification('probewise/workspaceFiles', { changed: [], deleted: [], ...params });

/** Waits until these rules, and no others, have something to say about a document. */
async function expectRules(uri: string, ...rules: string[]): Promise<void> {
  for (;;) {
    const next = client.nextPublication();
    const found = (await client.diagnostics(uri)).map(({ code }) => code);
    if (JSON.stringify(found) === JSON.stringify(rules)) return;
    await next;
  }
}

test('a Service in an open document reports a pod in another, and says where it is', async () => {
  await client.open(podUri, pod);
  await expectRules(podUri);
  await client.open(serviceUri, service);
  await expectRules(podUri, 'served-without-readiness');
  const [found] = await client.diagnostics(podUri);
  expect(found?.relatedInformation).toEqual([
    {
      location: { uri: serviceUri, range: { start: { line: 4, character: 8 }, end: { line: 4, character: 11 } } },
      message: 'Service web selects this pod',
    },
  ]);
  // What is no longer open, and no file either, counts no longer.
  await client.close(serviceUri);
  await expectRules(podUri);
});

test('typing in one document shows in the other', async () => {
  await client.open(podUri, pod);
  await client.open(serviceUri, service);
  await expectRules(serviceUri);
  await client.edit(podUri, 'name: http', 'name: htpp');
  await expectRules(serviceUri, 'unresolved-target-port');
});

test('an edit that changes nothing for others sends them nothing', async () => {
  await client.open(podUri, pod);
  await client.open(serviceUri, service);
  await expectRules(podUri, 'served-without-readiness');
  const before = client.publications(podUri);
  await client.edit(serviceUri, 'port: 80', 'port: 81');
  await client.diagnostics(serviceUri);
  await client.edit(serviceUri, '# The site', '# The site of the shop\n# and of nobody else');
  await client.diagnostics(serviceUri);
  // The Service moved a line down.
  while (client.publications(podUri) === before) await client.nextPublication();
  expect(client.publications(podUri)).toBe(before + 1);
  const [found] = await client.diagnostics(podUri);
  expect(found?.relatedInformation?.[0]?.location.range.start).toEqual({ line: 5, character: 8 });
});

test('a file that is not open counts, until it is deleted', async () => {
  await client.open(podUri, pod);
  await expectRules(podUri);
  await notify({ changed: [{ uri: serviceUri, text: service }] });
  await expectRules(podUri, 'served-without-readiness');
  const [found] = await client.diagnostics(podUri);
  expect(found?.relatedInformation?.[0]?.location).toMatchObject({ uri: serviceUri, range: { start: { line: 4 } } });
  await notify({ deleted: ['file:///w'] });
  await expectRules(podUri);
});

test('of an open document, the editor’s text counts, and after closing it the file’s', async () => {
  await notify({ changed: [{ uri: serviceUri, text: service }] });
  await client.open(podUri, pod);
  await expectRules(podUri, 'served-without-readiness');
  await client.open(serviceUri, service.replace('app: web', 'app: other'));
  await expectRules(podUri);
  await client.close(serviceUri);
  await expectRules(podUri, 'served-without-readiness');
});

test('a selector that nothing matches is reported only when all files are known', async () => {
  await client.open(serviceUri, service.replace('app: web', 'app: wbe'));
  await notify({ changed: [{ uri: podUri, text: pod }] });
  await expectRules(serviceUri);
  await notify({ complete: true });
  await expectRules(serviceUri, 'selector-selects-nothing');
});

test('the finding can be silenced where it is', async () => {
  await client.open(podUri, pod);
  await client.open(serviceUri, service);
  await expectRules(podUri, 'served-without-readiness');
  const at = client.positionOf(podUri, '- name: web', 9);
  const actions = await client.codeActions(podUri, { start: at, end: at }, ['quickfix']);
  expect(actions.slice(-2).map(({ title }) => title)).toEqual([
    'Suppress served-without-readiness here',
    'Suppress served-without-readiness in this file',
  ]);
  const action = actions.at(-2)!;
  const comment = '  # probewise-disable-next-line served-without-readiness\n';
  expect(client.applied(podUri, action)).toBe(pod.replace('  - name: web', `${comment}$&`));
  await client.edit(podUri, '  - name: web', `${comment}  - name: web`);
  await expectRules(podUri);
});

test('the profile and single rules', async () => {
  await client.stop();
  client = await TestClient.start({ settings: { profile: 'strict', rules: { 'unpinned-image': 'off' } } });
  await client.open(podUri, pod.replace('name: http, ', '').replace(/.*tolerations.*\n/, ''));
  await expectRules(podUri, 'bare-pod', 'both-probes', 'unnamed-port');
  await client.configure({ rules: { 'unpinned-image': 'error' } });
  await expectRules(podUri, 'unpinned-image');
  expect(await client.diagnostics(podUri)).toMatchObject([{ severity: 1 }]);
});
