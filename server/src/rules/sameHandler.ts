import { isUnknown } from '../base/unknown.ts';
import type { ProbeModel } from '../manifest/podModel.ts';

/** Whether two probes ask the same question: one handler each, with the same content once defaults are filled in. */
export function sameHandler(a: ProbeModel, b: ProbeModel): boolean {
  const [first, ...moreOfFirst] = a.handlers;
  const [second, ...moreOfSecond] = b.handlers;
  if (!first || !second || moreOfFirst.length > 0 || moreOfSecond.length > 0 || first.type !== second.type)
    return false;
  const defaults =
    first.type === 'httpGet' ? { path: '/', scheme: 'HTTP' } : first.type === 'grpc' ? { service: '' } : {};
  const content = (value: unknown) => ({ ...defaults, ...(value as Record<string, unknown>) });
  return equal(content(first.node.value), content(second.node.value));
}

function equal(a: unknown, b: unknown): boolean {
  if (isUnknown(a) || isUnknown(b)) return false;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => equal((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]));
}
