import { compareReleases } from '../../schema/release.ts';
import { objectsIn, textOf } from '../reading.ts';
import { defineRule } from '../rule.ts';
import { unknownPolicy } from './unknownPolicy.ts';

const mostRules = 20;
const mostCodes = 255;

/**
 * Upstream: `validateContainerRestartPolicy`, on by default since 1.35, `validateInitContainerRestartPolicy` up to 1.33. What
 * 1.34 drops unseen is container-restart-policy's affair.
 */
export const invalidContainerRestartPolicy = defineRule({
  meta: {
    id: 'invalid-container-restart-policy',
    severity: 'error',
    appliesTo: 'container',
    summary: 'restartPolicy of a container has a value that there is, and its rules are complete.',
    messages: {
      regular:
        'In Kubernetes {release} only init containers have a restartPolicy of their own; {value} would be rejected. Set that of the pod.',
      init: 'In Kubernetes {release} restartPolicy of an init container can only be Always, which makes it a sidecar; "{value}" would be rejected.',
      unknown: 'restartPolicy of a container is Always, OnFailure or Never; "{value}" would be rejected.',
      rulesAlone: 'restartPolicyRules are exceptions from the container’s own restartPolicy, so that must be set too.',
      tooMany: 'There are {count} {what} here, but {limit} at most are allowed.',
      action: 'A rule needs an action: Restart{more}.',
      noCodes: 'A rule needs exitCodes: on which codes it holds.',
      operator: 'operator is In or NotIn; {value} would be rejected.',
      use: 'Use {policy}',
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#individual-container-restart-policy-and-rules',
      'https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/apis/core/validation/validation.go',
    ],
  },
  *check({ container }, { kubernetes }) {
    if (container.role === 'ephemeral') return;
    const node = container.node.get('restartPolicy');
    if (compareReleases(kubernetes, '1.35') < 0) {
      if (compareReleases(kubernetes, '1.34') >= 0 || !node.isSet || node.unknown) return;
      // Sidecars are there since 1.29; before, the API server drops the field from init containers.
      const hasSidecars = compareReleases(kubernetes, '1.29') >= 0;
      const value = String(node.value);
      if (container.role === 'regular') yield { message: 'regular', at: node, data: { release: kubernetes, value } };
      else if (container.role === 'init' && hasSidecars)
        yield { message: 'init', at: node, data: { release: kubernetes, value } };
      return;
    }
    const list = container.node.get('restartPolicyRules');
    if (node.isSet) yield* unknownPolicy(node);
    const count = list.items().length;
    if (count === 0) return;
    if (!node.isSet && !node.unknown) yield { message: 'rulesAlone', at: node, on: list.keySpan };
    if (count > mostRules)
      yield { message: 'tooMany', at: list, on: 'key', data: { count, what: 'rules', limit: mostRules } };
    // RestartAllContainersOnContainerExits.
    const more = compareReleases(kubernetes, '1.36') >= 0 ? ' or RestartAllContainers' : '';
    for (const rule of objectsIn(list)) {
      if (textOf(rule.get('action')) === '') yield { message: 'action', at: rule.get('action'), data: { more } };
      const codes = rule.get('exitCodes');
      if (codes.unknown) continue;
      if (!codes.isSet) {
        if (!rule.partial) yield { message: 'noCodes', at: codes };
        continue;
      }
      if (textOf(codes.get('operator')) === '')
        yield { message: 'operator', at: codes.get('operator'), data: { value: 'nothing' } };
      const listed = codes.get('values').items().length;
      if (listed > mostCodes)
        yield {
          message: 'tooMany',
          at: codes.get('values'),
          on: 'key',
          data: { count: listed, what: 'exit codes', limit: mostCodes },
        };
    }
  },
});
