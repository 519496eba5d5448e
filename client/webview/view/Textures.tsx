import type { Tone } from '../model/lanes.ts';

const tones: readonly Tone[] = ['good', 'waiting', 'pending', 'bad', 'done', 'ending', 'none'];

/** The hatchings that waiting states are filled with, so that they differ from running ones without colour. */
export function Textures() {
  return (
    <svg class="textures" width="0" height="0" aria-hidden="true">
      <defs>
        {tones.map((tone) => (
          <pattern
            key={tone}
            id={`hatch-${tone}`}
            class={`tone-${tone}`}
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="6" height="6" class="hatch-ground" />
            <rect width="2" height="6" class="hatch-line" />
          </pattern>
        ))}
      </defs>
    </svg>
  );
}
