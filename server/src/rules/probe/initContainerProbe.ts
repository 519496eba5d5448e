import { isGateOn } from '../../kubernetes/gates.ts';
import { addField, removeField } from '../../manifest/edit.ts';
import { compareReleases } from '../../schema/release.ts';
import { defineRule } from '../rule.ts';

const forbidden = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'] as const;

/** Upstream: `validateInitContainers`. */
export const initContainerProbe = defineRule({
  meta: {
    id: 'init-container-probe',
    severity: 'error',
    appliesTo: 'container',
    summary: 'Only an init container with restartPolicy: Always (a sidecar) may have probes and hooks.',
    messages: {
      forbidden: {
        text: 'An init container must not have {field}: it runs to its end before the others start.',
        detail: 'Remove it, or make the container a sidecar with restartPolicy: Always.',
      },
      remove: 'Remove {field}',
      makeSidecar: 'Make the container a sidecar (restartPolicy: Always)',
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#detailed-behavior',
      'https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go',
    ],
  },
  *check({ container }, { kubernetes, gates }) {
    const policy = container.node.get('restartPolicy');
    // Upstream: SidecarContainers. Before, the API server drops the restartPolicy of an init container.
    const hasSidecars = compareReleases(kubernetes, '1.29') >= 0;
    const isInit = container.role === 'init' || (container.role === 'sidecar' && !hasSidecars);
    if (!isInit || policy.unknown) return;
    for (const field of forbidden) {
      const node = container.node.get(field);
      // A lifecycle that has only what the API server drops goes with it.
      const isDropped =
        field === 'lifecycle' && node.fields().length > 0 && node.fields().every(({ key }) => key === 'stopSignal');
      if (!node.isSet || (isDropped && !isGateOn('ContainerStopSignals', kubernetes, gates))) continue;
      yield {
        message: 'forbidden',
        at: node,
        on: 'key',
        data: { field },
        fixes: () => [
          { title: 'remove', safe: false, edits: removeField(node) },
          ...(policy.present
            ? []
            : [
                {
                  title: 'makeSidecar' as const,
                  safe: false,
                  edits: addField(container.node, 'restartPolicy', 'Always'),
                },
              ]),
        ],
      };
    }
  },
});
