/** `probewise lsp --stdio` as a process, for a client that knows nothing of Probewise. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createProtocolConnection,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

const main = join(import.meta.dirname, '../../server/src/cli/main.ts');
const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - name: app
          image: nginx:1.27
          ports: [{name: http, containerPort: 80}]
          livenessProbe: {tcpSocket: {port: 80}, periodSeconds: 5}
`;
const service = (port: string) => `apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  selector: {app: web}
  ports: [{port: 80, targetPort: ${port}}]
`;

const folder = mkdtempSync(join(tmpdir(), 'probewise-'));
const uriOf = (name: string) => pathToFileURL(join(folder, name)).href;
const diagnostics = new Map<string, PublishDiagnosticsParams>();
const shown: string[] = [];
const applied: unknown[] = [];
let connection: ProtocolConnection;
let ended: Promise<number | null>;
let capabilities: { readonly executeCommandProvider?: { readonly commands: readonly string[] } };

beforeAll(async () => {
  writeFileSync(join(folder, 'web.yaml'), deployment);
  const server = spawn(process.execPath, [main, 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  ended = new Promise((resolve) => server.once('exit', resolve));
  connection = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    diagnostics.set(params.uri, params);
  });
  connection.onNotification('window/showMessage', ({ message }: { message: string }) => {
    shown.push(message);
  });
  connection.onRequest('workspace/applyEdit', ({ edit }: { edit: unknown }) => {
    applied.push(edit);
    return { applied: true };
  });
  connection.listen();
  const answer = await connection.sendRequest<{ capabilities: typeof capabilities }>('initialize', {
    processId: process.pid,
    rootUri: pathToFileURL(folder).href,
    capabilities: {},
  });
  capabilities = answer.capabilities;
  await connection.sendNotification('initialized', {});
}, 60_000);

afterAll(() => {
  connection.dispose();
  rmSync(folder, { recursive: true, force: true });
});

const open = (name: string, text: string) =>
  connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri: uriOf(name), languageId: 'yaml', version: 1, text },
  });
const execute = (command: string, asked: object) =>
  connection.sendRequest<{ text: string }>('workspace/executeCommand', { command, arguments: [asked] });

test('files of the workspace count that are not open: the server reads them itself', { timeout: 30_000 }, async () => {
  await open('service.yaml', service('wrong'));
  const codes = () => diagnostics.get(uriOf('service.yaml'))?.diagnostics.map(({ code }) => code) ?? [];
  await expect.poll(codes, { timeout: 20_000 }).toContain('unresolved-target-port');
});

test('simulations and tuning are commands whose answer is a text', { timeout: 30_000 }, async () => {
  expect(capabilities.executeCommandProvider?.commands).toEqual([
    'probewise.simulate',
    'probewise.simulateRollout',
    'probewise.tune',
  ]);
  await open('web.yaml', deployment);
  const { text } = await execute('probewise.simulate', { uri: uriOf('web.yaml'), scenario: 'deadlock' });
  expect(text).toContain('$ kubectl get pod --watch');
  const rollout = await execute('probewise.simulateRollout', { uri: uriOf('web.yaml') });
  expect(rollout.text).toContain('successfully rolled out');
  expect(shown.at(-1)).toMatch(/^The update is finished after /);
  const tuned = await execute('probewise.tune', { uri: uriOf('web.yaml'), wishes: { restartSeconds: 60 } });
  expect(tuned.text).toContain('livenessProbe: 2 failures in a row, 29 s apart.');
  expect(JSON.stringify(applied)).toContain('"29"');
});

test('what cannot be done is an error of the request', { timeout: 30_000 }, async () => {
  await expect(execute('probewise.simulate', { uri: uriOf('service.yaml') })).rejects.toThrow(/no workload here/);
  await expect(execute('probewise.simulate', { uri: uriOf('web.yaml'), scenario: 'nope' })).rejects.toThrow(/nope/);
});

test('it ends on shutdown and exit', { timeout: 30_000 }, async () => {
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  expect(await ended).toBe(0);
});
