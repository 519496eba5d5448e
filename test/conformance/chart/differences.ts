/**
 * Prints how charts differ when we render them instead of Helm: `differences.ts RECORDING [CHART]`, in the folder in which
 * the recorder ran. Meant for charts of public repositories; those of the project are held by `chart.test.ts`.
 */
import { isDeepStrictEqual } from 'node:util';
import { objectsOf, type Recorded, readChartFiles, readRecording, refusalsOf, renderRecorded } from './recording.ts';

const [recordingFile = '', only] = process.argv.slice(2);
const { apiVersions, cases } = readRecording(recordingFile);
const totals = {
  charts: 0,
  /** Charts that Helm refuses with these values: for the same reason here, for another one, or not at all. */
  refused: { same: 0, other: 0, not: 0 },
  templates: 0,
  sameText: 0,
  sameObjects: 0,
  /** With random texts, keys or times in them: the same but for these, or not. */
  unknowable: { alike: 0, other: 0 },
  failed: 0,
  wrong: 0,
  slowestMs: 0,
};
for (const recorded of cases) {
  if (only !== undefined && !recorded.chart.includes(only)) continue;
  if (!recorded.rendered) {
    compareRefusal(recorded);
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
    else if (mine.unknowable.size > 0) {
      const alike = isAlike(mine.output.text, text);
      totals.unknowable[alike ? 'alike' : 'other']++;
      if (!alike) console.log(`${recorded.chart} ${name}: unknowable, ${firstDifference(mine.output.text, text)}`);
    } else {
      totals.wrong++;
      console.log(`${recorded.chart} ${name}: ${firstDifference(mine.output.text, text)}`);
    }
  }
}
console.log(totals);

function compareRefusal(recorded: Recorded): void {
  const ours = renderRecorded(recorded, readChartFiles(recorded.chart), apiVersions);
  const error = recorded.error ?? '';
  const reasons = ours ? refusalsOf(ours) : [];
  const isSame = reasons.some((reason) => error.replaceAll(/\s+/g, ' ').includes(reason.replaceAll(/\s+/g, ' ')));
  if (isSame || !ours) totals.refused.same++;
  else {
    totals.refused[reasons.length > 0 ? 'other' : 'not']++;
    console.log(`${recorded.chart} refused: ${error.slice(0, 200)}\n    ours: ${reasons[0]?.slice(0, 200)}`);
  }
}

/** Whether the same fields stand in the same lines, whatever their values are. */
function isAlike(ours: string, theirs: string): boolean {
  const fields = (text: string) =>
    text.split('\n').map((line) => /^[^:]*/.exec(line)![0].replace(/^\s*[A-Za-z0-9+/=]{40,}$/, ''));
  return isDeepStrictEqual(fields(ours), fields(theirs));
}

function firstDifference(ours: string, theirs: string): string {
  const a = ours.split('\n');
  const b = theirs.split('\n');
  const index = a.findIndex((line, at) => line !== b[at]);
  return `line ${index + 1}\n    ours:   ${a[index]?.slice(0, 200)}\n    theirs: ${b[index]?.slice(0, 200)}`;
}
