import { useMemo } from 'preact/hooks';
import { describeState } from '../../../server/src/kubernetes/states.ts';
import { formatTable, noResources } from '../../../server/src/lifecycle/kubectl/table.ts';
import { replicasOf, rowsAt, troubleAt } from '../../../server/src/simulation/lanes/rolloutPods.ts';
import { panelMessages as say } from '../messages.ts';
import type { RolloutSimulation } from '../protocol.ts';
import { textOf } from '../text.ts';
import { CopyButton } from './CopyButton.tsx';
import { columnsOf, headingOf } from './podColumns.ts';
import { pure } from './pure.ts';

/** More than these nobody reads here; what is copied has all. */
const mostRows = 200;

/** `kubectl get pods` at the scrubber's time: all pods of the workload. */
export const ReplicaTable = pure(function ReplicaTable(props: {
  simulation: RolloutSimulation;
  timeMs: number;
  /** Looks into the life of a pod. */
  onOpen: (podIndex: number) => void;
}) {
  const { simulation, timeMs, onOpen } = props;
  const replicas = useMemo(() => replicasOf(simulation), [simulation]);
  const rows = rowsAt(replicas, timeMs);
  const columns = columnsOf(replicas.map(({ life }) => life.trace));
  const { namespace, kubernetes } = simulation.trace;
  const nothing = noResources(namespace);
  return (
    <section class="kubectl replicas" aria-label={textOf(say.podsTable())}>
      <div class="command" aria-hidden="true">
        $ kubectl get pods <span class="release">{textOf(say.kubernetes({ release: kubernetes }))}</span>
      </div>
      {rows.length === 0 ? (
        <p class="nothing">{nothing}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
        <section class="replicas-scroll" tabIndex={0} aria-label={textOf(say.pods())}>
          <table>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} class={`column-${column}`} scope="col">
                    {headingOf(column)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, mostRows).map((row) => (
                <tr key={`${row.name} ${row.replica.revision}`} class={row.replica.revision} title={tip(row, timeMs)}>
                  {columns.map((column) => (
                    <td key={column} class={`column-${column}`}>
                      {column === 'name' ? (
                        <button
                          type="button"
                          class="link"
                          title={textOf(say.openPod({ pod: row.name }))}
                          onClick={() => onOpen(row.replica.index)}
                        >
                          {row.name}
                        </button>
                      ) : (
                        row[column]
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          {rows.length > mostRows && <p class="quiet">{textOf(say.andMore({ count: rows.length - mostRows }))}</p>}
        </section>
      )}
      <CopyButton text={rows.length === 0 ? nothing : formatTable(rows)} />
    </section>
  );
});

/** Why the pod is not ready, and what its status means. */
function tip({ replica, status }: ReturnType<typeof rowsAt>[number], timeMs: number): string {
  const trouble = troubleAt(replica, timeMs);
  const state = describeState(status);
  const meaning = state && textOf(state).replaceAll(/\*\*|`/g, '');
  const template = textOf(replica.revision === 'old' ? say.oldTemplate() : say.newTemplate());
  return [template, trouble && textOf(trouble.message), meaning].filter(Boolean).join('\n');
}
