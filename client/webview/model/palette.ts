/** Things that are made to happen at a moment, and where the scenario has them. */
import type { Happening } from '../../../server/src/lifecycle/world/containerBehaviour.ts';
import type { PodCase, Scenario } from '../../../server/src/lifecycle/world/scenario.ts';
import { type Input, type InputPath, valueAt } from './inputPath.ts';

export const paletteItems = ['hang', 'crash', 'oom', 'outage', 'slow', 'nodeLost', 'delete'] as const;
export type PaletteItem = (typeof paletteItems)[number];

/** A value of the scenario that is set. */
export interface Setting {
  readonly path: InputPath;
  readonly value: unknown;
}

/** How long an outage lasts that is dropped; its end can be moved. */
const outageSeconds = 30;

/** A pod of a rollout that something happens to, and to no other one. */
export interface PodOfRollout {
  readonly name: string;
  /** Which one it is of the pods of its template that are made, counted from 1. */
  readonly nth: number;
  /** When it was created, on the rollout's clock. */
  readonly createdAtSeconds: number;
}

/** What can be made to happen to one pod of a rollout: a node is lost to all pods on it. */
export const podItems = paletteItems.filter((item) => item !== 'nodeLost');

/**
 * What makes the thing happen at a time of the scenario's clock.
 * @param container where it happens, for what happens in one
 * @param pod of a rollout; without it, it happens to all new pods
 */
export function settingFor(
  item: PaletteItem,
  input: Input,
  atSeconds: number,
  container: string,
  pod?: PodOfRollout,
): Setting {
  if (item === 'nodeLost') return { path: ['scenario', 'node', 'lostAtSeconds'], value: atSeconds };
  if (item === 'delete') {
    if (pod === undefined) return { path: ['scenario', 'delete', 'atSeconds'], value: atSeconds };
    const deletion = { atSeconds, deletePods: pod.name };
    return { path: ['scenario', 'then'], value: inOrder([...(input.scenario.then ?? []), deletion]) };
  }
  const clock = 'scenario';
  const after = { atSeconds: atSeconds + outageSeconds, clock, answers: 'success' } as const;
  const happenings: Readonly<Record<typeof item, readonly Happening[]>> = {
    hang: [{ atSeconds, clock, answers: 'hang' }],
    crash: [{ atSeconds, clock, exitCode: 1 }],
    oom: [{ atSeconds, clock, oomKilled: true }],
    outage: [{ atSeconds, clock, answers: 'failure', statusCode: 503 }, after],
    slow: [{ atSeconds, clock, answers: 'success', seconds: 5 }, after],
  };
  return withHappenings(input, container, happenings[item], pod);
}

/** What makes a single attempt of a probe fail; it begins at `startMs` of the scenario's clock. */
export function failingAttempt(
  input: Input,
  {
    container,
    probe,
    startMs,
  }: { readonly container: string; readonly probe: Happening['probe']; readonly startMs: number },
  pod?: PodOfRollout,
): Setting {
  const type = probe === undefined ? {} : { probe };
  const at = (ms: number) => Math.max(0, Math.round(ms) / 1000);
  const happenings: readonly Happening[] = [
    { atSeconds: at(startMs - aroundMs), clock: 'scenario', answers: 'failure', statusCode: 500, ...type },
    { atSeconds: at(startMs + aroundMs), clock: 'scenario', answers: 'success', ...type },
  ];
  return withHappenings(input, container, happenings, pod);
}

/** Attempts of a probe are a second apart at least. */
const aroundMs = 300;

function withHappenings(
  input: Input,
  container: string,
  more: readonly Happening[],
  pod: PodOfRollout | undefined,
): Setting {
  const { containers = {}, pods = [] } = input.scenario;
  if (pod === undefined) {
    const before = containers[container]?.happenings ?? [];
    return { path: ['scenario', 'containers', container, 'happenings'], value: inOrder([...before, ...more]) };
  }
  const own = pods.find((one) => isOf(one, pod));
  // What is listed for a case stands instead of what happens in other pods.
  const before = own?.containers[container] ?? containers[container] ?? {};
  const behaviour = { ...before, happenings: inOrder([...(before.happenings ?? []), ...more]) };
  const next: PodCase = { ...own, nth: pod.nth, containers: { ...own?.containers, [container]: behaviour } };
  // The first case that fits a pod counts.
  return { path: ['scenario', 'pods'], value: own ? pods.map((one) => (one === own ? next : one)) : [next, ...pods] };
}

/** Whether the case is of this pod and no other. */
function isOf({ nth, index, indexes }: PodCase, pod: PodOfRollout): boolean {
  return nth === pod.nth && index === undefined && indexes === undefined;
}

