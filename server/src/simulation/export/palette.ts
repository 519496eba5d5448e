/** Colours of a picture: it is looked at where no theme of an editor is. */
import type { Glyph, Tone } from '../lanes/lanes.ts';

export interface Palette {
  readonly ground: string;
  readonly text: string;
  readonly quiet: string;
  readonly line: string;
  readonly tones: Readonly<Record<Tone, string>>;
}

export type PaletteName = 'light' | 'dark';

export const palettes: Readonly<Record<PaletteName, Palette>> = {
  light: {
    ground: '#ffffff',
    text: '#24292f',
    quiet: '#59636e',
    line: '#d8dee4',
    tones: {
      good: '#1a7f37',
      waiting: '#9a6700',
      pending: '#6e7781',
      bad: '#cf222e',
      done: '#0969da',
      ending: '#8250df',
      none: '#6e7781',
    },
  },
  dark: {
    ground: '#0d1117',
    text: '#e6edf3',
    quiet: '#9198a1',
    line: '#30363d',
    tones: {
      good: '#3fb950',
      waiting: '#d29922',
      pending: '#8b949e',
      bad: '#f85149',
      done: '#58a6ff',
      ending: '#bc8cff',
      none: '#8b949e',
    },
  },
};

export const toneOfGlyph: Readonly<Record<Glyph, Tone>> = {
  success: 'good',
  failure: 'bad',
  unknown: 'ending',
  restart: 'bad',
  normal: 'pending',
  warning: 'waiting',
};

/** `share` of one colour on the other; both as `#rrggbb`. */
export function mix(color: string, share: number, ground: string): string {
  const channel = (hex: string, index: number) => Number.parseInt(hex.slice(1 + 2 * index, 3 + 2 * index), 16);
  const mixed = [0, 1, 2].map((index) =>
    Math.round(share * channel(color, index) + (1 - share) * channel(ground, index)),
  );
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}
