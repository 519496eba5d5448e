/** Every sign that lanes are drawn with, and what it means. */
import type { Message } from '../../../server/src/base/message.ts';
import { helpMessages as say } from '../view/helpMessages.ts';
import type { Glyph, Texture, Tone } from './lanes.ts';

export interface LegendMark {
  readonly glyph: Glyph;
  readonly label?: string;
  readonly decisive?: boolean;
  /** How far before the result the attempt began. */
  readonly beganPx?: number;
  readonly isSeveral?: boolean;
}

export interface LegendBand {
  readonly tone: Tone;
  readonly texture: Texture;
  /** Whether it concerns only a part of what there is. */
  readonly isPart?: boolean;
}

/** Marks, bands, or a drawing of another kind. */
export type LegendSign =
  | { readonly marks: readonly LegendMark[]; readonly bands?: undefined; readonly drawing?: undefined }
  | { readonly bands: readonly LegendBand[]; readonly marks?: undefined; readonly drawing?: undefined }
  | { readonly drawing: 'streaks' | 'window' | 'chain'; readonly marks?: undefined; readonly bands?: undefined };

export const legend: readonly (LegendSign & { readonly text: Message })[] = [
  { text: say.success(), marks: [{ glyph: 'success' }] },
  {
    text: say.failures(),
    marks: [
      { glyph: 'failure', label: '1' },
      { glyph: 'failure', label: '2' },
      { glyph: 'failure', label: '3', decisive: true },
    ],
  },
  { text: say.unknown(), marks: [{ glyph: 'unknown' }] },
  { text: say.events(), marks: [{ glyph: 'normal' }, { glyph: 'warning' }] },
  { text: say.restart(), marks: [{ glyph: 'restart' }] },
  { text: say.several(), marks: [{ glyph: 'success', isSeveral: true }] },
  { text: say.attempt(), marks: [{ glyph: 'failure', label: '1', beganPx: 22 }] },
  { text: say.streak(), drawing: 'streaks' },
  { text: say.window(), drawing: 'window' },
  {
    text: say.runs(),
    bands: [
      { tone: 'good', texture: 'solid' },
      { tone: 'waiting', texture: 'solid' },
    ],
  },
  {
    text: say.waits(),
    bands: [
      { tone: 'pending', texture: 'hatched' },
      { tone: 'bad', texture: 'hatched' },
    ],
  },
  {
    text: say.ended(),
    bands: [
      { tone: 'done', texture: 'dense' },
      { tone: 'bad', texture: 'dense' },
    ],
  },
  {
    text: say.stopping(),
    bands: [
      { tone: 'ending', texture: 'hatched' },
      { tone: 'ending', texture: 'dense' },
    ],
  },
  { text: say.trouble(), bands: [{ tone: 'bad', texture: 'solid' }] },
  {
    text: say.lost(),
    bands: [
      { tone: 'bad', texture: 'dense', isPart: true },
      { tone: 'waiting', texture: 'hatched' },
    ],
  },
  { text: say.chain(), drawing: 'chain' },
  { text: say.noTraffic(), bands: [{ tone: 'none', texture: 'faint' }] },
];
