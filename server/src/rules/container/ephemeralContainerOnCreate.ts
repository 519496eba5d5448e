import { objectsIn } from '../reading.ts';
import { defineRule } from '../rule.ts';
import { isDropped } from '../structure/guardedFields.ts';

/** All but `allowedEphemeralContainerFields`. */
const forbidden = [
  'ports',
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
  'lifecycle',
  'resources',
  'resizePolicy',
  'restartPolicy',
  'restartPolicyRules',
];

/** Upstream: `ValidatePodCreate`, `ValidatePodTemplateSpec`, `validateEphemeralContainers`. */
export const ephemeralContainerOnCreate = defineRule({
  meta: {
    id: 'ephemeral-container-on-create',
    severity: 'error',
    appliesTo: 'workload',
    summary: 'Ephemeral containers are added to a running pod, not written in a manifest.',
    messages: {
      onCreate: 'A manifest must not have ephemeral containers. Add them to a running pod (kubectl debug).',
      field: 'An ephemeral container must not have {field}.',
      target: 'No other container is named "{name}", so this one has no target.',
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go',
    ],
  },
  *check({ pod, workload }, context) {
    if (pod.ephemeralContainers.length === 0) return;
    yield { message: 'onCreate', at: pod.spec.get('ephemeralContainers'), on: 'key' };
    for (const { node } of pod.ephemeralContainers) {
      for (const field of forbidden) {
        const value = node.get(field);
        const isEmpty = !value.isSet || (value.isMap && value.fields().length === 0 && field === 'resources');
        if (isEmpty || isDropped(workload.object, value.path, context)) continue;
        yield { message: 'field', at: value, on: 'key', data: { field } };
      }
      for (const mount of objectsIn(node.get('volumeMounts')))
        for (const field of ['subPath', 'subPathExpr'])
          if (mount.get(field).string) yield { message: 'field', at: mount.get(field), on: 'key', data: { field } };
      const target = node.get('targetContainerName');
      const name = target.string;
      const isKnown = [...pod.containers, ...pod.initContainers].some(
        (other) => other.node.get('name').string === name,
      );
      if (name && !isKnown) yield { message: 'target', at: target, data: { name } };
    }
  },
});
