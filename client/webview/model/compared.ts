/** The lanes of two runs on one axis. */
import type { Lane, LaneGroup, Timeline } from './lanes.ts';

/** A lane, and what it was before. */
export type BeforeLanes = ReadonlyMap<string, Lane>;

/** By group and lane, of the run before. */
export function beforeLanes({ groups }: Timeline): BeforeLanes {
  return new Map(groups.flatMap((group) => group.lanes.map((lane) => [keyOf(group, lane), lane] as const)));
}

export function keyOf({ name = '' }: LaneGroup, { id }: Lane): string {
  return `${name} ${id}`;
}

/** The lanes with those that only the run before has: empty, at the end of their group. */
export function withMissingLanes(timeline: Timeline, before: Timeline): Timeline {
  const groups = timeline.groups.map((group) => {
    const other = before.groups.find(({ name }) => name === group.name);
    const missing = (other?.lanes ?? []).filter(({ id }) => group.lanes.every((lane) => lane.id !== id));
    return missing.length === 0 ? group : { ...group, lanes: [...group.lanes, ...missing.map(emptied)] };
  });
  const gone = before.groups
    .filter(({ name }) => groups.every((group) => group.name !== name))
    .map((group) => ({ ...group, lanes: group.lanes.map(emptied) }));
  return { endMs: Math.max(timeline.endMs, before.endMs), groups: [...groups, ...gone] };
}

function emptied(lane: Lane): Lane {
  return { ...lane, bands: [], marks: [], streaks: [], spans: [] };
}
