import { type PlacedMark, type PlacedMarks, weight } from '../../../server/src/simulation/lanes/layout.ts';
import { mergedPaths } from '../../../server/src/simulation/lanes/markPaths.ts';
import { MarkShape } from './MarkShape.tsx';
import { isHitByShape } from './pointing.ts';
import { type Emphasis, stateClass } from './stateClass.ts';

interface Props extends Emphasis {
  readonly marks: PlacedMarks;
  /** The middle of the lane. */
  readonly y: number;
}

/**
 * The marks of a lane. Where they stand so close that each is only a small shape or a stroke, those that look alike are
 * one element: there may be hundreds.
 */
export function Marks({ marks: { detail, placed }, y, ...emphasis }: Props) {
  const single = (mark: PlacedMark) => {
    const figured = detail === 'full' && mark.label !== '' ? ' figured' : '';
    const entries = mark.marks.map(({ entry }) => entry);
    return (
      <g
        key={mark.marks[0]?.entry}
        class={`${lookOf(mark)}${figured}${stateClass(entries, emphasis)}`}
        data-entry={isHitByShape(mark) ? mark.entry : undefined}
      >
        <MarkShape mark={mark} detail={detail} y={y} />
      </g>
    );
  };
  if (detail === 'full') return <>{placed.map(single)}</>;
  const isSelected = ({ marks }: PlacedMark) => marks.some(({ entry }) => entry === emphasis.selected);
  const apart = placed.filter((mark) => isHitByShape(mark) || isSelected(mark));
  return (
    <>
      {groupsOf(placed.filter((mark) => !apart.includes(mark))).map(({ look, group }) => (
        <g key={look} class={look}>
          {mergedPaths(group, detail, y).map(({ name, d }) => (
            <path key={name} class={name} d={d} />
          ))}
        </g>
      ))}
      {apart.map(single)}
    </>
  );
}

/** What looks alike; what matters most comes last, hence on top. */
function groupsOf(marks: readonly PlacedMark[]): { readonly look: string; readonly group: PlacedMark[] }[] {
  const groups = new Map<string, PlacedMark[]>();
  for (const mark of marks) {
    const look = lookOf(mark);
    const group = groups.get(look);
    if (group === undefined) groups.set(look, [mark]);
    else group.push(mark);
  }
  return [...groups]
    .map(([look, group]) => ({ look, group }))
    .sort((a, b) => weight[a.group[0]!.glyph] - weight[b.group[0]!.glyph]);
}

function lookOf({ glyph, decisive }: PlacedMark): string {
  return `mark glyph-${glyph}${decisive ? ' decisive' : ''}`;
}
