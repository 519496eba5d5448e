/**
 * Prints the verdicts of a recording that differ from those of 1.34, to be kept as the release's own:
 * `node test/conformance/apiserver/differences.ts RECORDING > test/conformance/apiserver/differences-1.N.json`
 */
import { readFileSync } from 'node:fs';
import { readVerdicts, type Verdict } from './verdicts.ts';

const [recording = ''] = process.argv.slice(2);
const before = new Map(
  ['given-1.34.json', 'generated-1.34.json'].flatMap(readVerdicts).map((verdict) => [verdict.name, verdict]),
);
for (const line of readFileSync(recording, 'utf8').split('\n')) {
  if (line === '') continue;
  const verdict = JSON.parse(line) as Verdict;
  const known = before.get(verdict.name);
  if (!known || says(known) !== says(verdict)) console.log(line);
}

function says({ accepted, errors = [], strict = [], decodeError }: Verdict): string {
  const fields = [...new Set(errors.map(({ field }) => field))].sort();
  return JSON.stringify([accepted, fields, [...strict].sort(), decodeError?.replace('.ProbeHandler', '')]);
}
