/** The handlers of a container's probes and hooks that the API server looks into. */
import type { ProbeHandler } from '../kubernetes/pod.ts';
import type { ManifestNode } from '../manifest/node.ts';
import type { ContainerModel, ProbeModel } from '../manifest/podModel.ts';

export interface CheckedHandler {
  readonly type: ProbeHandler | 'sleep';
  readonly node: ManifestNode;
  /** For messages: `liveness probe`, `preStop hook`. */
  readonly owner: string;
  /** The probe that it is the handler of; undefined where it is a hook's. */
  readonly probe?: ProbeModel;
}

const known = new WeakMap<ContainerModel, readonly CheckedHandler[]>();

/** Of each probe and hook the first handler; the API server refuses further ones without reading them. */
export function checkedHandlers(container: ContainerModel): readonly CheckedHandler[] {
  let handlers = known.get(container);
  if (!handlers) {
    handlers = readHandlers(container);
    known.set(container, handlers);
  }
  return handlers;
}

function readHandlers(container: ContainerModel): readonly CheckedHandler[] {
  if (!container.runsOn) return [];
  return [
    ...container.probes.map((probe) => ({ handlers: probe.handlers, owner: { owner: `${probe.type} probe`, probe } })),
    ...container.hooks.map((hook) => ({ handlers: hook.handlers, owner: { owner: `${hook.type} hook` } })),
  ].flatMap(({ handlers: [first], owner }) => (first && !first.node.unknown ? [{ ...first, ...owner }] : []));
}
