/** Values that differ by a slip of the pen, found without looking at all of them. */
import { distance } from 'fastest-levenshtein';

/** Texts that are searched for those near to another one. */
export class Spellings {
  /** By length and first letter, and by length and last letter; with the letters of each. */
  readonly #byFirst = new Map<string, Map<string, number>>();
  readonly #byLast = new Map<string, Map<string, number>>();

  add(text: string): void {
    const letters = lettersOf(text);
    groupOf(this.#byFirst, keyOf(text.length, text[0])).set(text, letters);
    groupOf(this.#byLast, keyOf(text.length, text.at(-1))).set(text, letters);
  }

  delete(text: string): void {
    groupOf(this.#byFirst, keyOf(text.length, text[0])).delete(text);
    groupOf(this.#byLast, keyOf(text.length, text.at(-1))).delete(text);
  }

  /** The texts that differ from this one by a slip, in the order of their length. */
  near(text: string): string[] {
    const letters = lettersOf(text);
    const found: string[] = [];
    const look = (candidates: ReadonlyMap<string, number> | undefined, isSeen: (candidate: string) => boolean) => {
      for (const [candidate, others] of candidates ?? []) {
        // An edit brings one letter in and takes another one out.
        if (bitsIn(letters ^ others) > 2 * maxEdits || candidate === text || isSeen(candidate)) continue;
        if (isSlip(text, candidate)) found.push(candidate);
      }
    };
    for (let length = Math.max(0, text.length - maxEdits); length <= text.length + maxEdits; length++) {
      look(this.#byFirst.get(keyOf(length, text[0])), () => false);
      look(this.#byLast.get(keyOf(length, text.at(-1))), (candidate) => candidate[0] === text[0]);
    }
    return found;
  }
}

const maxEdits = 2;

/** A letter too many, too few or another one, or two that changed places. Short names are near to too many others. */
export function isSlip(asked: string, found: string | undefined): boolean {
  if (found === undefined || Math.abs(asked.length - found.length) > maxEdits) return false;
  // Most are told apart by a glance.
  if (asked[0] !== found[0] && asked.at(-1) !== found.at(-1)) return false;
  const edits = distance(asked, found);
  const shortest = Math.min(asked.length, found.length);
  return edits <= (shortest < 4 ? 0 : shortest < 10 ? 1 : maxEdits) || (edits === 2 && isSwapped(asked, found));
}

function isSwapped(a: string, b: string): boolean {
  const at = [...a].findIndex((letter, index) => letter !== b[index]);
  return a.length === b.length && a[at] === b[at + 1] && a[at + 1] === b[at];
}

/** A bit for each letter that occurs. */
function lettersOf(text: string): number {
  let letters = 0;
  for (let i = 0; i < text.length; i++) letters |= 1 << (text.charCodeAt(i) & 31);
  return letters;
}

function bitsIn(value: number): number {
  let bits = 0;
  for (let left = value; left !== 0; left &= left - 1) bits++;
  return bits;
}

function keyOf(length: number, letter: string | undefined): string {
  return `${length}${letter ?? ''}`;
}

function groupOf(groups: Map<string, Map<string, number>>, key: string): Map<string, number> {
  let group = groups.get(key);
  if (!group) {
    group = new Map();
    groups.set(key, group);
  }
  return group;
}
