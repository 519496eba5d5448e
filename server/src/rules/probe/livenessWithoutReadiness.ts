import { timeRange } from '../../base/message.ts';
import { checkPortName } from '../../kubernetes/names.ts';
import { addMapping } from '../../manifest/edit.ts';
import { defineRule } from '../rule.ts';
import { timingOf } from '../timing.ts';

export const livenessWithoutReadiness = defineRule({
  meta: {
    id: 'liveness-without-readiness',
    severity: 'hint',
    appliesTo: 'container',
    yieldsTo: ['served-without-readiness'],
    summary: 'A container that is restarted by a liveness probe usually needs a readiness probe too.',
    messages: {
      missing: {
        text: 'Without a readiness probe the container counts as ready {ready} after its start, even if it can’t answer.',
        detail: 'Add a readinessProbe if the container serves requests.',
      },
      missingInRollout: {
        text: 'Without a readiness probe the container counts as ready {ready} after its start, even if it can’t answer.',
        detail: 'A rollout goes on with the next pod then. Add a readinessProbe if the container serves requests.',
      },
      untimed: {
        text: 'Without a readiness probe the container counts as ready as soon as it runs, even if it can’t answer.',
        detail: 'Add a readinessProbe if the container serves requests.',
      },
      untimedInRollout: {
        text: 'Without a readiness probe the container counts as ready as soon as it runs, even if it can’t answer.',
        detail: 'A rollout goes on with the next pod then. Add a readinessProbe if the container serves requests.',
      },
      afterStartup: {
        text: 'Without a readiness probe the container stays ready after its startup probe has succeeded, even if it can’t answer.',
        detail: 'Add a readinessProbe if the container serves requests.',
      },
      connect: 'Add a readinessProbe that connects to port {port}',
    },
    references: [
      'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/#readiness-probe',
    ],
  },
  *check({ workload, pod, container }) {
    if (!workload.kind.servedByServices || container.role !== 'regular' || container.node.partial) return;
    if (container.node.get('readinessProbe').isSet) return;
    const liveness = container.probes.find(({ type }) => type === 'liveness');
    // On the node's network a port that is only there to be probed is asked by nobody else.
    const onHost = pod.spec.get('hostNetwork').value === true;
    const isServed = container.ports.length > 0 || (liveness?.port !== undefined && !onHost);
    if (!liveness || !isServed) return;
    // A startup probe holds readiness back until it succeeds, however long the app takes for that.
    const startup = container.node.get('startupProbe');
    const hasStartup = startup.isSet || startup.unknown;
    const ready = hasStartup ? undefined : timingOf(workload, container)?.ready;
    const isRolled = ['Deployment', 'StatefulSet', 'DaemonSet'].includes(workload.kind.kind);
    const [handler] = liveness.handlers;
    const port = liveness.port?.value;
    yield {
      message: hasStartup ? 'afterStartup' : messageOf(ready !== undefined, isRolled),
      at: container.node.get('readinessProbe'),
      on: liveness.node.keySpan,
      data: ready ? { ready: timeRange(ready) } : {},
      // Where liveness only connects, too, both would fail at the same time.
      fixes: () =>
        port === undefined ||
        handler?.type === 'tcpSocket' ||
        (typeof port === 'string' && checkPortName(port).length > 0)
          ? []
          : [
              {
                title: 'connect',
                data: { port },
                safe: false,
                edits: addMapping(container.node, 'readinessProbe', { tcpSocket: { port } }),
              },
            ],
    };
  },
});

function messageOf(isTimed: boolean, isRolled: boolean) {
  if (isTimed) return isRolled ? 'missingInRollout' : 'missing';
  return isRolled ? 'untimedInRollout' : 'untimed';
}
