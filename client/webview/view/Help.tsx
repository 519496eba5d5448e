import type { ComponentChildren } from 'preact';
import type { PlacedMark } from '../model/layout.ts';
import type { Texture, Tone } from '../model/timeline.ts';
import { type DrawnMark, MarkShape } from './MarkShape.tsx';

const anyMark = { atMs: 0, fromMs: 0, glyph: 'success', label: '', decisive: false, entry: 0 } as const;
const mark: DrawnMark = { x: 0, fromX: 0, glyph: 'success', label: '', decisive: false, marks: [] };

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
        <Entry text="several at once; zoom in to see each">
          <Shape marks={[{ glyph: 'success', marks: [anyMark, anyMark] }]} />
        </Entry>
        <Entry text="an attempt that took time, up to its result">
          <Shape marks={[{ glyph: 'failure', label: '1', fromX: -22 }]} />
        </Entry>
        <Entry text="failures in a row; bright: they reached the threshold">
          <svg width="60" height="20" aria-hidden="true">
            <line class="streak" x1={3} x2={27} y1={10} y2={10} />
            <line class="streak reached" x1={33} x2={57} y1={10} y2={10} />
          </svg>
        </Entry>
        <Entry text="in a cluster it happens somewhere in between">
          <svg width="60" height="20" aria-hidden="true">
            <g class="span">
              <path d="M3.5 8v5h50v-5" />
            </g>
          </svg>
        </Entry>
        <Entry text="all is well; runs, but is not ready">
          <Swatches
            bands={[
              { tone: 'good', texture: 'solid' },
              { tone: 'waiting', texture: 'solid' },
            ]}
          />
        </Entry>
        <Entry text="waits as any start does; waits because something is wrong">
          <Swatches
            bands={[
              { tone: 'pending', texture: 'hatched' },
              { tone: 'bad', texture: 'hatched' },
            ]}
          />
        </Entry>
        <Entry text="has ended well; has failed">
          <Swatches
            bands={[
              { tone: 'done', texture: 'dense' },
              { tone: 'bad', texture: 'dense' },
            ]}
          />
        </Entry>
        <Entry text="is stopping or being deleted; no longer serves">
          <Swatches
            bands={[
              { tone: 'ending', texture: 'hatched' },
              { tone: 'ending', texture: 'dense' },
            ]}
          />
        </Entry>
        <Entry text="selected, and what led to it">
          <svg width="60" height="20" aria-hidden="true">
            <g class="mark glyph-success selected">
              <MarkShape mark={{ ...mark, x: 9, fromX: 9 }} detail="full" y={10} />
            </g>
            <g class="mark glyph-success in-chain">
              <MarkShape mark={{ ...mark, x: 33, fromX: 33 }} detail="full" y={10} />
            </g>
          </svg>
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
      {marks.map(({ glyph, label = '', decisive = false, fromX = 0, marks: all = [] }, index) => {
        const x = 9 + index * stepPx - fromX;
        return (
          <g key={x} class={`mark glyph-${glyph}${decisive ? ' decisive' : ''}${label === '' ? '' : ' figured'}`}>
            <MarkShape mark={{ x, fromX: x + fromX, glyph, label, decisive, marks: all }} detail="full" y={10} />
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
