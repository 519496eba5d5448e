import { isEndless } from '../../kubernetes/endless.ts';
import { jobSpecOf } from '../../manifest/jobSpec.ts';
import type { ContainerModel } from '../../manifest/podModel.ts';
import { defineRule } from '../rule.ts';

/** How one container may end another one: by its own address for that, or by a signal. */
const endings = /quitquitquit|shutdown|p?kill|\bawait\b/i;

/**
 * A pod has succeeded when all its containers have ended; sidecars are ended by the kubelet.
 * Upstream: `getPhase` in `pkg/kubelet/kubelet_pods.go`.
 */
export const jobNeverEnds = defineRule({
  meta: {
    id: 'job-never-ends',
    severity: 'warning',
    appliesTo: 'workload',
    summary: 'All containers of a Job end.',
    messages: {
      beside: {
        text: 'Container {container} never ends, so the pod does not end when {other} has, and the Job is never complete.',
        detail:
          'kubectl shows NotReady then. Make it a sidecar: an init container with restartPolicy: Always, which the kubelet ends after the others.',
      },
      alone: {
        text: 'This container never ends, so the Job is never complete.',
        detail: 'Use a Deployment for what runs on, or activeDeadlineSeconds where the Job is to fail after a time.',
      },
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#jobs-with-sidecar-containers',
      'https://kubernetes.io/docs/concepts/workloads/controllers/job/',
    ],
  },
  *check({ workload, pod }) {
    const spec = jobSpecOf(workload);
    if (spec === undefined || pod.spec.get('containers').partial || workload.object.isPatch) return;
    const { containers } = pod;
    const texts = containers.map(textOf);
    // What is not known may end it.
    if (texts.includes(undefined) || texts.some((text) => endings.test(text!))) return;
    for (const container of containers) {
      const { name, image, node } = container;
      if (!isEndless(plainOf(container))) continue;
      const others = containers.filter((other) => other !== container && !isEndless(plainOf(other)));
      const [other] = others;
      if (other === undefined && (containers.length > 1 || spec.get('activeDeadlineSeconds').present)) continue;
      const command = node.get('command');
      yield {
        message: other === undefined ? 'alone' : 'beside',
        at: command.isSet ? command : image.node,
        on: 'key',
        data: { container: name.value ?? '', other: other?.name.value ?? '' },
      };
    }
  },
});

function wordsOf({ node }: ContainerModel, field: 'command' | 'args'): string[] | undefined {
  const list = node.get(field);
  const words = list.items().map(({ string }) => string);
  return list.unknown || list.partial || !words.every((word) => word !== undefined) ? undefined : words;
}

function textOf(container: ContainerModel): string | undefined {
  const [command, args] = [wordsOf(container, 'command'), wordsOf(container, 'args')];
  return command === undefined || args === undefined ? undefined : [...command, ...args].join(' ');
}

function plainOf(container: ContainerModel) {
  const image = container.image.value;
  return {
    command: wordsOf(container, 'command') ?? [],
    args: wordsOf(container, 'args') ?? [],
    ...(image === undefined ? {} : { image }),
  };
}
