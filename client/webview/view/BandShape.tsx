import type { TargetedPointerEvent } from 'preact';
import { fittingLabel, type PlacedBand } from '../../../server/src/simulation/lanes/layout.ts';
import type { Span } from '../model/lanes.ts';
import { timeText } from '../text.ts';
import { bandHeight, bandTop, laneHeightPx } from './plot.ts';
import { type Emphasis, stateClass } from './stateClass.ts';
import type { Pointed } from './Tooltip.tsx';
import { textWidth } from './textWidth.ts';

interface Props extends Emphasis {
  readonly onPoint: (pointed: Pointed | undefined) => void;
}

/** Where the moment may lie in a cluster: a bracket below the lane. */
export function SpanShape({ x0, x1, span, ...props }: Props & { x0: number; x1: number; span: Span }) {
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
      <rect class="reach" x={x0} y={laneHeightPx - 7} width={x1 - x0} height={7} />
      <path d={`M${x0 + 0.5} ${laneHeightPx - 6}v5h${x1 - x0 - 1}v-5`} />
    </g>
  );
}

/** However small a share is, it can be seen. */
const smallestShareHeight = 4;

export function BandShape({ band, flagged, ...props }: Props & { band: PlacedBand; flagged: boolean }) {
  const { x, width, main } = band;
  const { share = 1, level } = main;
  const height = Math.max(bandHeight * (level ?? share), smallestShareHeight);
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
      {share < 1 && <rect class="band-rest" x={x} y={bandTop} width={Math.max(width - gap, 1)} height={bandHeight} />}
      <rect
        class="band-ground"
        x={x}
        y={bandTop + bandHeight - height}
        width={Math.max(width - gap, 1)}
        height={height}
        rx={Math.min(3, width / 3)}
        fill={main.texture === 'hatched' ? `url(#hatch-${main.tone})` : undefined}
      />
      {width >= 4 && share === 1 && level === undefined && main.texture !== 'faint' && (
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
  if (main.text !== undefined) return { title: main.labels[0] ?? '', text: main.text, clientX, clientY };
  const text = `${lasting}, for ${timeText(main.toMs - main.fromMs)}`;
  return { title: main.labels[0] ?? '', text, clientX, clientY };
}
