import type { ContainerModel } from '../../manifest/podModel.ts';
import { defineRule } from '../rule.ts';

/** Upstream: `validateContainers`, `validateInitContainers`: regular ones first, then init containers against both. */
export const duplicateContainerName = defineRule({
  meta: {
    id: 'duplicate-container-name',
    severity: 'error',
    appliesTo: 'workload',
    summary: 'The containers of a pod, init containers included, have different names.',
    messages: {
      duplicate: 'Two containers of this pod are named "{name}". Names must differ, also from init containers.',
      first: 'Also named "{name}"',
    },
    references: ['https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go'],
  },
  *check({ pod }) {
    const seen = new Map<string, ContainerModel>();
    for (const container of [...pod.containers, ...pod.initContainers, ...pod.ephemeralContainers]) {
      // Of regular containers the missing, empty name may not be repeated either.
      const { node, value } = container.name;
      const name = value ?? (node.isSet || node.unknown ? undefined : '');
      if (name === undefined) continue;
      const first = seen.get(name);
      if (!first) {
        if (name !== '' || container.role === 'regular') seen.set(name, container);
      } else if (!node.mayExclude(first.name.node)) {
        yield {
          message: 'duplicate',
          at: node,
          data: { name },
          related: [{ at: first.name.node, message: 'first' }],
        };
      }
    }
  },
});
