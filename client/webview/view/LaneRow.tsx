import type { TargetedPointerEvent } from 'preact';
import { useMemo } from 'preact/hooks';
import { duration, listed } from '../../../server/src/base/message.ts';
import {
  type PlacedMark,
  placeBands,
  placeCounts,
  placeMarks,
  placeSpans,
  placeStreaks,
  type Scale,
} from '../../../server/src/simulation/lanes/layout.ts';
import { panelMessages as say } from '../messages.ts';
import type { History } from '../model/history.ts';
import type { Glyph, Lane } from '../model/lanes.ts';
import { textOf, timeText } from '../text.ts';
import { BandShape, SpanShape } from './BandShape.tsx';
import { BeforeStrip } from './BeforeStrip.tsx';
import { Marks } from './Marks.tsx';
import { bandHeight, bandTop, beforeHeightPx, countHeightPx, laneHeightPx, plotPaddingPx } from './plot.ts';
import { markUnder, shapeAround } from './pointing.ts';
import type { Emphasis } from './stateClass.ts';
import type { Pointed } from './Tooltip.tsx';
import { textWidth } from './textWidth.ts';

const middlePx = laneHeightPx / 2;

export interface LaneRowProps extends Emphasis {
  readonly lane: Lane;
  /** What the lane was in the pinned run; where one is pinned, there is room for it. */
  readonly before?: Lane | undefined;
  readonly isCompared?: boolean;
  readonly scale: Scale;
  /** The entries in which the field at the cursor had a say. */
  readonly governs: ReadonlySet<number>;
  readonly history: History;
  readonly onPoint: (pointed: Pointed | undefined) => void;
  /** Looks into the life of the pod that the lane is of. */
  readonly onOpenPod: (podIndex: number) => void;
}

/** One lane: its name and what happens in it. */
export function LaneRow(props: LaneRowProps) {
  const { lane, before, isCompared = false, scale, selected, chain, governs, history, onPoint, onOpenPod } = props;
  const isGoverned = useMemo(
    () => governs.size > 0 && [...lane.marks, ...lane.bands].some(({ entry }) => governs.has(entry)),
    [lane, governs],
  );
  const bands = useMemo(() => placeBands(lane.bands, scale), [lane, scale]);
  const marks = useMemo(() => placeMarks(lane.marks, scale), [lane, scale]);
  const streaks = useMemo(() => placeStreaks(lane.streaks, scale), [lane, scale]);
  const spans = useMemo(() => placeSpans(lane.spans, scale), [lane, scale]);
  const counts = useMemo(() => placeCounts(lane.bands, scale, textWidth), [lane, scale]);
  const headPx = lane.kind === 'requests' ? countHeightPx : 0;
  const flags = lane.kind === 'state' ? marks.placed.map(({ x }) => x) : [];
  const emphasis = { selected, chain };
  const streakPath = (wanted: boolean) =>
    streaks.flatMap(({ x0, x1, reached }) => (reached === wanted ? [`M${x0} ${middlePx}H${x1}`] : [])).join('');
  // Marks lie on top, so they come after what the shapes below say of themselves.
  const point = (event: TargetedPointerEvent<SVGElement>) => {
    const { clientX, clientY, currentTarget, target } = event;
    const x = clientX - currentTarget.getBoundingClientRect().left - plotPaddingPx;
    const mark = markUnder(marks, target, x);
    if (mark) onPoint({ ...describe(mark, history), clientX, clientY });
    else if (shapeAround(target) === undefined) onPoint(undefined);
  };
  return (
    <div class={`lane lane-${lane.kind}${isGoverned ? ' governed' : ''}`} data-lane={lane.id}>
      <LaneName lane={lane} onOpenPod={onOpenPod} />
      <div class="lane-plot">
        <svg
          width={scale.widthPx + 2 * plotPaddingPx}
          height={laneHeightPx + headPx + (isCompared ? beforeHeightPx : 0)}
          aria-hidden="true"
          onPointerMove={point}
          onPointerLeave={() => onPoint(undefined)}
        >
          {counts.map(({ x, text, band }) => (
            <text
              key={band.fromMs}
              class="lost-count"
              data-entry={band.entry}
              data-band=""
              x={plotPaddingPx + x}
              y={11}
            >
              {text}
            </text>
          ))}
          <g transform={`translate(${plotPaddingPx} ${headPx})`}>
            {bands.length === 0 && <line class="rail" x1={0} x2={scale.widthPx} y1={middlePx} y2={middlePx} />}
            {bands.map((band) => (
              <BandShape
                key={band.main.fromMs}
                band={band}
                flagged={flags.includes(band.x)}
                onPoint={onPoint}
                {...emphasis}
              />
            ))}
            {lane.required !== undefined && (
              <line
                class="required"
                x1={0}
                x2={scale.widthPx}
                y1={yOfLevel(lane.required)}
                y2={yOfLevel(lane.required)}
              />
            )}
            {streaks.length > 0 && <path class="streak" d={streakPath(false)} />}
            {streaks.length > 0 && <path class="streak reached" d={streakPath(true)} />}
            {spans.map(({ x0, x1, span }) => (
              <SpanShape
                key={`${span.entry} ${span.fromMs}`}
                x0={x0}
                x1={x1}
                span={span}
                onPoint={onPoint}
                {...emphasis}
              />
            ))}
            {before && <BeforeStrip lane={before} scale={scale} y={laneHeightPx} />}
            <Marks marks={marks} y={middlePx} {...emphasis} />
          </g>
        </svg>
      </div>
    </div>
  );
}

function LaneName({ lane, onOpenPod }: Pick<LaneRowProps, 'lane' | 'onOpenPod'>) {
  const { label, description, podIndex } = lane;
  if (podIndex === undefined) {
    return (
      <div class="lane-name" title={description}>
        {label}
      </div>
    );
  }
  return (
    <div class="lane-name">
      <button
        type="button"
        class="link"
        data-pod={podIndex}
        title={textOf(say.openPod({ pod: description }))}
        aria-label={textOf(say.openPod({ pod: description }))}
        onClick={() => onOpenPod(podIndex)}
        // The timeline around it takes keys for its scrubber.
        onKeyDown={(event) => event.stopPropagation()}
      >
        {label}
      </button>
    </div>
  );
}

/** Where a graph stands that is so high. */
function yOfLevel(level: number): number {
  return bandTop + bandHeight * (1 - Math.min(level, 1));
}

function describe({ marks }: PlacedMark, history: History): { title: string; text: string } {
  const [first] = marks;
  const last = marks.at(-1);
  if (!first || !last) return { title: '', text: '' };
  if (marks.length === 1) return { title: timeText(first.atMs), text: history.explain(first.entry) };
  const counts = new Map<Glyph, number>();
  for (const { glyph } of marks) counts.set(glyph, (counts.get(glyph) ?? 0) + 1);
  const counted = [...counts].map(([glyph, count]) => glyphCounts[glyph]({ count }));
  const title = say.between({ from: duration(first.atMs), to: duration(last.atMs) });
  return { title: textOf(title), text: textOf(say.several({ counts: listed(counted) })) };
}

const glyphCounts = {
  success: say.succeeded,
  failure: say.failed,
  unknown: say.unknown,
  restart: say.restarts,
  normal: say.normal,
  warning: say.warnings,
} as const;
