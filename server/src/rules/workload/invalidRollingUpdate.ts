import { anyOf } from '../../base/message.ts';
import { checkIntOrPercent, isNothing, percentage } from '../../kubernetes/intOrPercent.ts';
import { daemonSetDefaults, deploymentDefaults, statefulSetDefaults } from '../../kubernetes/workloadDefaults.ts';
import { removeField, replaceValue } from '../../manifest/edit.ts';
import { asPort, readField } from '../../manifest/field.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import { defineRule } from '../rule.ts';

interface Strategy {
  readonly field: 'strategy' | 'updateStrategy';
  readonly types: readonly string[];
  readonly maxSurge: number | string;
  readonly maxUnavailable: number | string;
}

const strategies: Readonly<Record<string, Strategy>> = {
  Deployment: {
    field: 'strategy',
    types: ['RollingUpdate', 'Recreate'],
    maxSurge: deploymentDefaults.maxSurge,
    maxUnavailable: deploymentDefaults.maxUnavailable,
  },
  DaemonSet: { field: 'updateStrategy', types: ['RollingUpdate', 'OnDelete'], ...daemonSetDefaults },
  StatefulSet: {
    field: 'updateStrategy',
    types: ['RollingUpdate', 'OnDelete'],
    maxSurge: 0,
    maxUnavailable: statefulSetDefaults.maxUnavailable,
  },
};

/**
 * Upstream: `ValidateDeploymentStrategy`, `ValidateDaemonSetUpdateStrategy`, `ValidateStatefulSetSpec`. For an unknown
 * type they name the strategy, not its type.
 */
export const invalidRollingUpdate = defineRule({
  meta: {
    id: 'invalid-rolling-update',
    severity: 'error',
    appliesTo: 'workload',
    summary: 'An update strategy has a known type and amounts that let the update go on.',
    messages: {
      type: 'type must be {types} for a {kind}, not "{value}".',
      notRolling: 'rollingUpdate is allowed only with type RollingUpdate, not with {type}.',
      amount: '{field} {complaint}; it is {value}.',
      tooMuch: '{field} must be at most 100 %, not {value}.',
      stuck: 'maxUnavailable and maxSurge must not both be 0: the update could neither add a pod nor remove one.',
      both: 'A DaemonSet must have either maxSurge or maxUnavailable; one of them must be 0.',
      negative: 'partition must not be negative, but is {value}.',
      use: 'Use {value}',
      remove: 'Remove rollingUpdate',
      set: 'Set {field} to {value}',
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy',
      'https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/apps/validation/validation.go',
    ],
  },
  *check({ workload }) {
    const { kind } = workload.kind;
    const strategy = strategies[kind];
    if (!strategy) return;
    const node = workload.object.root.get('spec').get(strategy.field);
    if (node.unknown) return;
    const typeNode = node.get('type');
    const rolling = node.get('rollingUpdate');
    if (typeNode.unknown || (typeNode.isSet && typeNode.string === undefined)) return;
    const type = typeNode.string || 'RollingUpdate';
    if (!strategy.types.includes(type)) {
      const same = strategy.types.find((known) => known.toLowerCase() === type.toLowerCase());
      yield {
        message: 'type',
        at: typeNode,
        path: node.path,
        data: { value: type, kind, types: anyOf(strategy.types) },
        fixes: () =>
          (same ? [same] : strategy.types).map((value) => ({
            title: 'use',
            data: { value },
            safe: same !== undefined,
            edits: replaceValue(typeNode, value),
          })),
      };
      return;
    }
    if (type !== 'RollingUpdate') {
      if (rolling.isSet && kind !== 'DaemonSet')
        yield {
          message: 'notRolling',
          at: rolling,
          on: 'key',
          data: { type },
          fixes: () => [{ title: 'remove', safe: true, edits: removeField(rolling) }],
        };
      return;
    }
    if (rolling.unknown) return;
    if (kind === 'StatefulSet') {
      // maxUnavailable of a StatefulSet is behind a feature gate, and dropped without it.
      const partition = rolling.get('partition');
      if (partition.integer !== undefined && partition.integer < 0)
        yield { message: 'negative', at: partition, data: { value: partition.integer } };
      return;
    }
    const unavailable = amount(rolling.get('maxUnavailable'), strategy.maxUnavailable);
    const surge = amount(rolling.get('maxSurge'), strategy.maxSurge);
    for (const { node: at, value } of [unavailable, surge]) {
      if (value === undefined) continue;
      const field = String(at.path.at(-1));
      const complaint = checkIntOrPercent(value);
      const share = percentage(value);
      if (complaint !== undefined) {
        const number = typeof value === 'string' && /^\d+$/.test(value) ? value : undefined;
        yield {
          message: 'amount',
          at,
          data: { field, complaint, value: String(value) },
          fixes: () =>
            number ? [{ title: 'use', data: { value: number }, safe: true, edits: replaceValue(at, number) }] : [],
        };
      } else if (share !== undefined && share > 100 && (kind === 'DaemonSet' || field === 'maxUnavailable')) {
        yield { message: 'tooMuch', at, data: { field, value: String(value) } };
      }
    }
    if (unavailable.value === undefined || surge.value === undefined) return;
    const nothing = [unavailable, surge].map(({ value }) => isNothing(value!));
    if (nothing[0] && nothing[1]) {
      yield {
        message: 'stuck',
        at: unavailable.node,
        fixes: () =>
          [unavailable, surge].flatMap(({ node: at }) =>
            at.present
              ? [
                  {
                    title: 'set',
                    data: { field: String(at.path.at(-1)), value: 1 },
                    safe: false,
                    edits: replaceValue(at, '1'),
                  } as const,
                ]
              : [],
          ),
      };
    } else if (kind === 'DaemonSet' && !nothing[0] && !nothing[1]) {
      yield {
        message: 'both',
        at: surge.node,
        fixes: () => [
          { title: 'set', data: { field: 'maxSurge', value: 0 }, safe: false, edits: replaceValue(surge.node, '0') },
        ],
      };
    }
  },
});

function amount(node: ManifestNode, byDefault: number | string) {
  return readField(node, { read: asPort, default: byDefault });
}
