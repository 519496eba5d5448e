import type { ComponentChildren } from 'preact';
import type { PlacedMark } from '../model/layout.ts';
import type { Texture, Tone } from '../model/timeline.ts';
import { MarkShape } from './MarkShape.tsx';

/** What shapes mean and what keys do. */
export function Help() {
  return (
    <section class="help" aria-label="Help">
      <dl class="legend">
        <Entry text="a probe succeeded">
          <Shape marks={[{ glyph: 'success' }]} />
        </Entry>
        <Entry text="failures in a row; filled: failureThreshold is reached">
          <Shape
            marks={[
              { glyph: 'failure', label: '1' },
              { glyph: 'failure', label: '2' },
              { glyph: 'failure', label: '3', decisive: true },
            ]}
          />
        </Entry>
        <Entry text="a probe that could not be run; does not count">
          <Shape marks={[{ glyph: 'unknown' }]} />
        </Entry>
        <Entry text="a Normal event, a Warning">
          <Shape marks={[{ glyph: 'normal' }, { glyph: 'warning' }]} />
        </Entry>
        <Entry text="a container starts again">
          <Shape marks={[{ glyph: 'restart' }]} />
        </Entry>
        <Entry text="runs, waits, has ended">
          <Swatches
            bands={[
              { tone: 'good', texture: 'solid' },
              { tone: 'bad', texture: 'hatched' },
              { tone: 'done', texture: 'dense' },
            ]}
          />
        </Entry>
        <Entry text="not ready, no traffic">
          <Swatches bands={[{ tone: 'none', texture: 'faint' }]} />
        </Entry>
      </dl>
      <dl class="keys">
        <Keys keys={['←', '→']} text="move in time" />
        <Keys keys={['PgUp', 'PgDn']} text="previous, next event" />
        <Keys keys={['Home', 'End']} text="first, last moment" />
        <Keys keys={['Space']} text="play, pause" />
        <Keys keys={['+', '−', '0']} text="zoom in, out, to everything; or Ctrl + wheel" />
        <Keys keys={['Shift + wheel']} text="pan" />
        <Keys keys={['Enter']} text="go to the line of YAML" />
        <Keys keys={['Esc']} text="select nothing" />
      </dl>
    </section>
  );
}

function Entry({ text, children }: { text: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{children}</dt>
      <dd>{text}</dd>
    </div>
  );
}

function Keys({ keys, text }: { keys: readonly string[]; text: string }) {
  return (
    <div>
      <dt>
        {keys.map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </dt>
      <dd>{text}</dd>
    </div>
  );
}

const stepPx = 20;

function Shape({ marks }: { marks: readonly (Pick<PlacedMark, 'glyph'> & Partial<PlacedMark>)[] }) {
  return (
    <svg width="60" height="20" aria-hidden="true">
      {marks.map(({ glyph, label = '', decisive = false }, index) => {
        const x = 9 + index * stepPx;
        return (
          <g key={x} class={`mark glyph-${glyph}${decisive ? ' decisive' : ''}`}>
            <MarkShape mark={{ x, fromX: x, glyph, label, decisive, marks: [] }} detail="full" y={10} />
          </g>
        );
      })}
    </svg>
  );
}

function Swatches({ bands }: { bands: readonly { tone: Tone; texture: Texture }[] }) {
  return (
    <svg width="60" height="20" aria-hidden="true">
      {bands.map(({ tone, texture }, index) => (
        <g key={texture} class={`band tone-${tone} ${texture}`}>
          <rect
            class="band-ground"
            x={2 + index * stepPx}
            y={3}
            width={stepPx - 3}
            height={14}
            rx={2}
            fill={texture === 'hatched' ? `url(#hatch-${tone})` : undefined}
          />
        </g>
      ))}
    </svg>
  );
}
