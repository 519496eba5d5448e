import type { ComponentChildren } from 'preact';
import type { Message } from '../../../server/src/base/message.ts';
import type { PlacedMark } from '../../../server/src/simulation/lanes/layout.ts';
import type { Texture, Tone } from '../model/lanes.ts';
import { textOf } from '../text.ts';
import { helpMessages as say } from './helpMessages.ts';
import { type DrawnMark, MarkShape } from './MarkShape.tsx';

const anyMark = { atMs: 0, fromMs: 0, glyph: 'success', label: '', decisive: false, entry: 0 } as const;
const mark: DrawnMark = { x: 0, fromX: 0, glyph: 'success', label: '', decisive: false, marks: [] };

/** What shapes mean and what keys do. */
export function Help() {
  return (
    <section class="help" aria-label={textOf(say.help())}>
      <dl class="legend">
        <Entry text={say.success()}>
          <Shape marks={[{ glyph: 'success' }]} />
        </Entry>
        <Entry text={say.failures()}>
          <Shape
            marks={[
              { glyph: 'failure', label: '1' },
              { glyph: 'failure', label: '2' },
              { glyph: 'failure', label: '3', decisive: true },
            ]}
          />
        </Entry>
        <Entry text={say.unknown()}>
          <Shape marks={[{ glyph: 'unknown' }]} />
        </Entry>
        <Entry text={say.events()}>
          <Shape marks={[{ glyph: 'normal' }, { glyph: 'warning' }]} />
        </Entry>
        <Entry text={say.restart()}>
          <Shape marks={[{ glyph: 'restart' }]} />
        </Entry>
        <Entry text={say.several()}>
          <Shape marks={[{ glyph: 'success', marks: [anyMark, anyMark] }]} />
        </Entry>
        <Entry text={say.attempt()}>
          <Shape marks={[{ glyph: 'failure', label: '1', fromX: -22 }]} />
        </Entry>
        <Entry text={say.streak()}>
          <svg width="60" height="20" aria-hidden="true">
            <line class="streak" x1={3} x2={27} y1={10} y2={10} />
            <line class="streak reached" x1={33} x2={57} y1={10} y2={10} />
          </svg>
        </Entry>
        <Entry text={say.window()}>
          <svg width="60" height="20" aria-hidden="true">
            <g class="span">
              <path d="M3.5 8v5h50v-5" />
            </g>
          </svg>
        </Entry>
        <Entry text={say.runs()}>
          <Swatches
            bands={[
              { tone: 'good', texture: 'solid' },
              { tone: 'waiting', texture: 'solid' },
            ]}
          />
        </Entry>
        <Entry text={say.waits()}>
          <Swatches
            bands={[
              { tone: 'pending', texture: 'hatched' },
              { tone: 'bad', texture: 'hatched' },
            ]}
          />
        </Entry>
        <Entry text={say.ended()}>
          <Swatches
            bands={[
              { tone: 'done', texture: 'dense' },
              { tone: 'bad', texture: 'dense' },
            ]}
          />
        </Entry>
        <Entry text={say.stopping()}>
          <Swatches
            bands={[
              { tone: 'ending', texture: 'hatched' },
              { tone: 'ending', texture: 'dense' },
            ]}
          />
        </Entry>
        <Entry text={say.chain()}>
          <svg width="60" height="20" aria-hidden="true">
            <g class="mark glyph-success selected">
              <MarkShape mark={{ ...mark, x: 9, fromX: 9 }} detail="full" y={10} />
            </g>
            <g class="mark glyph-success in-chain">
              <MarkShape mark={{ ...mark, x: 33, fromX: 33 }} detail="full" y={10} />
            </g>
          </svg>
        </Entry>
        <Entry text={say.noTraffic()}>
          <Swatches bands={[{ tone: 'none', texture: 'faint' }]} />
        </Entry>
      </dl>
      <dl class="keys">
        <Keys keys={['←', '→']} text={say.move()} />
        <Keys keys={['PgUp', 'PgDn']} text={say.steps()} />
        <Keys keys={['Home', 'End']} text={say.ends()} />
        <Keys keys={['Space']} text={say.play()} />
        <Keys keys={['+', '−', '0']} text={say.zoom()} />
        <Keys keys={['Shift + wheel']} text={say.pan()} />
        <Keys keys={['Enter']} text={say.reveal()} />
        <Keys keys={['Esc']} text={say.deselect()} />
      </dl>
    </section>
  );
}

function Entry({ text, children }: { text: Message; children: ComponentChildren }) {
  return (
    <div>
      <dt>{children}</dt>
      <dd>{textOf(text)}</dd>
    </div>
  );
}

function Keys({ keys, text }: { keys: readonly string[]; text: Message }) {
  return (
    <div>
      <dt>
        {keys.map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </dt>
      <dd>{textOf(text)}</dd>
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
