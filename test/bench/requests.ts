/** What requests of an editor cost over LSP, in a file of 12,000 lines; and a rename over 2,000 files of a workspace. */
import { TestClient } from '../lsp/client.ts';
import { manifestOf } from './manifests.ts';
import { formatTable, formatTiming, type Timing, timingOf } from './measure.ts';

const runs = 60;
/** Of these the caches of a server, and its compiler, know nothing yet. */
const warmUps = 3;
/** A server that is very slow is asked less often. */
const enoughMs = 20_000;
const leastRuns = 5;

export async function benchRequests(): Promise<string> {
  const client = await TestClient.start();
  const text = manifestOf(12_000);
  const timings = new Map([
    ...(await measureRequests(client, text)),
    ['edit → diagnostics of 30 lines', await measureSquiggle(client, manifestOf(30))],
    ['edit → diagnostics of 12,000 lines', await measureSquiggle(client, text)],
    ['rename in 2,001 files', await rename(client)],
  ]);
  await client.stop();
  return formatTable([
    ['request', 'median', 'p95'],
    ...[...timings].map(([name, one]) => [name, ...formatTiming(one)]),
  ]);
}

/** The time of each request, at places all over a text that the server reads first. */
export async function measureRequests(client: TestClient, text: string): Promise<Map<string, Timing>> {
  const uri = 'file:///w/large.yaml';
  await client.open(uri, text);
  while (client.publications(uri) === 0) await client.nextPublication();
  const lines = text.split('\n');
  const textDocument = { uri };
  const somewhere = (run: number) => {
    const line = Math.floor((lines.length * run) / runs);
    return { line, character: lines[line]!.length };
  };
  const timings = new Map<string, Timing>();
  const timed = async (name: string, params: (run: number) => object) => {
    const times: number[] = [];
    const begunMs = performance.now();
    for (let run = -warmUps; run < runs && (run < leastRuns || performance.now() - begunMs < enoughMs); run++) {
      const startedMs = performance.now();
      await client.connection.sendRequest(name, { textDocument, ...params(Math.max(run, 0)) });
      if (run >= 0) times.push(performance.now() - startedMs);
    }
    timings.set(name.replace('textDocument/', ''), timingOf(times));
  };
  const at = (run: number) => ({ position: somewhere(run) });
  await timed('textDocument/completion', at);
  await timed('textDocument/hover', at);
  await timed('textDocument/definition', at);
  if (client.can('referencesProvider'))
    await timed('textDocument/references', (run) => ({ ...at(run), context: { includeDeclaration: true } }));
  await timed('textDocument/documentSymbol', () => ({}));
  if (client.can('inlayHintProvider'))
    await timed('textDocument/inlayHint', (run) => {
      const { line } = somewhere(run);
      return { range: { start: { line, character: 0 }, end: { line: line + 60, character: 0 } } };
    });
  await timed('textDocument/codeAction', (run) => {
    const position = somewhere(run);
    return { range: { start: position, end: position }, context: { diagnostics: [] } };
  });
  await client.close(uri);
  return timings;
}

/** From an edit of a document that was checked before to its diagnostics. */
export async function measureSquiggle(client: TestClient, text: string): Promise<Timing> {
  const uri = `file:///w/edited-${text.length}.yaml`;
  await client.open(uri, text);
  while (client.publications(uri) === 0) await client.nextPublication();
  const times: number[] = [];
  let before = 'image: ';
  const begunMs = performance.now();
  for (let run = 0; run < runs && (run < 6 + leastRuns || performance.now() - begunMs < enoughMs); run++) {
    const after = run % 2 === 0 ? 'image:  ' : 'image: ';
    const published = client.publications(uri);
    const startedMs = performance.now();
    await client.edit(uri, before, after);
    while (client.publications(uri) === published) await client.nextPublication();
    // The first ones find everything cold.
    if (run > 5) times.push(performance.now() - startedMs);
    before = after;
  }
  await client.close(uri);
  return timingOf(times);
}

/** A ConfigMap that each of 2,000 files uses. */
async function rename(client: TestClient): Promise<Timing> {
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
  return timingOf(times);
}
