/** The handlers of a container's probes and hooks that the API server looks into. */
import { allOf, defineMessages, type Message } from '../base/message.ts';
import type { ProbeHandler } from '../kubernetes/pod.ts';
import type { ManifestNode } from '../manifest/node.ts';
import type { ContainerModel, ProbeModel } from '../manifest/podModel.ts';

export const handlerMessages = defineMessages('handler', {
  liveness: 'liveness probe',
  readiness: 'readiness probe',
  startup: 'startup probe',
  postStart: 'postStart hook',
  preStop: 'preStop hook',
  namedPorts: {
    one: 'The port of this container is named {names}.',
    other: 'The ports of this container are named {names}.',
  },
  noNamedPort: 'No port of this container has a name.',
});

export interface CheckedHandler {
  readonly type: ProbeHandler | 'sleep';
  readonly node: ManifestNode;
  /** What has the handler. */
  readonly owner: Message;
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
    ...container.probes.map((probe) => ({
      handlers: probe.handlers,
      owner: { owner: handlerMessages[probe.type](), probe },
    })),
    ...container.hooks.map((hook) => ({ handlers: hook.handlers, owner: { owner: handlerMessages[hook.type]() } })),
  ].flatMap(({ handlers: [first], owner }) => (first && !first.node.unknown ? [{ ...first, ...owner }] : []));
}

/** Which names the ports of a container have, as a sentence. */
export function namedPorts({ ports }: ContainerModel): Message {
  const names = ports.flatMap(({ name }) => name.value || []);
  return names.length > 0
    ? handlerMessages.namedPorts({ count: names.length, names: allOf(names) })
    : handlerMessages.noNamedPort();
}
