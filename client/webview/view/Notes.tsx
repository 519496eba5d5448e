import type { OpenEnd } from '../../../server/src/simulation/notes.ts';
import { notes } from '../../../server/src/simulation/notes.ts';
import { panelMessages as say } from '../messages.ts';
import type { FromPanel, Simulation } from '../protocol.ts';
import { textOf } from '../text.ts';
import { FieldLink } from './FieldLink.tsx';
import { pure } from './pure.ts';

/** So many fields are listed at once. */
const mostShown = 3;

/** Why the result may differ from what a cluster does: another release, and fields that a template decides. */
export const Notes = pure(function Notes({
  simulation,
  post,
}: {
  simulation: Simulation;
  post: (message: FromPanel) => void;
}) {
  const { release, openEnds, specPath } = simulation;
  const isPodOfJob = simulation.view === 'pod' && /^(Cron)?Job$/.test(simulation.workload.kind);
  const other = notes({ release, openEnds: [], specPath, isPodOfJob });
  if (other.length === 0 && openEnds.length === 0) return null;
  const list = (ends: readonly OpenEnd[]) => (
    <ul class="fields">
      {ends.map(({ field, what }) => (
        <li key={field}>
          <FieldLink field={field} specPath={specPath} post={post} /> <span class="quiet">{textOf(say[what]())}</span>
        </li>
      ))}
    </ul>
  );
  return (
    <section class="notes" aria-label={textOf(say.notes())}>
      {other.map((note) => (
        <p key={note.id}>{textOf(note)}</p>
      ))}
      {openEnds.length > 0 && (
        <>
          <p>{textOf(say.openEnds())}</p>
          {list(openEnds.slice(0, mostShown))}
          {openEnds.length > mostShown && (
            <details>
              <summary>{textOf(say.more({ count: openEnds.length - mostShown }))}</summary>
              {list(openEnds.slice(mostShown))}
            </details>
          )}
        </>
      )}
    </section>
  );
});
