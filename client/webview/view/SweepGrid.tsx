import type { TargetedKeyboardEvent } from 'preact';
import { useRef } from 'preact/hooks';
import type { Cell } from '../../../server/src/simulation/sweep.ts';
import type { Knob } from '../model/knob.ts';
import { textOf } from '../text.ts';
import { outcomeText, signOf } from './sweepLook.ts';
import { sweepMessages as say } from './sweepMessages.ts';

export type Phase = 'best' | 'typical' | 'worst';

/** A table, so that it can be read in any way; arrow keys go from cell to cell. */
export function SweepGrid(props: {
  cells: readonly Cell[];
  parameter: Knob;
  setting: Knob;
  phase: Phase;
  safe: number | undefined;
  onOpen: (cell: Cell) => void;
}) {
  const { cells, parameter, setting, phase, safe, onOpen } = props;
  const table = useRef<HTMLTableElement>(null);
  const columns = [...new Set(cells.map((cell) => cell.parameter))];
  const rows = [...new Set(cells.map((cell) => cell.setting))];
  const at = (row: number, column: number) => cells.find((cell) => cell.setting === row && cell.parameter === column);
  const isCurrent = (cell: Cell) => cell.parameter === parameter.value && cell.setting === setting.value;
  const tabStop = cells.find(isCurrent) ?? cells[0];
  const move = (event: TargetedKeyboardEvent<HTMLTableElement>) => {
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    const button = event.target instanceof HTMLElement ? event.target.closest('button') : null;
    if (step === undefined || button === null) return;
    const [down, right] = step as [number, number];
    const row = Number(button.dataset.row) + down;
    const column = Number(button.dataset.column) + right;
    table.current?.querySelector<HTMLElement>(`[data-row="${row}"][data-column="${column}"]`)?.focus();
    event.preventDefault();
    event.stopPropagation();
  };
  const label = textOf(say.grid({ setting: setting.label, parameter: parameter.label }));
  return (
    <div class="sweep-grid">
      <table ref={table} aria-label={label} onKeyDown={move}>
        <thead>
          <tr>
            <th scope="col" class="quiet">
              {textOf(setting.label)}
            </th>
            {columns.map((column) => (
              <th key={column} scope="col" class={column === parameter.value ? 'now' : undefined}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, rowIndex) => (
            <tr key={row} class={row === safe ? 'safe' : undefined}>
              <th scope="row" class={row === setting.value ? 'now' : undefined}>
                {row}
              </th>
              {columns.map((column, columnIndex) => {
                const cell = at(row, column);
                if (cell === undefined) return <td key={column} />;
                const { outcome } = cell[phase];
                const said = say.cell({
                  parameter: parameter.label,
                  at: column,
                  setting: setting.label,
                  with: row,
                  outcome: outcomeText(cell[phase]),
                });
                const name = textOf(isCurrent(cell) ? say.current({ cell: said }) : said);
                return (
                  <td key={column}>
                    <button
                      type="button"
                      class={`cell outcome-${outcome}${isCurrent(cell) ? ' current' : ''}`}
                      aria-label={name}
                      title={name}
                      data-row={rowIndex}
                      data-column={columnIndex}
                      tabIndex={cell === tabStop ? 0 : -1}
                      onClick={() => onOpen(cell)}
                    >
                      {signOf(cell[phase])}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
