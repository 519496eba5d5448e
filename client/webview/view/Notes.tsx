import type { OpenEnd } from '../../../server/src/simulation/notes.ts';
import { notes } from '../../../server/src/simulation/notes.ts';
import type { FromPanel, Simulation } from '../protocol.ts';
import { textOf } from '../text.ts';
import { FieldLink } from './FieldLink.tsx';

const words: Readonly<Record<OpenEnd['what'], string>> = {
  leftOut: 'left out',
  madeUp: 'made up',
  default: 'default taken',
  mayHaveMore: 'what a template adds is left out',
};

/** So many fields are listed at once. */
const mostShown = 3;

/** Why the result may differ from what a cluster does: another release, and fields that a template decides. */
export function Notes({ simulation, post }: { simulation: Simulation; post: (message: FromPanel) => void }) {
  const { release, openEnds, specPath } = simulation;
  const isPodOfJob = simulation.view === 'pod' && /^(Cron)?Job$/.test(simulation.workload.kind);
  const other = notes({ release, openEnds: [], specPath, isPodOfJob });
  if (other.length === 0 && openEnds.length === 0) return null;
  const list = (ends: readonly OpenEnd[]) => (
    <ul class="fields">
      {ends.map(({ field, what }) => (
        <li key={field}>
          <FieldLink field={field} specPath={specPath} post={post} /> <span class="quiet">{words[what]}</span>
        </li>
      ))}
    </ul>
  );
  return (
    <section class="notes" aria-label="Notes">
      {other.map((note) => (
        <p key={note.id}>{textOf(note)}</p>
      ))}
      {openEnds.length > 0 && (
        <>
          <p>Left open by templates:</p>
          {list(openEnds.slice(0, mostShown))}
          {openEnds.length > mostShown && (
            <details>
              <summary>{openEnds.length - mostShown} more</summary>
              {list(openEnds.slice(mostShown))}
            </details>
          )}
        </>
      )}
    </section>
  );
}
