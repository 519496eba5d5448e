import { useMemo } from 'preact/hooks';
import type { Pod } from '../../../server/src/kubernetes/pod.ts';
import { describeState } from '../../../server/src/kubernetes/states.ts';
import { rowAt, changes as rowChanges } from '../../../server/src/lifecycle/kubectl/row.ts';
import { formatTable, noResources } from '../../../server/src/lifecycle/kubectl/table.ts';
import type { Trace } from '../../../server/src/lifecycle/trace/trace.ts';
import { panelMessages as say } from '../messages.ts';
import { textOf } from '../text.ts';
import { CopyButton } from './CopyButton.tsx';
import { columnsOf, headingOf, type PodColumn } from './podColumns.ts';
import { pure } from './pure.ts';
import { StandingDetails } from './StandingDetails.tsx';

interface Props {
  readonly pod: Pod;
  readonly trace: Trace;
  readonly timeMs: number;
}

/**
 * `kubectl get pod` at the scrubber's time. Columns are as wide as their widest text in the whole history, so that
 * nothing jumps while the scrubber moves.
 */
export const PodTable = pure(function PodTable({ pod, trace, timeMs }: Props) {
  const row = rowAt(trace, timeMs);
  const columns = columnsOf([trace]);
  const widths = useMemo(() => {
    const changes = rowChanges(trace);
    const longest = (column: PodColumn) =>
      Math.max(column.length, ...changes.map((change) => change.row[column]?.length ?? 0));
    return columnsOf([trace]).map((column) => ({ '--longest': `${longest(column)}ch` }));
  }, [trace]);
  const nothing = noResources(trace.namespace);
  return (
    <section class="kubectl" aria-label={textOf(say.podTable())}>
      <div class="command" aria-hidden="true">
        $ kubectl get pod <span class="release">{textOf(say.kubernetes({ release: trace.kubernetes }))}</span>
      </div>
      {row === undefined ? (
        <p class="nothing">{nothing}</p>
      ) : (
        <table>
          <thead>
            <tr>
              {columns.map((column, index) => (
                <th key={column} class={`column-${column}`} style={widths[index]}>
                  {headingOf(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              {columns.map((column) => (
                <td
                  key={column}
                  class={`column-${column}`}
                  title={column === 'status' ? meaning(row.status) : undefined}
                >
                  {row[column]}
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      )}
      {row !== undefined && <StandingDetails pod={pod} trace={trace} timeMs={timeMs} />}
      <CopyButton text={row === undefined ? nothing : formatTable([row])} />
    </section>
  );
});

/** The glossary's entry for a status, as plain text for a tooltip. */
function meaning(status: string): string | undefined {
  const message = describeState(status);
  return message && textOf(message).replaceAll(/\*\*|`/g, '');
}
