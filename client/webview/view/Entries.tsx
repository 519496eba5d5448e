import type { TargetedKeyboardEvent } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { panelMessages as say } from '../messages.ts';
import type { History } from '../model/history.ts';
import type { Row, Table } from '../model/tables.ts';
import { textOf } from '../text.ts';
import { EntryBlock, rowHeightPx } from './EntryBlock.tsx';
import { pure } from './pure.ts';

const headings = {
  events: [
    { column: 'kind', title: say.type },
    { column: 'what', title: say.reason },
    { column: 'when', title: say.age },
    { column: 'text', title: say.message },
  ],
  everything: [
    { column: 'kind', title: say.source },
    { column: 'what', title: say.what },
    { column: 'when', title: say.time },
    { column: 'text', title: say.detailsColumn },
  ],
  requests: [
    { column: 'kind', title: say.lostColumn },
    { column: 'what', title: say.reason },
    { column: 'when', title: say.time },
    { column: 'text', title: say.detailsColumn },
  ],
  status: [
    { column: 'when', title: say.time },
    { column: 'text', title: say.rolloutStatus },
  ],
} as const;

/** So many rows are drawn or left out together. */
const blockSize = 40;

interface Props {
  readonly history: History;
  readonly timeMs: number;
  readonly selected: number | undefined;
  readonly onSelect: (entry: number) => void;
  readonly onReveal: (entry: number, focus: boolean) => void;
}

/** The history as a table, in step with the scrubber: what is still to come is dimmed. */
export const Entries = pure(function Entries(props: Props) {
  const { history, timeMs, selected, onSelect, onReveal } = props;
  const [chosen, setTable] = useState<Table | undefined>(undefined);
  const { tables } = history;
  const table = (tables.find(({ name }) => name === chosen) ?? tables[0])?.name ?? 'everything';
  const rows = useMemo(() => history.rows(table), [history, table]);
  const blocks = useMemo(() => {
    const parts: (readonly Row[])[] = [];
    for (let start = 0; start < rows.length; start += blockSize) parts.push(rows.slice(start, start + blockSize));
    return parts;
  }, [rows]);
  const scroller = useRef<HTMLDivElement>(null);
  const reached = rows.findLastIndex(({ atMs }) => atMs <= timeMs);
  const active = rows.some(({ entry }) => entry === selected) ? selected : (rows[reached] ?? rows[0])?.entry;
  useFollow(scroller, active, table);

  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>) => {
    const index = rows.findIndex(({ entry }) => entry === active);
    const target = targetOf(event.key, index, rows.length);
    if (event.key === 'Enter' && active !== undefined) onReveal(active, true);
    else if (target === undefined) return;
    else {
      const row = rows[Math.max(0, Math.min(target, rows.length - 1))];
      if (row) onSelect(row.entry);
    }
    event.preventDefault();
  };

  return (
    <section class="entries" aria-label={textOf(say.events())}>
      <div class="tabs" role="tablist" aria-label={textOf(say.listed())}>
        {tables.map(({ name, title, count }) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`tab-${name}`}
            aria-selected={table === name}
            aria-controls="entries-table"
            onClick={() => setTable(name)}
          >
            {title} <span class="badge">{count}</span>
          </button>
        ))}
      </div>
      <div class="entries-scroll" ref={scroller}>
        <table
          class={`entries-table ${table}`}
          id="entries-table"
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose rows can be selected is a grid
          role="grid"
          tabIndex={0}
          aria-labelledby={`tab-${table}`}
          aria-rowcount={rows.length + 1}
          aria-activedescendant={active === undefined ? undefined : `row-${active}`}
          onKeyDown={onKeyDown}
          onClick={({ target }) => {
            const entry = entryUnder(target);
            if (entry !== undefined) onSelect(entry);
          }}
          onDblClick={({ target }) => {
            const entry = entryUnder(target);
            if (entry !== undefined) onReveal(entry, true);
          }}
        >
          <thead>
            <tr aria-rowindex={1}>
              {headings[table].map(({ column, title }) => (
                <th key={column} class={column} scope="col">
                  {textOf(title())}
                </th>
              ))}
            </tr>
          </thead>
          {blocks.map((block, index) => (
            <EntryBlock
              key={block[0]?.entry}
              rows={block}
              firstIndex={index * blockSize}
              timeMs={timeMs}
              selected={selected}
              active={active}
            />
          ))}
        </table>
        {rows.length === 0 && <p class="quiet nothing">{textOf(say.nothing())}</p>}
      </div>
    </section>
  );
});

/** Which row a key leads to. */
function targetOf(key: string, index: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return index + 1;
    case 'ArrowUp':
      return index - 1;
    case 'PageDown':
      return index + 10;
    case 'PageUp':
      return index - 10;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

function entryUnder(target: EventTarget | null): number | undefined {
  const row = target instanceof Element ? target.closest<HTMLElement>('tr[data-entry]') : null;
  return row ? Number(row.dataset.entry) : undefined;
}

/** Keeps the active row on the screen as it changes, without moving more than needed. */
function useFollow(scroller: { readonly current: HTMLElement | null }, active: number | undefined, table: Table): void {
  useEffect(() => {
    const box = scroller.current;
    const row = active === undefined ? null : document.getElementById(`row-${active}`);
    const target = row ?? box?.querySelector<HTMLElement>(`[data-entries~="${active}"]`);
    if (!box || !target) return;
    const top = target.offsetTop - rowHeightPx;
    const bottom = target.offsetTop + target.offsetHeight + rowHeightPx / 2;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight;
  }, [scroller, active, table]);
}
