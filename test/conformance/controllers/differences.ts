/**
 * Prints of a recording of another release those cases in which its controllers do something else than those of 1.34:
 * `node differences.ts RECORDING [KNOWN]`. Of the rest the recording of 1.34 is right, too.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordedRollout } from './recording.ts';

const read = (file: string) =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RecordedRollout);

const outcomes = ({ timeline, variants = [] }: RecordedRollout) =>
  [timeline, ...variants].map((own) => JSON.stringify(own));
const known = new Map(
  read(join(import.meta.dirname, process.argv[3] ?? 'controllers-1.34.json')).map((one) => [
    one.name,
    new Set(outcomes(one)),
  ]),
);

for (const { name, timeline, variants } of read(process.argv[2] ?? '')) {
  if (known.get(name)?.has(JSON.stringify(timeline))) continue;
  console.log(JSON.stringify({ name, timeline, ...(variants === undefined ? {} : { variants }) }));
}
