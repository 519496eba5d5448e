import { useMemo, useState } from 'preact/hooks';
import type { Message } from '../../../server/src/base/message.ts';
import { smallestSafe } from '../../../server/src/simulation/sweep.ts';
import type { Input, InputPath } from '../model/inputPath.ts';
import type { Knob } from '../model/knob.ts';
import { firstChoice, type SweepChoices } from '../model/sweepPlan.ts';
import { textOf } from '../text.ts';
import { type Phase, SweepGrid } from './SweepGrid.tsx';
import { legendOf } from './sweepLook.ts';
import { sweepMessages as say } from './sweepMessages.ts';
import { useSweep } from './useSweep.ts';

const phases: readonly Phase[] = ['best', 'typical', 'worst'];

interface Props {
  readonly input: Input;
  readonly choices: SweepChoices;
  readonly onSet: (path: InputPath, value: number) => void;
}

/** What becomes of the pod, or of the rollout, over a range of what happens and of a setting, as a map of outcomes. */
export function Sweep({ input, choices, onSet }: Props) {
  const first = useMemo(() => firstChoice(choices), []);
  const [names, setNames] = useState({ parameter: idOf(first.parameter), setting: idOf(first.setting) });
  const parameter = choices.parameters.find((knob) => idOf(knob) === names.parameter) ?? first.parameter;
  const setting = choices.settings.find((knob) => idOf(knob) === names.setting) ?? first.setting;
  const isRollout = 'workload' in input;
  const [readyWithin, setReadyWithin] = useState(isRollout ? 600 : 120);
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
          <span>{textOf(isRollout ? say.finishedWithin() : say.readyWithin())}</span>
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
                : (isRollout ? say.safeRollout : say.safe)({ ...named, safe }),
            )}
      </p>
      <SweepGrid
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
        {legendOf(isRollout).map(({ outcome, sign, means }) => (
          <span key={outcome}>
            <i class={`cell outcome-${outcome}`}>{sign}</i> {textOf(means)}
          </span>
        ))}
        <span class="quiet">{textOf(say.open())}</span>
      </p>
    </section>
  );
}

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
