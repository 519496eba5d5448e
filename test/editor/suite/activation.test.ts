import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { commands } from 'vscode';
import { openText, probewise } from '../support/documents.ts';
import { eventually } from '../support/eventually.ts';
import { finding } from '../support/findings.ts';

const manifest = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n';

/** Long enough for a server to come up, were it started. */
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 1000));

/** The language servers that this extension host has started. */
async function serverProcesses(): Promise<number[]> {
  const all = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    all.map(async (pid) => {
      try {
        const [line, stat] = [
          await readFile(`/proc/${pid}/cmdline`, 'utf8'),
          await readFile(`/proc/${pid}/stat`, 'utf8'),
        ];
        const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
        return line.includes('dist/server/server.cjs') && parent === process.pid;
      } catch {
        // It has ended meanwhile.
        return false;
      }
    }),
  );
  return all.filter((_, index) => found[index]).map(Number);
}

describe('activation', () => {
  it('is asked for by YAML and JSON files, templates of charts, and what an earlier window left open, only', () => {
    const { activationEvents } = probewise().packageJSON;
    const languages = ['yaml', 'json', 'helm'].map((language) => `onLanguage:${language}`);
    assert.deepEqual(activationEvents, [
      ...languages,
      'onWebviewPanel:probewise.simulation',
      'onFileSystem:probewise-docs',
    ]);
  });

  it('starts no server for other files, with any content', async () => {
    await openText(manifest, 'markdown');
    const api = await probewise().activate();
    await aWhile();
    assert.equal(api.isServerRunning(), false);
  });

  it('starts no server for YAML and JSON that are no manifests', async () => {
    await openText('name: CI\non: push\n');
    await openText('{ "kind": "settings" }', 'json');
    await aWhile();
    assert.equal(probewise().exports.isServerRunning(), false);
  });

  it('starts the server for a manifest', async () => {
    await openText(manifest);
    await eventually('the server runs', () => probewise().exports.isServerRunning());
  });

  it('finds the same in JSON', async () => {
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec: { containers: [], hostname: 5 } };
    await finding(await openText(JSON.stringify(pod, undefined, 2), 'json'), 'wrong-type');
  });

  it('restarts the server on demand, which then knows the open manifests again', async () => {
    const document = await openText(`${manifest}spec:\n  hostname: 5\n`);
    await finding(document, 'wrong-type');
    await commands.executeCommand('probewise.restartServer');
    await eventually('the server runs again', () => probewise().exports.isServerRunning());
    await finding(document, 'wrong-type');
  });

  it('starts the server again when it ends by itself, later the second time', async () => {
    const document = await openText(`${manifest}spec:\n  hostname: 5\n`);
    await finding(document, 'wrong-type');
    const running = () =>
      eventually('the process of the server', async () => {
        const [pid] = await serverProcesses();
        return pid ?? false;
      });
    const waits: number[] = [];
    for (let ends = 0; ends < 2; ends++) {
      const pid = await running();
      process.kill(pid, 'SIGKILL');
      const endedMs = Date.now();
      await eventually('it is gone', async () => !(await serverProcesses()).includes(pid));
      await running();
      waits.push(Date.now() - endedMs);
      await finding(document, 'wrong-type');
    }
    assert.ok(waits[0]! >= 1000 && waits[1]! >= 2000, waits.join());
  });

  it('registers every command that it contributes', async () => {
    const registered = new Set(await commands.getCommands(true));
    const contributed: { command: string }[] = probewise().packageJSON.contributes.commands;
    for (const { command } of contributed) assert.ok(registered.has(command), command);
  });
});
