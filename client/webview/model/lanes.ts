/** Swim lanes over time: what they are made of. */
import type { Message } from '../../../server/src/base/message.ts';
import { textOf } from '../text.ts';

/** What colour means; every tone also comes with a texture and a label, so that nothing depends on seeing it. */
export type Tone = 'good' | 'waiting' | 'pending' | 'bad' | 'done' | 'ending' | 'none';

/** `solid`: it runs; `hatched`: it waits; `dense`: it has ended; `faint`: nothing is there. */
export type Texture = 'solid' | 'hatched' | 'dense' | 'faint';

/** A state that lasts. */
export interface Band {
  readonly fromMs: number;
  readonly toMs: number;
  /** Longest first: the first one that fits is written into the band. */
  readonly labels: readonly string[];
  readonly tone: Tone;
  readonly texture: Texture;
  /** The entry that brought the state about. */
  readonly entry: number;
}

export type Glyph = 'success' | 'failure' | 'unknown' | 'restart' | 'normal' | 'warning';

/** Something that happens at a moment. */
export interface Mark {
  readonly atMs: number;
  /** When it began, if it took time. */
  readonly fromMs: number;
  readonly glyph: Glyph;
  /** A character or two inside the shape: how many in a row, which restart. */
  readonly label: string;
  /** Whether it reached its threshold, i.e. had a consequence. */
  readonly decisive: boolean;
  readonly entry: number;
}

/** Failures (or successes) in a row that count toward a threshold. */
export interface Streak {
  readonly fromMs: number;
  readonly toMs: number;
  readonly reached: boolean;
}

/** Between what times something happens in a cluster, where clocks have other phases than in the simulation. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
  /** In a sentence. */
  readonly text: string;
  readonly entry: number;
}

export type LaneKind =
  | 'rollout'
  | 'endpoints'
  | 'replica'
  | 'node'
  | 'pod'
  | 'service'
  | 'events'
  | 'state'
  | 'startup'
  | 'readiness'
  | 'liveness'
  | 'ready';

export interface Lane {
  readonly id: string;
  readonly kind: LaneKind;
  readonly label: string;
  /** What the lane shows, in a sentence. */
  readonly description: string;
  readonly bands: readonly Band[];
  readonly marks: readonly Mark[];
  readonly streaks: readonly Streak[];
  readonly spans: readonly Span[];
}

export interface LaneGroup {
  /** Name of the container, or what the lanes have in common; absent for the pod's own lanes. */
  readonly name?: string;
  /** What kind of container, where that is worth saying. */
  readonly note?: string;
  readonly lanes: readonly Lane[];
}

export interface Timeline {
  readonly endMs: number;
  readonly groups: readonly LaneGroup[];
}

/** How a band looks and what stands in it. */
export type Look = Pick<Band, 'labels' | 'tone' | 'texture'>;

export function lane(kind: LaneKind, name: Message, shows: Message, parts: Partial<Lane> & { id?: string }): Lane {
  return {
    id: kind,
    kind,
    label: textOf(name),
    description: textOf(shows),
    bands: [],
    marks: [],
    streaks: [],
    spans: [],
    ...parts,
  };
}

/** Neighbours that say the same become one band; empty ones vanish. */
export function joinBands(bands: readonly Band[]): Band[] {
  const joined: Band[] = [];
  for (const band of bands) {
    const last = joined.at(-1);
    if (last && last.toMs === band.fromMs && last.tone === band.tone && last.labels[0] === band.labels[0]) {
      joined[joined.length - 1] = { ...last, toMs: band.toMs };
    } else if (band.toMs > band.fromMs) {
      joined.push(band);
    }
  }
  return joined;
}
