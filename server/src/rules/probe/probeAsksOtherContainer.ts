import { timeRange } from '../../base/message.ts';
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
      readiness: {
        text: 'Port {port} belongs to container {other}: this container is not ready while {other} does not answer.',
        detail: 'The containers of a pod share one address. Use a port of this container, unless you mean {other}.',
      },
      liveness: {
        text: 'Port {port} belongs to container {other}: if {other} hangs, this container is restarted, and {other} is not.',
        detail: 'The containers of a pod share one address. Use a port of this container, unless you mean {other}.',
      },
      livenessTimed: {
        text: 'Port {port} belongs to container {other}: if {other} hangs, this container is restarted, and {other} is not.',
        detail:
          'The restart comes {killed} after {other} stops answering. The containers of a pod share one address. Use a port of this container, unless you mean {other}.',
      },
      startup: {
        text: 'Port {port} belongs to container {other}: if {other} does not answer, this container is restarted.',
        detail: 'The containers of a pod share one address. Use a port of this container, unless you mean {other}.',
      },
      startupTimed: {
        text: 'Port {port} belongs to container {other}: if {other} does not answer, this container is restarted.',
        detail:
          'The restart comes {killed} after the start of this container. The containers of a pod share one address. Use a port of this container, unless you mean {other}.',
      },
      declared: 'Declared by container {other}',
      use: 'Use port {own}',
    },
    references: ['https://kubernetes.io/docs/concepts/workloads/pods/#pod-networking'],
  },
  *check({ workload, container, pod }) {
    const killedBy = ({ type }: ProbeModel) => {
      const timing = timingOf(workload, container);
      return type === 'liveness' ? timing?.stopsAnswering?.error.killed : timing?.neverAnswers?.error.killed;
    };
    if (container.node.partial || container.node.get('ports').partial || container.node.get('ports').unknown) return;
    for (const { type, node: handler, probe } of checkedHandlers(container)) {
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
      const killed = killedBy(probe);
      yield {
        message: probe.type === 'readiness' || !killed ? probe.type : `${probe.type}Timed`,
        at: node,
        data: { port, other: other.name.value, ...(killed ? { killed: timeRange(killed) } : {}) },
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
