import { distance } from 'fastest-levenshtein';
import { fieldsOf, newestRelease } from './catalog.ts';
import { isAvailable } from './release.ts';

/**
 * The candidate that someone who wrote `name` most likely meant; undefined if none is near. Case and separators count
 * for nothing (`initial_delay_seconds`), so the best guess there is one that differs only in them.
 */
export function suggest(name: string, candidates: Iterable<string>): string | undefined {
  const wanted = normalise(name);
  if (wanted === '') return undefined;
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    if (candidate === name) continue;
    const plain = normalise(candidate);
    const edits = distance(wanted, plain);
    // A third of the letters may differ: `port` is not a slip of `path`, `periodSecond` is one of `periodSeconds`.
    if (edits > Math.floor(Math.max(wanted.length, plain.length) / 3) || edits > 4) continue;
    const score = edits + distance(name, candidate) / 100;
    if (score < bestDistance) {
      best = candidate;
      bestDistance = score;
    }
  }
  return best;
}

/** The field of a definition that `name` most likely means, among those the release has. */
export function suggestField(name: string, definition: string, release: string = newestRelease): string | undefined {
  const fields = fieldsOf(definition, release).filter((field) => isAvailable(field, release));
  return suggest(
    name,
    fields.map((field) => field.name),
  );
}

function normalise(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
