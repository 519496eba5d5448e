import { useMemo } from 'preact/hooks';
import { panelMessages as say } from '../messages.ts';
import type { InputPath } from '../model/inputPath.ts';
import type { PaletteItem } from '../model/palette.ts';
import { type Changes, changesScenario, editsOf, type TurnedKnob } from '../model/whatIf.ts';
import type { FromPanel } from '../protocol.ts';
import { textOf } from '../text.ts';
import { Palette } from './Palette.tsx';
import { pure } from './pure.ts';

interface Props {
  readonly knobs: readonly TurnedKnob[];
  readonly changes: Changes;
  readonly onSet: (path: InputPath, value: number) => void;
  readonly onReset: () => void;
  readonly post: (message: FromPanel) => void;
  readonly onSave: () => void;
  /** Absent where nothing can be made to happen. */
  /** What can be made to happen. */
  readonly items: readonly PaletteItem[];
  readonly onHappen: (item: PaletteItem) => void;
}

/** Sliders for what scenario, pod and workload say in numbers; the timeline follows them. */
export const WhatIf = pure(function WhatIf({ knobs, changes, onSet, onReset, post, onSave, items, onHappen }: Props) {
  const edits = editsOf(changes);
  const groups = useMemo(() => groupsOf(knobs), [knobs]);
  return (
    <section class="what-if" aria-label={textOf(say.whatIf())}>
      {items.length > 0 && <Palette items={items} onDrop={onHappen} />}
      <div class="what-if-scroll">
        <div class="what-if-groups">
          {groups.map(({ title, knobs }) => (
            <fieldset key={title}>
              <legend>{title}</legend>
              {knobs.map((knob) => (
                <Slider key={JSON.stringify(knob.path)} knob={knob} onSet={onSet} />
              ))}
            </fieldset>
          ))}
        </div>
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
        <button type="button" class="action secondary" disabled={!changesScenario(changes)} onClick={onSave}>
          {textOf(say.saveChanged())}
        </button>
        <button type="button" class="action secondary" disabled={changes.size === 0} onClick={onReset}>
          {textOf(say.reset())}
        </button>
      </div>
    </section>
  );
});

function groupsOf(knobs: readonly TurnedKnob[]): { readonly title: string; readonly knobs: TurnedKnob[] }[] {
  const groups = new Map<string, TurnedKnob[]>();
  for (const knob of knobs) {
    const title = textOf(knob.group);
    groups.set(title, [...(groups.get(title) ?? []), knob]);
  }
  return [...groups].map(([title, own]) => ({ title, knobs: own }));
}

function Slider({ knob, onSet }: { knob: TurnedKnob; onSet: Props['onSet'] }) {
  const { path, min, max, step, value, isTurned } = knob;
  const label = textOf(knob.label);
  const change = (text: string) => {
    // Tenths stay tenths: a sum of them is none.
    const wanted = Math.round(Math.round(Number(text) / step) * step * 1000) / 1000;
    if (text !== '' && wanted >= min) onSet(path, wanted);
  };
  return (
    <label class={isTurned ? 'knob turned' : 'knob'}>
      <span>{label}</span>
      <input
        type="range"
        min={min}
        max={Math.max(max, value)}
        step={step}
        value={value}
        onInput={(event) => change(event.currentTarget.value)}
      />
      <input
        type="number"
        aria-label={textOf(say.exactly({ name: label }))}
        min={min}
        step={step}
        value={value}
        onInput={(event) => change(event.currentTarget.value)}
      />
    </label>
  );
}
