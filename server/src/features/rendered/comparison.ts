/** Whether a text has become what it was to become. */
import type { ManifestFile } from '../../manifest/file.ts';
import { ManifestNode } from '../../manifest/node.ts';

/** All that was to change has the wished value, and nothing else changed; or something else, too; or not even that. */
export type Comparison = 'as wished' | 'more changed' | 'otherwise';

export function comparisonOf(before: ManifestFile, wished: ManifestFile, after: ManifestFile): Comparison {
  const [old, goal, now] = [before, wished, after].map(valuesOf) as [unknown, unknown, unknown];
  if (isSame(goal, now)) return 'as wished';
  return changedAsWished(old, goal, now) ? 'more changed' : 'otherwise';
}

/** A document that cannot be read stands for its text. */
function valuesOf({ documents }: ManifestFile): unknown[] {
  return documents
    .filter(({ content }) => content.text.trim() !== '')
    .map(({ content: { yaml, text } }) => (yaml.problems.length > 0 ? text : ManifestNode.root(yaml).value));
}

function changedAsWished(old: unknown, goal: unknown, now: unknown): boolean {
  if (isSame(old, goal) || isSame(goal, now)) return true;
  if (Array.isArray(old) && Array.isArray(goal) && Array.isArray(now))
    return (
      old.length === goal.length &&
      goal.length === now.length &&
      goal.every((item, index) => changedAsWished(old[index], item, now[index]))
    );
  if (!isMapping(old) || !isMapping(goal) || !isMapping(now)) return false;
  const keys = new Set([...Object.keys(old), ...Object.keys(goal)]);
  return [...keys].every((key) => changedAsWished(own(old, key), own(goal, key), own(now, key)));
}

/** To the API server a null is a field that is not there. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b || (a ?? undefined) === (b ?? undefined)) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  if (!isMapping(a) || !isMapping(b)) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => isSame(own(a, key), own(b, key)));
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(value: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}
