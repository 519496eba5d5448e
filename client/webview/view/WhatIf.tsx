import { panelMessages as say } from '../messages.ts';
import { editsOf, type Knob, type Turned } from '../model/whatIf.ts';
import type { FromPanel } from '../protocol.ts';
import { textOf } from '../text.ts';

interface Props {
  readonly knobs: readonly Knob[];
  readonly turned: Turned;
  readonly onTurn: (turned: Turned) => void;
  readonly post: (message: FromPanel) => void;
  readonly onSave: () => void;
}

/** Sliders for what the scenario and the probes say in numbers; the timeline follows them. */
export function WhatIf({ knobs, turned, onTurn, post, onSave }: Props) {
  const edits = editsOf(turned);
  const groups = [...new Set(knobs.map(({ container, group }) => titleOf({ container, group })))];
  const set = ({ id, value }: Knob, wanted: number) => {
    const next = new Map(turned);
    if (wanted === value) next.delete(id);
    else next.set(id, wanted);
    onTurn(next);
  };
  return (
    <section class="what-if" aria-label={textOf(say.whatIf())}>
      <div class="what-if-groups">
        {groups.map((title) => (
          <fieldset key={title}>
            <legend>{title}</legend>
            {knobs
              .filter(({ container, group }) => titleOf({ container, group }) === title)
              .map((knob) => (
                <Slider key={knob.id} knob={knob} value={turned.get(knob.id) ?? knob.value} onSet={set} />
              ))}
          </fieldset>
        ))}
      </div>
      <div class="what-if-actions">
        <button
          type="button"
          class="action"
          disabled={edits.length === 0}
          onClick={() => post({ type: 'applyFields', edits })}
        >
          {textOf(say.applyToManifest())}
        </button>
        <button type="button" class="action secondary" disabled={turned.size === 0} onClick={onSave}>
          {textOf(say.saveChanged())}
        </button>
        <button type="button" class="action secondary" disabled={turned.size === 0} onClick={() => onTurn(new Map())}>
          {textOf(say.reset())}
        </button>
      </div>
    </section>
  );
}

function titleOf({ container, group }: Pick<Knob, 'container' | 'group'>): string {
  return textOf(say.knobGroup({ container, group }));
}

function Slider({ knob, value, onSet }: { knob: Knob; value: number; onSet: (knob: Knob, value: number) => void }) {
  const { label, min, max, value: before } = knob;
  const change = (text: string) => {
    const wanted = Math.round(Number(text));
    if (text !== '' && wanted >= min) onSet(knob, wanted);
  };
  return (
    <label class={value === before ? 'knob' : 'knob turned'}>
      <span>{label}</span>
      <input
        type="range"
        min={min}
        max={Math.max(max, value)}
        value={value}
        onInput={(event) => change(event.currentTarget.value)}
      />
      <input
        type="number"
        aria-label={textOf(say.exactly({ name: label }))}
        min={min}
        value={value}
        onInput={(event) => change(event.currentTarget.value)}
      />
    </label>
  );
}
