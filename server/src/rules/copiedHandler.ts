import { isUnknown } from '../base/unknown.ts';
import type { Plain } from '../manifest/edit.ts';
import type { ProbeModel } from '../manifest/podModel.ts';

/** A probe's handler, to be written in another probe; undefined where it has not exactly one, or a template hides part of it. */
export function copiedHandler({ node, handlers }: ProbeModel): { readonly [key: string]: Plain } | undefined {
  const [handler, ...others] = handlers;
  if (!handler || others.length > 0 || node.partial || handler.node.partial) return undefined;
  const { value } = handler.node;
  return isPlain(value) ? { [handler.type]: value } : undefined;
}

function isPlain(value: unknown): value is Plain {
  if (isUnknown(value) || value === undefined) return false;
  return typeof value !== 'object' || value === null || Object.values(value).every(isPlain);
}
