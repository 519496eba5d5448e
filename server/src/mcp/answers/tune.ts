import { chooseWorkload, workloadsIn } from '../../features/simulation/workloads.ts';
import { tuneWorkload } from '../../features/tune/tuneWorkload.ts';
import { parseManifest } from '../../manifest/file.ts';
import type { Answer, ToolArguments } from '../answer.ts';
import { formatter } from '../formatter.ts';
import { editLines } from './edits.ts';

/** Settings with what follows from them and the edits that make them, or the contradiction. */
export function tuneAnswer({ manifest = '', workload, container, ...wished }: ToolArguments): Answer {
  const file = parseManifest(manifest);
  const placed = chooseWorkload(workloadsIn(file), workload === undefined ? {} : { workload });
  if ('error' in placed) return placed;
  const { startSeconds, restartSeconds, trafficSeconds, outageSeconds } = wished;
  const wishes = Object.fromEntries(
    Object.entries({ startSeconds, restartSeconds, trafficSeconds, outageSeconds }).filter(
      ([, seconds]) => seconds !== undefined && seconds >= 0,
    ),
  );
  const tuned = tuneWorkload(file, { workload: placed.id, ...(container === undefined ? {} : { container }), wishes });
  if ('error' in tuned) return tuned;
  return [...tuned.report.map((message) => formatter.text(message)), ...editLines(file.text, tuned.edits)];
}
