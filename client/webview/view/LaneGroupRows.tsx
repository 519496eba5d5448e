import { useCallback, useState } from 'preact/hooks';
import { type BeforeLanes, keyOf } from '../model/compared.ts';
import type { LaneGroup, Timeline } from '../model/lanes.ts';
import { Icon } from './icons.tsx';
import { LaneRow, type LaneRowProps } from './LaneRow.tsx';

/** The lanes of a container, below its name; folded, only what the container does is shown. */
export function LaneGroupRows(props: {
  group: LaneGroup;
  isOpen: boolean;
  onToggle: () => void;
  laneProps: Omit<LaneRowProps, 'lane' | 'before'>;
  /** The lanes of the pinned run. */
  before: BeforeLanes | undefined;
}) {
  const { group, isOpen, onToggle, laneProps, before } = props;
  const { name, note, lanes } = group;
  const shown = isOpen ? lanes : lanes.filter(({ kind }) => kind === 'state');
  return (
    <div class="lane-group">
      {name !== undefined && (
        <button
          type="button"
          class="lane-group-name"
          aria-expanded={isOpen}
          onClick={onToggle}
          // The timeline below takes pointers and keys for its scrubber.
          onPointerDown={(event) => event.stopPropagation()}
          onKeyDown={(event) => event.stopPropagation()}
        >
          <Icon name={isOpen ? 'expanded' : 'collapsed'} />
          <span>{name}</span>
          {note && <span class="quiet">{note}</span>}
        </button>
      )}
      {shown.map((lane) => (
        <LaneRow
          key={lane.id}
          lane={lane}
          before={before?.get(keyOf(group, lane))}
          isCompared={before !== undefined}
          {...laneProps}
        />
      ))}
    </div>
  );
}

/** With more groups than these, they begin folded and can be filtered. */
const mostOpen = 4;

/** Which groups are open, and which of them are looked for. */
export function useGroups({ groups }: Timeline) {
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const [filter, setFilter] = useState('');
  const isFilterable = groups.filter(({ name }) => name !== undefined).length > mostOpen;
  const isOpen = useCallback(
    ({ name = '' }: LaneGroup) => name === '' || toggled.has(name) === isFilterable,
    [toggled, isFilterable],
  );
  const toggle = useCallback(({ name = '' }: LaneGroup) => {
    setToggled((before) => {
      const after = new Set(before);
      if (!after.delete(name)) after.add(name);
      return after;
    });
  }, []);
  return { isOpen, toggle, filter: isFilterable ? filter : '', setFilter, isFilterable };
}
