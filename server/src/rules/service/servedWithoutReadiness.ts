import { timeRange } from '../../base/message.ts';
import { plainCommand } from '../../kubernetes/command.ts';
import { addField } from '../../manifest/edit.ts';
import { type ServiceFacts, shownName } from '../../manifest/index/facts.ts';
import type { IndexedService } from '../../manifest/index/workspaceIndex.ts';
import type { ContainerModel } from '../../manifest/podModel.ts';
import { defineRule } from '../rule.ts';
import { timingOf } from '../timing.ts';
import { containersBehind } from './servedPorts.ts';

/**
 * Without a readiness probe a container is ready once it runs, or, with a startup probe, once that has succeeded.
 * Upstream: `UpdatePodStatus` in `pkg/kubelet/prober/prober_manager.go`; endpoints follow the pod's Ready condition,
 * `podToEndpoint` in `staging/src/k8s.io/endpointslice/utils.go`.
 */
export const servedWithoutReadiness = defineRule({
  meta: {
    id: 'served-without-readiness',
    severity: 'warning',
    appliesTo: 'workloadInWorkspace',
    summary: 'A pod that a Service sends requests to has a readiness probe.',
    messages: {
      missing: {
        text: 'Service {service} sends requests {ready} after the container’s start, even if it can’t answer yet.',
        detail: 'Each start, rollout and restart costs requests. Add a readinessProbe.',
      },
      untimed: {
        text: 'Service {service} sends requests as soon as the container runs, even if it can’t answer yet.',
        detail: 'Each start, rollout and restart costs requests. Add a readinessProbe.',
      },
      service: 'Service {service} selects this pod',
      connect: 'Add a readinessProbe that connects to port {port}',
    },
    references: [
      'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/#readiness-probe',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/kubelet/prober/prober_manager.go',
    ],
  },
  *check({ workload, pod, facts, workspace }) {
    if (!workload.kind.servedByServices || !facts.pod.complete || facts.pod.hasReadinessGates) return;
    if (facts.pod.containers.some(({ hasReadinessProbe }) => hasReadinessProbe !== false)) return;
    // A pod that ends is never for long behind a Service; `served-but-not-restarted` tells so.
    if (pod.restartPolicy.value === 'Never' || pod.restartPolicy.value === 'OnFailure') return;
    const [service, ...others] = workspace
      .servicesBeside(facts)
      .filter(({ facts }) => facts.service.publishNotReadyAddresses === false && !isForMetrics(facts));
    if (!service || workspace.mayBePatched(facts)) return;
    const [served] = containersBehind(service.facts.service, facts.pod);
    const container =
      pod.containers.find(({ name }) => name.value !== undefined && name.value === served?.name) ??
      pod.containers.find((container) => !onlyWaits(container));
    if (!container || onlyWaits(container) || container.node.partial || container.node.get('startupProbe').isSet)
      return;
    const name = shownName(service.facts);
    const ready = timingOf(workload, container)?.ready;
    yield {
      message: ready ? 'missing' : 'untimed',
      at: container.node.get('readinessProbe'),
      on: container.name.node.isSet ? container.name.node.span : container.node.keySpan,
      data: {
        service: name,
        ...(ready ? { ready: timeRange(ready) } : {}),
      },
      related: [service, ...others].map((at) => ({
        at,
        message: 'service',
        data: { service: shownName(at.facts) },
      })),
      fixes: () => {
        const port = portToAsk(service.facts.service, container);
        // Where liveness connects, too, both would fail at the same time.
        if (container.probes.some(({ type, handlers }) => type === 'liveness' && handlers[0]?.type === 'tcpSocket'))
          return [];
        const edits = addField(container.node.get('readinessProbe').get('tcpSocket'), 'port', String(port));
        return port === undefined ? [] : [{ title: 'connect', data: { port }, safe: false, edits }];
      },
    };
  },
});

/**
 * Whether a Service is there for those alone who watch the pod, a monitoring system above all; they don't mind a request
 * that fails. Where a template writes a port's names, it may be.
 */
function isForMetrics({ name, service: { ports } }: IndexedService['facts']): boolean {
  if (typeof name === 'string' && /-(metrics|exporter)(-(svc|service))?$/.test(name)) return true;
  return ports.length > 0 && ports.every(({ name, targetPort }) => namesMetrics([name, targetPort]));
}

function namesMetrics(names: readonly unknown[]): boolean {
  const known = names.filter((name) => typeof name === 'string');
  if (known.length === 0) return names.some((name) => typeof name === 'symbol');
  return known.some((name) => /metrics|prom|telemetry|monitor|pprof|profiling|(^|-)(probes?|healthz?)$/.test(name));
}

/** Whether a container sleeps or ends by its own words: nothing in it ever answers, ready or not. */
function onlyWaits({ node }: ContainerModel): boolean {
  const command = node.get('command').items();
  const words = [...command, ...node.get('args').items()].map(({ string }) => string);
  if (command.length === 0 || !words.every((word) => word !== undefined)) return false;
  return plainCommand(words) !== undefined;
}

/** The port that the Service sends to, where there is only one, and the container has it. */
function portToAsk({ ports }: ServiceFacts, container: ContainerModel): string | number | undefined {
  const [port, ...others] = ports.filter(({ protocol }) => protocol === 'TCP');
  const target = port?.targetPort;
  if (others.length > 0 || typeof target === 'symbol') return undefined;
  return typeof target === 'number' || container.ports.some(({ name }) => name.value === target) ? target : undefined;
}
