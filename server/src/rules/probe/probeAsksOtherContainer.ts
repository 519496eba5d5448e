import { describeWindow } from '../../analysis/describe.ts';
import { replaceValue } from '../../manifest/edit.ts';
import type { ProbeModel } from '../../manifest/podModel.ts';
import { checkedHandlers } from '../handlers.ts';
import { defineRule } from '../rule.ts';
import { timingOf } from '../timing.ts';

/** The containers of a pod share one address, so a port is whoever's container listens on it. */
export const probeAsksOtherContainer = defineRule({
  meta: {
    id: 'probe-asks-other-container',
    severity: 'information',
    appliesTo: 'container',
    summary: 'A probe asks a port of its own container.',
    messages: {
      other:
        'Port {port} is container {other}’s: the containers of a pod share one address, so the {owner} says how {other} is, and acts on this container: {consequence}. Probe a port of this one, if that is not what you want.',
      declared: 'Declared by container {other}',
      use: 'Use port {own}',
    },
    references: ['https://kubernetes.io/docs/concepts/workloads/pods/#pod-networking'],
  },
  *check({ workload, container, pod }) {
    const consequenceOf = ({ type }: ProbeModel, other: string) => {
      const timing = timingOf(workload, container);
      if (type === 'readiness') return `it is not ready while ${other} does not answer`;
      const killed = type === 'liveness' ? timing?.stopsAnswering?.error.killed : timing?.neverAnswers?.error.killed;
      const since =
        type === 'liveness' ? `after ${other} stops answering` : `after its start if ${other} does not answer`;
      return `it is restarted ${killed ? `${describeWindow(killed)} ` : ''}${since}, and ${other} is not`;
    };
    if (container.node.partial || container.node.get('ports').partial || container.node.get('ports').unknown) return;
    for (const { type, node: handler, owner, probe } of checkedHandlers(container)) {
      const node = handler.get('port');
      const port = node.integer;
      if (type === 'exec' || type === 'sleep' || port === undefined || !probe) continue;
      if (
        handler.get('host').isSet ||
        container.ports.some(({ containerPort }) => containerPort.value === port || containerPort.origin === 'unknown')
      )
        continue;
      const others = pod.allContainers.filter((other) => other !== container && other.runsOn);
      const other = others.find(({ ports }) =>
        ports.some((declared) => declared.containerPort.value === port && declared.protocol.value === 'TCP'),
      );
      if (!other?.name.value) continue;
      // What a service mesh writes: its agent passes the question on.
      if (handler.get('path').string?.startsWith('/app-health/')) continue;
      const declared = other.ports.find(({ containerPort }) => containerPort.value === port)!;
      yield {
        message: 'other',
        at: node,
        data: { port, owner, other: other.name.value, consequence: consequenceOf(probe, other.name.value) },
        related: [{ at: declared.containerPort.node, message: 'declared' }],
        fixes: () =>
          container.ports.flatMap(({ containerPort, protocol }) =>
            containerPort.value !== undefined && protocol.value === 'TCP'
              ? [
                  {
                    title: 'use' as const,
                    data: { own: containerPort.value },
                    safe: false,
                    edits: replaceValue(node, String(containerPort.value)),
                  },
                ]
              : [],
          ),
      };
    }
  },
});
