/**
 * Prints how charts differ when we render them instead of Helm: `differences.ts RECORDING [CHART]`, in the folder in which
 * the recorder ran. Meant for charts of public repositories; those of the project are held by `chart.test.ts`.
 */
import { isDeepStrictEqual } from 'node:util';
import { objectsOf, readChartFiles, readRecording, renderRecorded } from './recording.ts';

const [recordingFile = '', only] = process.argv.slice(2);
const { apiVersions, cases } = readRecording(recordingFile);
const totals = {
  charts: 0,
  failedInHelm: 0,
  templates: 0,
  sameText: 0,
  sameObjects: 0,
  unknowable: 0,
  failed: 0,
  wrong: 0,
  slowestMs: 0,
};
for (const recorded of cases) {
  if (only !== undefined && !recorded.chart.includes(only)) continue;
  if (!recorded.rendered) {
    totals.failedInHelm++;
    continue;
  }
  totals.charts++;
  const started = performance.now();
  const ours = renderRecorded(recorded, readChartFiles(recorded.chart), apiVersions);
  const tookMs = performance.now() - started;
  totals.slowestMs = Math.max(totals.slowestMs, tookMs);
  if (tookMs > 2000) console.log(`${recorded.chart}: ${Math.round(tookMs)} ms`);
  if (!ours || ours.error !== undefined) {
    console.log(`${recorded.chart}: ${ours?.error ?? 'no chart'}`);
    continue;
  }
  const byName = new Map(ours.templates.map((template) => [template.name, template]));
  for (const [name, text] of Object.entries(recorded.rendered)) {
    totals.templates++;
    const mine = byName.get(name);
    if (mine?.output === undefined) {
      totals.failed++;
      console.log(`${recorded.chart} ${name}: ${JSON.stringify(mine?.failure ?? 'missing')}`);
    } else if (mine.output.text === text) totals.sameText++;
    else if (isDeepStrictEqual(objectsOf(mine.output.text), objectsOf(text))) totals.sameObjects++;
    else if (mine.unknowable.size > 0) totals.unknowable++;
    else {
      totals.wrong++;
      console.log(`${recorded.chart} ${name}: ${firstDifference(mine.output.text, text)}`);
    }
  }
}
console.log(totals);

function firstDifference(ours: string, theirs: string): string {
  const a = ours.split('\n');
  const b = theirs.split('\n');
  const index = a.findIndex((line, at) => line !== b[at]);
  return `line ${index + 1}\n    ours:   ${a[index]}\n    theirs: ${b[index]}`;
}