/** By time on each clock, as a scenario has them; those of equal times keep their order. */
function inOrder<T extends Timed>(happenings: readonly T[]): T[] {
  return happenings.toSorted((a, b) => clockOf(a).localeCompare(clockOf(b)) || a.atSeconds - b.atSeconds);
}

type Timed = Pick<Happening, 'atSeconds' | 'clock'>;

function clockOf({ clock = 'container' }: Timed): string {
  return clock;
}

/** Something that happens at a time of the simulation's clock and can be moved. */
export interface Movable {
  /** Where the scenario has its time. */
  readonly path: InputPath;
  readonly atSeconds: number;
  readonly container?: string;
  /** Which of the pods of a rollout it happens to, where it happens to one. */
  readonly nth?: number;
  readonly what: 'hang' | 'fails' | 'answers' | 'slow' | 'crash' | 'oom' | 'nodeLost' | 'nodeBack' | 'delete' | 'evict';
}

/** @param pod only what happens to this pod of a rollout */
export function movables({ scenario }: Input, pod?: PodOfRollout): Movable[] {
  const { node, delete: deletion, evict, containers, pods = [], then: later = [] } = scenario;
  const single = (what: Movable['what'], path: InputPath, atSeconds: number | undefined): Movable[] =>
    atSeconds === undefined ? [] : [{ what, path, atSeconds }];
  const ofCases = pods.flatMap((one, index) =>
    pod !== undefined && !isOf(one, pod)
      ? []
      : inContainers(one.containers, ['scenario', 'pods', index]).map((movable) =>
          one.nth === undefined ? movable : { ...movable, nth: one.nth },
        ),
  );
  const deletions = later.flatMap(({ atSeconds, deletePods }, index): Movable[] =>
    deletePods === undefined || (pod !== undefined && deletePods !== pod.name)
      ? []
      : [{ what: 'delete', path: ['scenario', 'then', index, 'atSeconds'], atSeconds }],
  );
  if (pod !== undefined) return [...ofCases, ...deletions];
  return [
    ...inContainers(containers, ['scenario']),
    ...ofCases,
    ...deletions,
    ...single('nodeLost', ['scenario', 'node', 'lostAtSeconds'], node?.lostAtSeconds),
    ...single('nodeBack', ['scenario', 'node', 'backAtSeconds'], node?.backAtSeconds),
    ...single('delete', ['scenario', 'delete', 'atSeconds'], deletion?.atSeconds),
    ...single('evict', ['scenario', 'evict', 'atSeconds'], evict?.atSeconds),
  ];
}

function inContainers(containers: Scenario['containers'] = {}, base: InputPath): Movable[] {
  return Object.entries(containers).flatMap(([container, { happenings = [] }]) =>
    happenings.flatMap((happening, index): Movable[] => {
      if (happening.clock !== 'scenario') return [];
      const path: InputPath = [...base, 'containers', container, 'happenings', index, 'atSeconds'];
      return [{ what: kindOf(happening), path, atSeconds: happening.atSeconds, container }];
    }),
  );
}

function kindOf({ answers, seconds, exitCode, oomKilled }: Happening): Movable['what'] {
  if (oomKilled) return 'oom';
  if (exitCode !== undefined) return 'crash';
  if (answers === 'hang') return 'hang';
  if (answers !== 'success') return 'fails';
  return seconds === undefined ? 'answers' : 'slow';
}

/** The same thing at another time. What happens in a container may change places with others there. */
export function moved(input: Input, { path }: Movable, atSeconds: number): Setting {
  const wanted = Math.max(0, Math.round(atSeconds * 10) / 10);
  const list = listOf(path);
  if (list === undefined) return { path, value: wanted };
  const happenings = valueAt(input, list.path) as readonly Timed[];
  return {
    path: list.path,
    value: inOrder(happenings.map((one, index) => (index === list.index ? { ...one, atSeconds: wanted } : one))),
  };
}

/** Without it. */
export function removed(input: Input, { path }: Movable): Setting {
  const list = listOf(path);
  if (list === undefined) {
    // What the rest says of a deletion or an eviction means nothing without its time.
    const [, part = ''] = path;
    return part === 'node' ? { path, value: undefined } : { path: ['scenario', part], value: undefined };
  }
  const happenings = valueAt(input, list.path) as readonly unknown[];
  return { path: list.path, value: happenings.filter((_, index) => index !== list.index) };
}

/** The list that holds the thing, and its place there; undefined where it stands alone. */
function listOf(path: InputPath): { readonly path: InputPath; readonly index: number } | undefined {
  const [root, ...rest] = path;
  const index = rest.at(-2);
  return typeof index === 'number' ? { path: [root, ...rest.slice(0, -2)], index } : undefined;
}

/** The container that something happens to if no one says which: the first that serves. */
export function firstContainer({ pod }: Input): string {
  return pod.spec.containers[0]?.name ?? '';
}
