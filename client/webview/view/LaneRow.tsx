import type { TargetedPointerEvent } from 'preact';
import { useMemo } from 'preact/hooks';
import type { History } from '../model/history.ts';
import {
  fittingLabel,
  type PlacedBand,
  type PlacedMark,
  placeBands,
  placeMarks,
  placeSpans,
  placeStreaks,
  type Scale,
} from '../model/layout.ts';
import type { Lane, Span } from '../model/timeline.ts';
import { timeText } from '../text.ts';
import { MarkShape } from './MarkShape.tsx';
import { plotPaddingPx } from './plot.ts';
import type { Pointed } from './Tooltip.tsx';
import { textWidth } from './textWidth.ts';

const heightPx = 26;
const bandTop = 3;
const bandHeight = 20;

export interface LaneRowProps {
  readonly lane: Lane;
  readonly scale: Scale;
  readonly selected: number | undefined;
  /** The entries that led to the selected one. */
  readonly chain: ReadonlySet<number>;
  readonly history: History;
  readonly onPoint: (pointed: Pointed | undefined) => void;
}

/** One lane: its name and what happens in it. */
export function LaneRow(props: LaneRowProps) {
  const { lane, scale } = props;
  const bands = useMemo(() => placeBands(lane.bands, scale), [lane, scale]);
  const { detail, placed } = useMemo(() => placeMarks(lane.marks, scale), [lane, scale]);
  const streaks = useMemo(() => placeStreaks(lane.streaks, scale), [lane, scale]);
  const spans = useMemo(() => placeSpans(lane.spans, scale), [lane, scale]);
  const flags = lane.kind === 'state' ? placed.map(({ x }) => x) : [];
  return (
    <div class={`lane lane-${lane.kind}`}>
      <div class="lane-name" title={lane.description}>
        {lane.label}
      </div>
      <div class="lane-plot">
        <svg width={scale.widthPx + 2 * plotPaddingPx} height={heightPx} aria-hidden="true">
          <g transform={`translate(${plotPaddingPx} 0)`}>
            {bands.length === 0 && <line class="rail" x1={0} x2={scale.widthPx} y1={13} y2={13} />}
            {bands.map((band) => (
              <BandShape key={band.main.fromMs} band={band} flagged={flags.includes(band.x)} {...props} />
            ))}
            {streaks.map(({ x0, x1, reached }) => (
              <line key={x0} class={reached ? 'streak reached' : 'streak'} x1={x0} x2={x1} y1={13} y2={13} />
            ))}
            {spans.map(({ x0, x1, span }) => (
              <SpanShape key={span.entry} x0={x0} x1={x1} span={span} {...props} />
            ))}
            {placed.map((mark) => (
              <g key={mark.marks[0]?.entry} {...markProps(mark, props)}>
                <MarkShape mark={mark} detail={detail} y={13} />
              </g>
            ))}
          </g>
        </svg>
      </div>
    </div>
  );
}

/** Where the moment may lie in a cluster: a bracket below the lane. */
function SpanShape({ x0, x1, span, ...props }: LaneRowProps & { x0: number; x1: number; span: Span }) {
  const point = ({ clientX, clientY }: PointerEvent) =>
    props.onPoint({
      title: `${timeText(span.fromMs)} – ${timeText(span.toMs)}`,
      text: span.text,
      clientX,
      clientY,
    });
  return (
    <g
      class={`span${stateClass([span.entry], props)}`}
      data-entry={span.entry}
      onPointerEnter={point}
      onPointerMove={point}
      onPointerLeave={() => props.onPoint(undefined)}
    >
      <rect class="reach" x={x0} y={heightPx - 7} width={x1 - x0} height={7} />
      <path d={`M${x0 + 0.5} ${heightPx - 6}v5h${x1 - x0 - 1}v-5`} />
    </g>
  );
}

