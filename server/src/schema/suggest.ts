import { distance } from 'fastest-levenshtein';
import { fieldsOf, newestRelease } from './catalog.ts';
import { isAvailable } from './release.ts';

/**
 * The candidate that someone who wrote `name` most likely meant; undefined if none is near. Case and separators count
 * for nothing (`initial_delay_seconds`). A name cut short means the only candidate that begins with it (`timeout`).
 */
export function suggest(name: string, candidates: readonly string[]): string | undefined {
  const wanted = normalise(name);
  if (wanted === '') return undefined;
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    if (candidate === name) continue;
    const plain = normalise(candidate);
    const edits = countEdits(wanted, plain);
    // A third of the letters may differ: `port` is not a slip of `path`, `periodSecond` is one of `periodSeconds`.
    if (edits > Math.floor(Math.max(wanted.length, plain.length) / 3) || edits > 4) continue;
    const score = edits + distance(name, candidate) / 100;
    if (score < bestDistance) {
      best = candidate;
      bestDistance = score;
    }
  }
  return best ?? onlyOneBeginningWith(wanted, candidates);
}

/** As the edit distance, but two neighbours that changed places are one slip (`iamge`). */
function countEdits(a: string, b: string): number {
  const edits = distance(a, b);
  if (edits !== 2 || a.length !== b.length) return edits;
  const at = [...a].findIndex((letter, index) => letter !== b[index]);
  return a[at] === b[at + 1] && a[at + 1] === b[at] ? 1 : edits;
}

function onlyOneBeginningWith(wanted: string, candidates: readonly string[]): string | undefined {
  if (wanted.length < 4) return undefined;
  const longer = candidates.filter((candidate) => normalise(candidate).startsWith(wanted));
  return longer.length === 1 ? longer[0] : undefined;
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
