/** Things that are made to happen at a moment, and where the scenario has them. */
import type { Happening } from '../../../server/src/lifecycle/world/containerBehaviour.ts';
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

/** What makes the thing happen at a time. @param container where it happens, for what happens in one */
export function settingFor(item: PaletteItem, input: Input, atSeconds: number, container: string): Setting {
  if (item === 'nodeLost') return { path: ['scenario', 'node', 'lostAtSeconds'], value: atSeconds };
  if (item === 'delete') return { path: ['scenario', 'delete', 'atSeconds'], value: atSeconds };
  const clock = 'scenario';
  const after = { atSeconds: atSeconds + outageSeconds, clock, answers: 'success' } as const;
  const happenings: Readonly<Record<typeof item, readonly Happening[]>> = {
    hang: [{ atSeconds, clock, answers: 'hang' }],
    crash: [{ atSeconds, clock, exitCode: 1 }],
    oom: [{ atSeconds, clock, oomKilled: true }],
    outage: [{ atSeconds, clock, answers: 'failure', statusCode: 503 }, after],
    slow: [{ atSeconds, clock, answers: 'success', seconds: 5 }, after],
  };
  return withHappenings(input, container, happenings[item]);
}

/** What makes a single attempt of a probe fail; it begins at `startMs`. */
export function failingAttempt(
  input: Input,
  {
    container,
    probe,
    startMs,
  }: { readonly container: string; readonly probe: Happening['probe']; readonly startMs: number },
): Setting {
  const type = probe === undefined ? {} : { probe };
  const at = (ms: number) => Math.max(0, Math.round(ms) / 1000);
  return withHappenings(input, container, [
    { atSeconds: at(startMs - aroundMs), clock: 'scenario', answers: 'failure', statusCode: 500, ...type },
    { atSeconds: at(startMs + aroundMs), clock: 'scenario', answers: 'success', ...type },
  ]);
}

/** Attempts of a probe are a second apart at least. */
const aroundMs = 300;

function withHappenings(input: Input, container: string, more: readonly Happening[]): Setting {
  const path: InputPath = ['scenario', 'containers', container, 'happenings'];
  const before = (valueAt(input, path) ?? []) as readonly Happening[];
  return { path, value: inOrder([...before, ...more]) };
}

/** By time on each clock, as a scenario has them; those of equal times keep their order. */
function inOrder(happenings: readonly Happening[]): Happening[] {
  return happenings.toSorted((a, b) => clockOf(a).localeCompare(clockOf(b)) || a.atSeconds - b.atSeconds);
}

function clockOf({ clock = 'container' }: Happening): string {
  return clock;
}

/** Something that happens at a time of the simulation's clock and can be moved. */
export interface Movable {
  /** Where the scenario has its time. */
  readonly path: InputPath;
  readonly atSeconds: number;
  readonly container?: string;
  readonly what: 'hang' | 'fails' | 'answers' | 'slow' | 'crash' | 'oom' | 'nodeLost' | 'nodeBack' | 'delete' | 'evict';
}

export function movables({ scenario }: Input): Movable[] {
  const { node, delete: deletion, evict } = scenario;
  const single = (what: Movable['what'], path: InputPath, atSeconds: number | undefined): Movable[] =>
    atSeconds === undefined ? [] : [{ what, path, atSeconds }];
  return [
    ...Object.entries(scenario.containers ?? {}).flatMap(([container, { happenings = [] }]) =>
      happenings.flatMap((happening, index): Movable[] => {
        if (happening.clock !== 'scenario') return [];
        const path: InputPath = ['scenario', 'containers', container, 'happenings', index, 'atSeconds'];
        return [{ what: kindOf(happening), path, atSeconds: happening.atSeconds, container }];
      }),
    ),
    ...single('nodeLost', ['scenario', 'node', 'lostAtSeconds'], node?.lostAtSeconds),
    ...single('nodeBack', ['scenario', 'node', 'backAtSeconds'], node?.backAtSeconds),
    ...single('delete', ['scenario', 'delete', 'atSeconds'], deletion?.atSeconds),
    ...single('evict', ['scenario', 'evict', 'atSeconds'], evict?.atSeconds),
  ];
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
  const happenings = valueAt(input, list.path) as readonly Happening[];
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
  const happenings = valueAt(input, list.path) as readonly Happening[];
  return { path: list.path, value: happenings.filter((_, index) => index !== list.index) };
}

function listOf(path: InputPath): { readonly path: InputPath; readonly index: number } | undefined {
  const [root, part, container, name, index] = path;
  if (name !== 'happenings' || typeof index !== 'number') return undefined;
  return { path: [root, part!, container!, name], index };
}

/** The container that something happens to if no one says which: the first that serves. */
export function firstContainer({ pod }: Input): string {
  return pod.spec.containers[0]?.name ?? '';
}
