/** Overlays are built as Kustomize builds them: `kustomize-0.21.json` holds what it made of the overlays here. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeObjects } from '../../../server/src/overlay/writeOverlay.ts';
import { buildFolder, readRecording } from './recording.ts';

const overlays = join(import.meta.dirname, 'overlays');

describe.each(readRecording(join(import.meta.dirname, 'kustomize-0.21.json')))('overlay $overlay', (recorded) => {
  const built = buildFolder(overlays, recorded.overlay);

  if (recorded.built === undefined) {
    test('is refused, as by Kustomize', () => {
      expect(built.failure?.kind).toBe('refused');
    });
    return;
  }

  test('becomes the same to the letter', () => {
    expect(built.failure).toBeUndefined();
    expect(built.isIncomplete).toBe(false);
    expect(writeObjects(built.objects).text).toBe(recorded.built);
  });

  test('knows where every value comes from', () => {
    const { text, runs } = writeObjects(built.objects);
    let at = 0;
    for (const { length, place } of runs) {
      const piece = text.slice(at, at + length);
      if (piece.trim() !== '' && piece.trim() !== '---' && piece !== '[]' && piece !== '{}')
        expect([piece, place]).not.toEqual([piece, undefined]);
      at += length;
    }
    expect(at).toBe(text.length);
  });
});