function BandShape({ band, flagged, ...props }: LaneRowProps & { band: PlacedBand; flagged: boolean }) {
  const { x, width, main } = band;
  const gap = width > 4 ? 1 : 0;
  const wide = fittingLabel(main.labels, width - (flagged ? 18 : 12), textWidth);
  const indent = flagged ? 13 : wide === undefined ? 4 : 7;
  const label = wide ?? fittingLabel(main.labels, width - indent - 2, textWidth);
  const state = stateClass(
    band.bands.map(({ entry }) => entry),
    props,
  );
  return (
    <g
      class={`band tone-${main.tone} ${main.texture}${state}`}
      data-entry={main.entry}
      data-band=""
      onPointerEnter={(event: TargetedPointerEvent<SVGElement>) => props.onPoint(pointAtBand(event, band))}
      onPointerMove={(event: TargetedPointerEvent<SVGElement>) => props.onPoint(pointAtBand(event, band))}
      onPointerLeave={() => props.onPoint(undefined)}
    >
      <rect
        class="band-ground"
        x={x}
        y={bandTop}
        width={Math.max(width - gap, 1)}
        height={bandHeight}
        rx={Math.min(3, width / 3)}
        fill={main.texture === 'hatched' ? `url(#hatch-${main.tone})` : undefined}
      />
      {width >= 4 && main.texture !== 'faint' && (
        <rect class="band-edge" x={x} y={bandTop} width={2} height={bandHeight} rx={1} />
      )}
      {label !== undefined && main.texture === 'hatched' && (
        <rect
          class="band-label-ground"
          x={x + indent - 3}
          y={bandTop + 3}
          width={textWidth(label) + 6}
          height={bandHeight - 6}
          rx={2}
        />
      )}
      {label !== undefined && (
        <text class="band-label" x={x + indent} y={17}>
          {label}
        </text>
      )}
    </g>
  );
}

function pointAtBand({ clientX, clientY }: PointerEvent, { bands, main }: PlacedBand): Pointed {
  const first = bands[0] ?? main;
  const last = bands.at(-1) ?? main;
  const lasting = `${timeText(first.fromMs)} – ${timeText(last.toMs)}`;
  if (bands.length > 1)
    return { title: `${bands.length} states`, text: `mostly ${main.labels[0]}, ${lasting}`, clientX, clientY };
  const text = `${lasting}, for ${timeText(main.toMs - main.fromMs)}`;
  return { title: main.labels[0] ?? '', text, clientX, clientY };
}

function markProps(mark: PlacedMark, props: LaneRowProps) {
  const entries = mark.marks.map(({ entry }) => entry);
  const main = mark.marks.find(({ glyph, decisive }) => glyph === mark.glyph && decisive === mark.decisive);
  const point = ({ clientX, clientY }: PointerEvent) =>
    props.onPoint({ ...describe(mark, props.history), clientX, clientY });
  return {
    class: `mark glyph-${mark.glyph}${mark.decisive ? ' decisive' : ''}${stateClass(entries, props)}`,
    'data-entry': main?.entry,
    onPointerEnter: point,
    onPointerLeave: () => props.onPoint(undefined),
  };
}

function stateClass(entries: readonly number[], { selected, chain }: LaneRowProps): string {
  if (selected !== undefined && entries.includes(selected)) return ' selected';
  return entries.some((entry) => chain.has(entry)) ? ' in-chain' : '';
}

function describe({ marks }: PlacedMark, history: History): { title: string; text: string } {
  const [first] = marks;
  const last = marks.at(-1);
  if (!first || !last) return { title: '', text: '' };
  if (marks.length === 1) return { title: timeText(first.atMs), text: history.explain(first.entry) };
  const counts = new Map<string, number>();
  for (const { glyph } of marks) counts.set(glyph, (counts.get(glyph) ?? 0) + 1);
  const words = {
    success: 'succeeded',
    failure: 'failed',
    unknown: 'unknown',
    restart: 'restarts',
    normal: 'normal',
    warning: 'warnings',
  };
  const text = [...counts].map(([glyph, count]) => `${count} ${words[glyph as keyof typeof words]}`).join(', ');
  return { title: `${timeText(first.atMs)} – ${timeText(last.atMs)}`, text: `${text}. Zoom in to see each.` };
}
