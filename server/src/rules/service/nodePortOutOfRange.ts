import { removeField, replaceValue } from '../../manifest/edit.ts';
import { defineRule } from '../rule.ts';

const first = 30000;
const last = 32767;

/**
 * Upstream: the port allocator of `pkg/registry/core/service`, range from `--service-node-port-range`. 0 means that the
 * cluster chooses.
 */
export const nodePortOutOfRange = defineRule({
  meta: {
    id: 'node-port-out-of-range',
    severity: 'error',
    appliesTo: 'object',
    summary: 'nodePort lies in 30000–32767, the range that clusters have unless they are set up differently.',
    messages: {
      outside: {
        text: 'nodePort must be from 30000 to 32767 in most clusters, not {value}.',
        detail:
          'A cluster can have another range (--service-node-port-range). Choose a port of the range, or remove nodePort and the cluster chooses.',
      },
      use: 'Use {port}',
      remove: 'Remove nodePort, so that the cluster chooses',
    },
    references: ['https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport'],
  },
  *check({ object }) {
    if (object.apiVersion !== 'v1' || object.kind !== 'Service') return;
    const ports = object.root.get('spec').get('ports').items();
    const taken = ports.map((port) => port.get('nodePort').integer);
    for (const port of ports) {
      const node = port.get('nodePort');
      const value = node.integer;
      if (value === undefined || value === 0 || (value >= first && value <= last)) continue;
      yield {
        message: 'outside',
        at: node,
        data: { value },
        fixes: () => [
          ...similar(value)
            .filter((candidate) => !taken.includes(candidate))
            .slice(0, 1)
            .map((candidate) => ({
              title: 'use' as const,
              data: { port: candidate },
              safe: false,
              edits: replaceValue(node, String(candidate)),
            })),
          { title: 'remove', safe: false, edits: removeField(node) },
        ],
      };
    }
  },
});

/** Ports of the range that the number may be a slip of: a wrong first digit, or a port meant as `30000 + port`. */
function similar(value: number): number[] {
  const candidates = [30000 + (value % 10000), 30000 + (value % 1000)];
  return [...new Set(candidates)].filter((candidate) => candidate >= first && candidate <= last);
}
