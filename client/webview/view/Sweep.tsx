import type { TargetedKeyboardEvent } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { duration, type Message } from '../../../server/src/base/message.ts';
import type { PodInput } from '../../../server/src/simulation/simulatePod.ts';
import { type Cell, outcomes, type RunOutcome, smallestSafe } from '../../../server/src/simulation/sweep.ts';
import { engineScript } from '../engine/engine.ts';
import { Sweeper } from '../engine/sweeper.ts';
import type { InputPath } from '../model/inputPath.ts';
import type { Knob } from '../model/knob.ts';
import { firstChoice, type SweepChoices, valuesOf } from '../model/sweepPlan.ts';
import { textOf } from '../text.ts';
import { sweepMessages as say } from './sweepMessages.ts';

type Phase = 'best' | 'typical' | 'worst';
const phases: readonly Phase[] = ['best', 'typical', 'worst'];

interface Props {
  readonly input: PodInput;
  readonly choices: SweepChoices;
  readonly onSet: (path: InputPath, value: number) => void;
}

/** What becomes of the pod over a range of what happens and of a setting, as a map of outcomes. */
export function Sweep({ input, choices, onSet }: Props) {
  const first = useMemo(() => firstChoice(choices), []);
  const [names, setNames] = useState({ parameter: idOf(first.parameter), setting: idOf(first.setting) });
  const parameter = choices.parameters.find((knob) => idOf(knob) === names.parameter) ?? first.parameter;
  const setting = choices.settings.find((knob) => idOf(knob) === names.setting) ?? first.setting;
  const [readyWithin, setReadyWithin] = useState(120);
  const [phase, setPhase] = useState<Phase>('worst');
  const { cells, isRunning, all, run, cancel } = useSweep(input, parameter, setting, readyWithin);
  const safe = smallestSafe(cells, parameter.value);
  const isWhole = !isRunning && cells.length === all && all > 0;
  const named = { parameter: parameter.label, value: parameter.value, setting: setting.label };
  return (
    <section class="sweep" aria-label={textOf(say.sweep())}>
      <div class="sweep-choices">
        <Choice
          label={say.parameter()}
          knobs={choices.parameters}
          chosen={parameter}
          onChoose={(id) => setNames({ ...names, parameter: id })}
        />
        <Choice
          label={say.setting()}
          knobs={choices.settings}
          chosen={setting}
          onChoose={(id) => setNames({ ...names, setting: id })}
        />
        <label>
          <span>{textOf(say.readyWithin())}</span>
          <input
            type="number"
            min={1}
            value={readyWithin}
            onChange={(event) => setReadyWithin(Math.max(1, Math.round(Number(event.currentTarget.value)) || 1))}
          />
        </label>
        <label>
          <span>{textOf(say.phase())}</span>
          <select value={phase} onChange={(event) => setPhase(event.currentTarget.value as Phase)}>
            {phases.map((name) => (
              <option key={name} value={name}>
                {textOf(say[name]())}
              </option>
            ))}
          </select>
        </label>
        <button type="button" class="action secondary" onClick={isRunning ? cancel : run}>
          {textOf(isRunning ? say.cancel() : say.run())}
        </button>
      </div>
      <p class="sweep-result" role="status">
        {isRunning
          ? textOf(say.progress({ done: cells.length, all }))
          : isWhole &&
            textOf(
              safe === undefined
                ? say.unsafe({ ...named, most: Math.max(...cells.map((cell) => cell.setting)) })
                : say.safe({ ...named, safe }),
            )}
      </p>
      <Grid
        cells={cells}
        parameter={parameter}
        setting={setting}
        phase={phase}
        safe={isWhole ? safe : undefined}
        onOpen={(cell) => {
          onSet(parameter.path, cell.parameter);
          onSet(setting.path, cell.setting);
        }}
      />
      <p class="sweep-legend">
        {outcomes.map((outcome) => (
          <span key={outcome}>
            <i class={`cell outcome-${outcome}`}>{signs[outcome]}</i> {textOf(legends[outcome]())}
          </span>
        ))}
        <span class="quiet">{textOf(say.open())}</span>
      </p>
    </section>
  );
}

const signs = { inTime: '✓', late: 'L', restarted: 'n', crashLoop: 'C', never: '–' } as const;
const legends = {
  inTime: say.legendInTime,
  late: say.legendLate,
  restarted: say.legendRestarted,
  crashLoop: say.legendCrashLoop,
  never: say.legendNever,
} as const;

function idOf({ path }: Knob): string {
  return JSON.stringify(path);
}

function Choice(props: { label: Message; knobs: readonly Knob[]; chosen: Knob; onChoose: (id: string) => void }) {
  const { label, knobs, chosen, onChoose } = props;
  return (
    <label>
      <span>{textOf(label)}</span>
      <select value={idOf(chosen)} onChange={(event) => onChoose(event.currentTarget.value)}>
        {knobs.map((knob) => (
          <option key={idOf(knob)} value={idOf(knob)}>
            {textOf(say.knob({ group: knob.group, label: knob.label }))}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The cells so far; what is asked anew, or no longer, ends what is under way. */
function useSweep(input: PodInput, parameter: Knob, setting: Knob, readyWithin: number) {
  const [cells, setCells] = useState<readonly Cell[]>([]);
  const [isRunning, setRunning] = useState(false);
  const [all, setAll] = useState(0);
  const sweeper = useRef<Sweeper | undefined>(undefined);
  const key = JSON.stringify([input, parameter.path, setting.path, readyWithin]);
  const cancel = () => {
    sweeper.current?.cancel();
    setRunning(false);
  };
  const run = () => {
    const script = engineScript();
    if (script === undefined) return;
    sweeper.current ??= new Sweeper(script);
    const [parameters, settings] = [valuesOf(parameter), valuesOf(setting)];
    setCells([]);
    setAll(parameters.length * settings.length);
    setRunning(true);
    const question = {
      input,
      parameter: { path: parameter.path, values: parameters },
      setting: { path: setting.path, values: settings },
      readyWithinMs: readyWithin * 1000,
    };
    void sweeper.current.start(question, ({ cells: more, isDone }) => {
      if (more.length > 0) setCells((before) => [...before, ...more]);
      if (isDone) setRunning(false);
    });
  };
  useEffect(run, [key]);
  useEffect(() => () => sweeper.current?.cancel(), []);
  return { cells, isRunning, all, run, cancel };
}

/** A table, so that it can be read in any way; arrow keys go from cell to cell. */
function Grid(props: {
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
                const { outcome, restarts } = cell[phase];
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
                      {outcome === 'restarted' ? restarts : signs[outcome]}
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

function outcomeText({ outcome, restarts: count, readyAfterMs = 0 }: RunOutcome): Message {
  switch (outcome) {
    case 'inTime':
    case 'late':
      return say[outcome]({ time: duration(readyAfterMs) });
    case 'restarted':
    case 'crashLoop':
      return say[outcome]({ count });
    case 'never':
      return say.never();
  }
}
