/**
 * Prints how overlays differ when we build them instead of Kustomize: `differences.ts RECORDING [OVERLAY]`, in the folder
 * in which the recorder ran. Meant for overlays of public repositories; those of the project are held by `overlay.test.ts`.
 */
import { isDeepStrictEqual } from 'node:util';
import { writeObjects } from '../../../server/src/overlay/writeOverlay.ts';
import { buildFolder, objectsOf, readRecording } from './recording.ts';

const [recordingFile = '', only] = process.argv.slice(2);
const totals = {
  built: 0,
  sameText: 0,
  sameObjects: 0,
  notUnderstood: 0,
  incomplete: 0,
  refusedByUsOnly: 0,
  wrong: 0,
  refused: 0,
  refusedByBoth: 0,
  slowestMs: 0,
};
for (const recorded of readRecording(recordingFile)) {
  const { overlay, built, error } = recorded;
  if (only !== undefined && !overlay.includes(only)) continue;
  const started = performance.now();
  const ours = buildFolder(process.cwd(), overlay);
  const text = writeObjects(ours.objects).text;
  const tookMs = performance.now() - started;
  totals.slowestMs = Math.max(totals.slowestMs, Math.round(tookMs));
  const { failure } = ours;
  if (built === undefined) {
    totals.refused++;
    if (failure || ours.isIncomplete) totals.refusedByBoth++;
    else if (only !== undefined || process.env.REFUSED) console.log(`${overlay}: only refused by Kustomize: ${error}`);
    continue;
  }
  totals.built++;
  if (failure) {
    totals[failure.kind === 'refused' ? 'refusedByUsOnly' : 'notUnderstood']++;
    console.log(
      `${overlay}: ${failure.kind}: ${failure.message} ${failure.place?.file ?? ''}:${failure.place?.start ?? ''}`,
    );
  } else if (text === built) totals.sameText++;
  else if (isDeepStrictEqual(objectsOf(text), objectsOf(built))) totals.sameObjects++;
  else if (ours.isIncomplete) {
    totals.incomplete++;
    console.log(`${overlay}: incomplete`);
  } else {
    totals.wrong++;
    console.log(`${overlay}: ${firstDifference(text, built)}`);
  }
}
console.log(totals);

function firstDifference(ours: string, theirs: string): string {
  const a = ours.split('\n');
  const b = theirs.split('\n');
  const index = a.findIndex((line, at) => line !== b[at]);
  const around = (lines: readonly string[]) => lines.slice(Math.max(index - 3, 0), index + 2).join('\n      ');
  return `line ${index + 1}\n    ours:   ${around(a)}\n    theirs: ${around(b)}`;
}
