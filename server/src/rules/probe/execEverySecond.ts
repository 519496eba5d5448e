import { replaceValue } from '../../manifest/edit.ts';
import { defineRule } from '../rule.ts';

export const execEverySecond = defineRule({
  meta: {
    id: 'exec-every-second',
    severity: 'information',
    appliesTo: 'probe',
    summary: 'A probe does not start a process every second.',
    messages: {
      everySecond:
        'This probe starts a process in the container every second, as long as the container runs. That costs CPU on the node, and its time counts against the container’s limits. Ask less often, or by tcpSocket, httpGet or grpc.',
      five: 'Set periodSeconds to 5',
    },
    references: ['https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#probe-check-methods'],
  },
  *check({ container, probe }) {
    const { value, node } = probe.timings.periodSeconds;
    // A startup probe is over soon.
    if (!container.runsOn || value !== 1 || probe.type === 'startup' || probe.handlers[0]?.type !== 'exec') return;
    yield {
      message: 'everySecond',
      at: node,
      fixes: () => [{ title: 'five', safe: false, edits: replaceValue(node, '5') }],
    };
  },
});
