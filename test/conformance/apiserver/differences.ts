/**
 * Prints the verdicts of a recording that differ from those of 1.34, to be kept as the release's own, without their
 * manifests, which are those of 1.34:
 * `node test/conformance/apiserver/differences.ts RECORDING > test/conformance/apiserver/differences-1.N.json`
 */
import { readFileSync } from 'node:fs';
import { type Verdict, verdictsOf } from './verdicts.ts';

const [recording = ''] = process.argv.slice(2);
const before = verdictsOf('1.34');
const lines = readFileSync(recording, 'utf8').trim().split('\n');
if (lines.length !== before.length) throw new Error(`${recording} is not about the recorded cases`);
for (const [index, text] of lines.entries()) {
  const verdict = JSON.parse(text) as Verdict;
  const { name, manifest: _, ...rest } = verdict;
  if (name !== before[index]!.name) throw new Error(`${recording} is not about ${before[index]!.name}`);
  if (says(before[index]!) !== says(verdict)) console.log(JSON.stringify({ line: index + 1, name, ...rest }));
}

function says({ accepted, errors = [], strict = [], decodeError }: Verdict): string {
  const fields = [...new Set(errors.map(({ field }) => field))].sort();
  return JSON.stringify([accepted, fields, [...strict].sort(), decodeError?.replace('.ProbeHandler', '')]);
}
