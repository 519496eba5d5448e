/** The handlers of a container's probes and hooks that the API server looks into. */
import type { ProbeHandler } from '../kubernetes/pod.ts';
import type { ManifestNode } from '../manifest/node.ts';
import type { ContainerModel } from '../manifest/podModel.ts';

export interface CheckedHandler {
  readonly type: ProbeHandler | 'sleep';
  readonly node: ManifestNode;
  /** For messages: `liveness probe`, `preStop hook`. */
  readonly owner: string;
}

/** Of each probe and hook the first handler; the API server refuses further ones without reading them. */
export function checkedHandlers(container: ContainerModel): CheckedHandler[] {
  if (!container.runsOn) return [];
  return [
    ...container.probes.map((probe) => ({ ...probe, owner: `${probe.type} probe` })),
    ...container.hooks.map((hook) => ({ ...hook, owner: `${hook.type} hook` })),
  ].flatMap(({ handlers: [first], owner }) => (first && !first.node.unknown ? [{ ...first, owner }] : []));
}
