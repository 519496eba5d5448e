/** What is said before a simulation's result: why it may differ from what a cluster does. */

import { LineIndex } from '../base/lineIndex.ts';
import { checkOptions, diagnose } from '../features/diagnostics/diagnostics.ts';
import { specPath } from '../features/simulation/fieldPlaces.ts';
import { ignoredFields } from '../features/simulation/ignoredFields.ts';
import { openEnds } from '../features/simulation/openEnds.ts';
import { rejectionsIn } from '../features/simulation/rejections.ts';
import type { Simulation } from '../features/simulation/simulation.ts';
import type { ManifestFile } from '../manifest/file.ts';
import { notes as notesOf } from '../simulation/notes.ts';
import type { PodInput } from '../simulation/simulatePod.ts';
import { formatter } from './formatter.ts';
import { cliMessages as say } from './messages.ts';
import { harmlessLine } from './plainText.ts';
import type { Terminal } from './terminal.ts';

/** Writes the notes to the standard error; says whether the API server would reject the workload. */
export function reportNotes(
  file: ManifestFile,
  path: string,
  {
    workload,
    release,
    input: { gates },
  }: Pick<Simulation, 'workload' | 'release'> & { input: Pick<PodInput, 'gates'> },
  { stderr }: Terminal,
): boolean {
  const options = checkOptions({
    kubernetesVersion: release.target,
    ...(gates === undefined ? {} : { featureGates: gates }),
  });
  const lines = new LineIndex(file.text);
  const rejections = rejectionsIn(diagnose(file, options), workload).map(({ message, span }) => {
    const { line, character } = lines.positionAt(span.start);
    return `${path}:${line + 1}:${character + 1}: ${formatter.text(message)}`;
  });
  const notes = [
    ...(rejections.length === 0 ? [] : [formatter.text(say.rejected({ workload: workload.label })), ...rejections]),
    ...notesOf({
      release,
      openEnds: [...openEnds(workload.workload), ...ignoredFields(workload.workload)],
      specPath: specPath(workload, 'pod'),
    }).map((note) => formatter.text(note)),
  ];
  if (notes.length > 0) stderr.write(`${notes.map(harmlessLine).join('\n')}\n`);
  return rejections.length > 0;
}
