import type { ComponentChildren } from 'preact';
import type { Message } from '../../../server/src/base/message.ts';
import { type LegendBand, type LegendMark, type LegendSign, legend } from '../model/legend.ts';
import { textOf } from '../text.ts';
import { helpMessages as say } from './helpMessages.ts';
import { type DrawnMark, MarkShape } from './MarkShape.tsx';
import { pure } from './pure.ts';

const mark: DrawnMark = { x: 0, fromX: 0, glyph: 'success', label: '', decisive: false, marks: [] };

/** What shapes mean and what keys do. */
export const Help = pure(function Help() {
  return (
    <section class="help" aria-label={textOf(say.help())}>
      <dl class="legend">
        {legend.map(({ text, ...sign }) => (
          <Entry key={text.id} text={text}>
            <Sign sign={sign} />
          </Entry>
        ))}
      </dl>
      <dl class="keys">
        <Keys keys={['←', '→']} text={say.move()} />
        <Keys keys={['PgUp', 'PgDn']} text={say.steps()} />
        <Keys keys={['Home', 'End']} text={say.ends()} />
        <Keys keys={['Space']} text={say.play()} />
        <Keys keys={['W', 'S', '+', '−', '0']} text={say.zoom()} />
        <Keys keys={['A', 'D', 'Shift + wheel']} text={say.pan()} />
        <Keys keys={['Shift + drag']} text={say.zoomToDrag()} />
        <Keys keys={['Enter']} text={say.reveal()} />
        <Keys keys={['Esc']} text={say.deselect()} />
      </dl>
    </section>
  );
});

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

function Sign({ sign }: { sign: LegendSign }) {
  if (sign.marks !== undefined) return <Shape marks={sign.marks} />;
  if (sign.bands !== undefined) return <Swatches bands={sign.bands} />;
  return (
    <svg width="60" height="20" aria-hidden="true">
      {drawn[sign.drawing]}
    </svg>
  );
}

/** What is neither a mark nor a band. */
const drawn: Readonly<Record<NonNullable<LegendSign['drawing']>, ComponentChildren>> = {
  streaks: (
    <>
      <line class="streak" x1={3} x2={27} y1={10} y2={10} />
      <line class="streak reached" x1={33} x2={57} y1={10} y2={10} />
    </>
  ),
  window: (
    <g class="span">
      <path d="M3.5 8v5h50v-5" />
    </g>
  ),
  chain: (
    <>
      <g class="mark glyph-success selected">
        <MarkShape mark={{ ...mark, x: 9, fromX: 9 }} detail="full" y={10} />
      </g>
      <g class="mark glyph-success in-chain">
        <MarkShape mark={{ ...mark, x: 33, fromX: 33 }} detail="full" y={10} />
      </g>
    </>
  ),
};

function Shape({ marks }: { marks: readonly LegendMark[] }) {
  return (
    <svg width="60" height="20" aria-hidden="true">
      {marks.map(({ glyph, label = '', decisive = false, beganPx = 0, isSeveral = false }, index) => {
        const x = 9 + index * stepPx + beganPx;
        return (
          <g key={x} class={`mark glyph-${glyph}${decisive ? ' decisive' : ''}${label === '' ? '' : ' figured'}`}>
            <MarkShape
              mark={{ x, fromX: x - beganPx, glyph, label, decisive, marks: isSeveral ? several : [] }}
              detail="full"
              y={10}
            />
          </g>
        );
      })}
    </svg>
  );
}

const anyMark = { atMs: 0, fromMs: 0, glyph: 'success', label: '', decisive: false, entry: 0 } as const;
const several = [anyMark, anyMark];

function Swatches({ bands }: { bands: readonly LegendBand[] }) {
  return (
    <svg width="60" height="20" aria-hidden="true">
      {bands.map(({ tone, texture, isPart = false }, index) => (
        <g key={`${tone} ${texture}`} class={`band tone-${tone} ${texture}`}>
          {isPart && <rect class="band-rest" x={2 + index * stepPx} y={3} width={stepPx - 3} height={14} />}
          <rect
            class="band-ground"
            x={2 + index * stepPx}
            y={isPart ? 11 : 3}
            width={stepPx - 3}
            height={isPart ? 6 : 14}
            rx={2}
            fill={texture === 'hatched' ? `url(#hatch-${tone})` : undefined}
          />
        </g>
      ))}
    </svg>
  );
}
