/**
 * The second part of `npm run bench:peers`: the same requests to yaml-language-server and to ours, on the same file of
 * 12,000 lines, over the same kind of connection, in one run on one machine. Needs Go, npm and the network the first time.
 */
import { TestClient } from '../lsp/client.ts';
import { startYamlServer, yamlServerSettings, yamlServerVersion } from '../support/yamlLanguageServer.ts';
import { manifestOf } from './manifests.ts';
import { formatTable, formatTiming, type Timing } from './measure.ts';
import { measureRequests, measureSquiggle } from './requests.ts';

const lines = 12_000;
const peer = `yaml-language-server ${yamlServerVersion}`;

const text = manifestOf(lines);
const ours = await measured(await TestClient.start());
const theirs = await measured(await TestClient.start({ server: startYamlServer, settings: yamlServerSettings }));
const rows = [...ours].map(([name, timing]) => {
  const other = theirs.get(name);
  return [name, ...formatTiming(timing), ...(other ? formatTiming(other) : ['not there', ''])];
});
console.log(
  formatTable([
    [`${lines} lines, ${text.split('\n---').length} documents`, 'ours, median', 'p95', peer, 'p95'],
    ...rows,
  ]),
);
process.exit();

async function measured(client: TestClient): Promise<Map<string, Timing>> {
  const timings = await measureRequests(client, text);
  timings.set('edit → diagnostics', await measureSquiggle(client, text));
  await client.stop();
  return timings;
}
