import type { Detail, PlacedMark } from '../../../server/src/simulation/lanes/layout.ts';
import { strokeHalfPx, takesRoom } from '../../../server/src/simulation/lanes/markPaths.ts';

/** What a mark needs to be drawn. */
export type DrawnMark = Pick<PlacedMark, 'x' | 'fromX' | 'glyph' | 'label' | 'decisive' | 'marks'>;

/**
 * The shape of a mark around (x, y): circles succeed, squares fail, diamonds are unknown, triangles warn, pennants
 * restart. A filled square reached its threshold.
 */
export function MarkShape({ mark, detail, y }: { mark: DrawnMark; detail: Detail; y: number }) {
  const { x, fromX, glyph, label, marks } = mark;
  if (glyph === 'restart') {
    return (
      <>
        <rect class="shape" x={x} y={y - 12} width={2.5} height={24} />
        <path class="shape" d={`M${x + 2} ${y - 12}l7 3.5l-7 3.5Z`} />
      </>
    );
  }
  if (detail === 'stroke') {
    const half = strokeHalfPx(mark);
    return <line class="stroke" x1={x} x2={x} y1={y - half} y2={y + half} />;
  }
  const full = detail === 'full';
  return (
    <>
      {takesRoom(mark) && <line class="duration" x1={fromX} x2={x} y1={y} y2={y} />}
      {full && marks.length > 1 && <g class="more">{shape(glyph, x + 3, y - 2, full, false)}</g>}
      {shape(glyph, x, y, full, label !== '')}
      {full && label !== '' && (
        <text class="figure" x={x} y={y + 3.5}>
          {label}
        </text>
      )}
      {full && <circle class="halo" cx={x} cy={y} r={10} />}
    </>
  );
}

function shape(glyph: Exclude<PlacedMark['glyph'], 'restart'>, x: number, y: number, full: boolean, figure: boolean) {
  switch (glyph) {
    case 'success':
      return <circle class="shape" cx={x} cy={y} r={full ? (figure ? 6.5 : 4.5) : 2.5} />;
    case 'failure': {
      const half = full ? 6.5 : 3.5;
      return <rect class="shape" x={x - half} y={y - half} width={2 * half} height={2 * half} rx={full ? 2.5 : 1} />;
    }
    case 'unknown': {
      const half = full ? 6 : 4;
      return <path class="shape" d={`M${x} ${y - half}l${half} ${half}l${-half} ${half}l${-half} ${-half}Z`} />;
    }
    case 'warning': {
      const half = full ? 5 : 3.5;
      return <path class="shape" d={`M${x} ${y - half}l${half} ${1.8 * half}h${-2 * half}Z`} />;
    }
    case 'normal':
      return <circle class="shape" cx={x} cy={y} r={full ? 3 : 2} />;
  }
}
