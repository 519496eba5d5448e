import { replaceValue } from '../../manifest/edit.ts';
import { defineRule } from '../rule.ts';
import { sameHandler } from '../sameHandler.ts';

export const execEverySecond = defineRule({
  meta: {
    id: 'exec-every-second',
    severity: 'information',
    appliesTo: 'probe',
    summary: 'A probe does not start a process every second.',
    messages: {
      everySecond: {
        text: 'This probe starts a process every second, which costs CPU on the node as long as the container runs.',
        detail:
          'What the process uses counts against the limits of the container. Ask less often, or use tcpSocket, httpGet or grpc.',
      },
      five: 'Set periodSeconds to 5',
    },
    references: ['https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#probe-check-methods'],
  },
  *check({ container, probe }) {
    const { value, node } = probe.timings.periodSeconds;
    // A startup probe is over soon.
    if (!container.runsOn || value !== 1 || probe.type === 'startup' || probe.handlers[0]?.type !== 'exec') return;
    // A startup probe that asks the same would then give up before the liveness probe does.
    const isHeld = container.probes.some((other) => other.type === 'startup' && sameHandler(other, probe));
    yield {
      message: 'everySecond',
      at: node,
      fixes: () => (isHeld ? [] : [{ title: 'five', safe: false, edits: replaceValue(node, '5') }]),
    };
  },
});
