/** What requests of an editor cost over LSP, in a file of 12,000 lines; and a rename over 2,000 files of a workspace. */
import { TestClient } from '../lsp/client.ts';
import { manifestOf } from './manifests.ts';
import { formatTable } from './measure.ts';

const uri = 'file:///w/large.yaml';
const runs = 60;

export async function benchRequests(): Promise<string> {
  const client = await TestClient.start();
  const text = manifestOf(12_000);
  await client.open(uri, text);
  await client.diagnostics(uri);
  const lines = text.split('\n');
  const textDocument = { uri };
  const somewhere = (run: number) => {
    const line = Math.floor((lines.length * run) / runs);
    return { line, character: lines[line]!.length };
  };
  const rows = [['request', 'median', 'p95']];
  const timed = async (name: string, params: (run: number) => object) => {
    const times: number[] = [];
    for (let run = -3; run < runs; run++) {
      const startedMs = performance.now();
      await client.connection.sendRequest(name, { textDocument, ...params(Math.max(run, 0)) });
      if (run >= 0) times.push(performance.now() - startedMs);
    }
    rows.push([name.replace('textDocument/', ''), ...figures(times)]);
  };
  const at = (run: number) => ({ position: somewhere(run) });
  await timed('textDocument/completion', at);
  await timed('textDocument/hover', at);
  await timed('textDocument/definition', at);
  await timed('textDocument/references', (run) => ({ ...at(run), context: { includeDeclaration: true } }));
  await timed('textDocument/documentSymbol', () => ({}));
  await timed('textDocument/inlayHint', (run) => {
    const { line } = somewhere(run);
    return { range: { start: { line, character: 0 }, end: { line: line + 60, character: 0 } } };
  });
  await timed('textDocument/codeAction', (run) => {
    const position = somewhere(run);
    return { range: { start: position, end: position }, context: { diagnostics: [] } };
  });
  rows.push(await squiggle(client, 'of 30 lines', manifestOf(30)));
  rows.push(await squiggle(client, 'of 12,000 lines', text));
  rows.push(await rename(client));
  await client.stop();
  return formatTable(rows);
}

/** From an edit of a document that was checked before to its diagnostics. */
async function squiggle(client: TestClient, name: string, text: string): Promise<string[]> {
  const own = `file:///w/edited-${text.length}.yaml`;
  await client.open(own, text);
  await client.diagnostics(own);
  const times: number[] = [];
  let before = 'image: ';
  for (let run = 0; run < runs; run++) {
    const after = `${'image:'}${' '.repeat(1 + ((run + 1) % 2))}`;
    const startedMs = performance.now();
    await client.edit(own, before, after);
    await client.diagnostics(own);
    // The first ones find everything cold.
    if (run > 5) times.push(performance.now() - startedMs);
    before = after;
  }
  await client.close(own);
  return [`edit → diagnostics ${name}`, ...figures(times)];
}

/** A ConfigMap that each of 2,000 files uses. */
async function rename(client: TestClient): Promise<string[]> {
  const pod = (number: number) =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: p${number}}\nspec:\n  containers:\n  - name: a\n    image: a:1\n    envFrom: [{configMapRef: {name: settings}}]\n`;
  const changed = Array.from({ length: 2000 }, (_, number) => ({
    uri: `file:///w/p${number}.yaml`,
    text: pod(number),
  }));
  await client.connection.sendNotification('probewise/workspaceFiles', { changed, deleted: [], complete: true });
  const own = 'file:///w/config.yaml';
  await client.open(own, 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n');
  const position = { line: 3, character: 10 };
  const ask = () =>
    client.connection.sendRequest<{ changes: object }>('textDocument/rename', {
      textDocument: { uri: own },
      position,
      newName: 'other',
    });
  while (Object.keys((await ask()).changes).length < 2001) await new Promise((resolve) => setTimeout(resolve, 100));
  const times: number[] = [];
  for (let run = 0; run < 10; run++) {
    const startedMs = performance.now();
    await ask();
    times.push(performance.now() - startedMs);
  }
  return ['rename in 2,001 files', ...figures(times)];
}

function figures(times: number[]): string[] {
  times.sort((a, b) => a - b);
  return [times[Math.floor(times.length / 2)]!, times[Math.floor(times.length * 0.95)]!].map(
    (time) => `${time.toFixed(1)} ms`,
  );
}
