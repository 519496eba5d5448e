import { anyOf } from '../../base/message.ts';
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
    summary: 'restartPolicy of a container is a known value, and its rules are complete.',
    messages: {
      regular: {
        text: 'In Kubernetes {release} a regular container must not have a restartPolicy.',
        detail: 'Only init containers can have one. Set the restartPolicy of the pod.',
      },
      init: {
        text: 'In Kubernetes {release} restartPolicy of an init container can only be Always, not "{value}".',
        detail: 'Always makes it a sidecar.',
      },
      unknown: 'restartPolicy of a container must be Always, OnFailure or Never, not "{value}".',
      rulesAlone: 'A container with restartPolicyRules needs a restartPolicy: the rules are exceptions from it.',
      tooManyRules: 'restartPolicyRules can have at most {limit} rules, not {count}.',
      tooManyCodes: 'A rule can list at most {limit} exit codes, not {count}.',
      action: 'A rule needs an action: {actions}.',
      noCodes: 'A rule needs exitCodes: the codes for which it holds.',
      operator: 'exitCodes needs an operator: In or NotIn.',
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
    if (count > mostRules) yield { message: 'tooManyRules', at: list, on: 'key', data: { count, limit: mostRules } };
    // RestartAllContainersOnContainerExits.
    const actions = anyOf(compareReleases(kubernetes, '1.36') >= 0 ? ['Restart', 'RestartAllContainers'] : ['Restart']);
    for (const rule of objectsIn(list)) {
      if (textOf(rule.get('action')) === '') yield { message: 'action', at: rule.get('action'), data: { actions } };
      const codes = rule.get('exitCodes');
      if (codes.unknown) continue;
      if (!codes.isSet) {
        if (!rule.partial) yield { message: 'noCodes', at: codes };
        continue;
      }
      if (textOf(codes.get('operator')) === '') yield { message: 'operator', at: codes.get('operator') };
      const listed = codes.get('values').items().length;
      if (listed > mostCodes)
        yield {
          message: 'tooManyCodes',
          at: codes.get('values'),
          on: 'key',
          data: { count: listed, limit: mostCodes },
        };
    }
  },
});
