/**
 * Swim lanes over time: what the panel draws, what becomes a picture, and what is read aloud. A lane speaks in messages;
 * `worded` makes text of them, for who draws.
 */
import type { Message } from '../../base/message.ts';

/** What colour means; every tone also comes with a texture and a label, so that nothing depends on seeing it. */
export type Tone = 'good' | 'waiting' | 'pending' | 'bad' | 'done' | 'ending' | 'none';

/** `solid`: it runs; `hatched`: it waits; `dense`: it has ended; `faint`: nothing is there. */
export type Texture = 'solid' | 'hatched' | 'dense' | 'faint';

/** A state that lasts. */
export interface Band<Text = Message> {
  readonly fromMs: number;
  readonly toMs: number;
  /** Longest first: the first one that fits is written into the band. */
  readonly labels: readonly Text[];
  readonly tone: Tone;
  readonly texture: Texture;
  /** The entry that brought the state about. */
  readonly entry: number;
  /** How much of what there is it concerns, up to 1; the rest is well. All of it if absent. */
  readonly share?: number;
  /** How high it stands as a graph, up to 1; where absent, it is as high as the lane. */
  readonly level?: number;
  /** How many requests are lost in it. */
  readonly lost?: number;
  /** More than the label says, in a sentence. */
  readonly text?: Text;
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
export interface Span<Text = Message> {
  readonly fromMs: number;
  readonly toMs: number;
  /** In a sentence. */
  readonly text: Text;
  readonly entry: number;
}

export type LaneKind =
  | 'rollout'
  | 'endpoints'
  | 'replica'
  | 'node'
  | 'pod'
  | 'service'
  | 'requests'
  | 'events'
  | 'state'
  | 'startup'
  | 'readiness'
  | 'liveness'
  | 'ready';

export interface Lane<Text = Message> {
  readonly id: string;
  readonly kind: LaneKind;
  readonly label: Text;
  /** What the lane shows, in a sentence. */
  readonly description: Text;
  readonly bands: readonly Band<Text>[];
  readonly marks: readonly Mark[];
  readonly streaks: readonly Streak[];
  readonly spans: readonly Span<Text>[];
  /** How high the graph has to stand at least, up to 1. */
  readonly required?: number;
  /** Of a pod's lane in a rollout: its index in the trace's pods. */
  readonly podIndex?: number;
}

export interface LaneGroup<Text = Message> {
  /** Name of the container, or what the lanes have in common; absent for the pod's own lanes. */
  readonly name?: Text;
  /** What kind of container, where that is worth saying. */
  readonly note?: Text;
  readonly lanes: readonly Lane<Text>[];
}

export interface Timeline<Text = Message> {
  readonly endMs: number;
  readonly groups: readonly LaneGroup<Text>[];
}

/** How a band looks and what stands in it. */
export type Look = Pick<Band, 'labels' | 'tone' | 'texture' | 'level'>;

export function lane(kind: LaneKind, name: Message, shows: Message, parts: Partial<Lane> & { id?: string }): Lane {
  return {
    id: kind,
    kind,
    label: name,
    description: shows,
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
    const isSame =
      last?.toMs === band.fromMs &&
      last.tone === band.tone &&
      last.lost === undefined &&
      saysTheSame(last.labels[0], band.labels[0]);
    if (isSame) {
      joined[joined.length - 1] = { ...last, toMs: band.toMs };
    } else if (band.toMs > band.fromMs) {
      joined.push(band);
    }
  }
  return joined;
}

function saysTheSame(a: Message | undefined, b: Message | undefined): boolean {
  return a === b || (a?.id === b?.id && JSON.stringify(a) === JSON.stringify(b));
}

/** The same lanes in words. */
export function worded({ endMs, groups }: Timeline, textOf: (message: Message) => string): Timeline<string> {
  return {
    endMs,
    groups: groups.map(({ name, note, lanes }) => ({
      ...(name === undefined ? {} : { name: textOf(name) }),
      ...(note === undefined ? {} : { note: textOf(note) }),
      lanes: lanes.map((lane) => ({
        ...lane,
        label: textOf(lane.label),
        description: textOf(lane.description),
        bands: lane.bands.map(({ text, ...band }) => ({
          ...band,
          labels: band.labels.map(textOf),
          ...(text === undefined ? {} : { text: textOf(text) }),
        })),
        spans: lane.spans.map((span) => ({ ...span, text: textOf(span.text) })),
      })),
    })),
  };
}
