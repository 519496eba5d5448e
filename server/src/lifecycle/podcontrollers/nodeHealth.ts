import type { NodeClock } from '../environment.ts';
import { type Instant, type Span, second } from '../kernel/time.ts';
import type { Cause } from '../trace/trace.ts';
import type { NodeBehaviour } from '../world/clusterBehaviour.ts';
import type { NodeConnection } from '../world/nodeConnection.ts';

/** A time in which the control plane holds the node for not ready. */
export interface Outage {
  /** When the controller notices, and when it notices that all is well again. */
  readonly from: Instant;
  readonly until: Instant;
  readonly taint: 'node.kubernetes.io/unreachable' | 'node.kubernetes.io/not-ready';
  /** The message of the node's condition Ready. */
  readonly message: string;
  readonly cause: Cause;
}

const never = Number.POSITIVE_INFINITY;
/** The kubelet renews its lease and posts a changed node status this often. */
const reportPeriod: Span = 10 * second;
/** The node lifecycle controller looks at all nodes this often. */
const monitorPeriod: Span = 5 * second;
/** How long the kubelet takes the last sign of its runtime for good. */
const runtimePatience: Span = 30 * second;

/**
 * When a node without connection, container runtime or network is called not ready.
 * Upstream: `pkg/controller/nodelifecycle/node_lifecycle_controller.go`, `pkg/kubelet/runtime.go`.
 */
export function outages(connection: NodeConnection, clock: NodeClock, node: NodeBehaviour): Outage[] {
  const { lostAt, backAt, runtimeDownAt, runtimeBackAt, networkDownAt, networkBackAt } = connection;
  const found: Outage[] = [];
  const add = (outage: Outage) => {
    if (outage.from < outage.until) found.push(outage);
  };
  if (lostAt < never) {
    const lastReport = Math.floor(lostAt / reportPeriod) * reportPeriod;
    add({
      from: nextMonitoring(lastReport + gracePeriod(node)),
      until: nextMonitoring(reportFrom(backAt)),
      taint: 'node.kubernetes.io/unreachable',
      message: 'Kubelet stopped posting node status.',
      cause: { scenario: 'node.lostAtSeconds' },
    });
  }
  if (runtimeDownAt < never) {
    const from = reportFrom(clock.lastRuntimeCheckAt(runtimeDownAt) + runtimePatience);
    const until = reportFrom(clock.runtimeCheckFrom(runtimeBackAt));
    const field = node.runtimeDownAtSeconds === undefined ? 'runtimeDownUntilSeconds' : 'runtimeDownAtSeconds';
    if (from < until) {
      add({
        from: nextMonitoring(from),
        until: nextMonitoring(until),
        taint: 'node.kubernetes.io/not-ready',
        message: 'container runtime is down',
        cause: { scenario: `node.${field}` },
      });
    }
  }
  if (networkDownAt < never) {
    const from = reportFrom(clock.runtimeCheckFrom(networkDownAt));
    const until = reportFrom(clock.runtimeCheckFrom(networkBackAt));
    if (from < until) {
      add({
        from: nextMonitoring(from),
        until: nextMonitoring(until),
        taint: 'node.kubernetes.io/not-ready',
        message:
          'container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized',
        cause: { scenario: 'network' },
      });
    }
  }
  return found;
}

function gracePeriod({ controlPlane = 'today' }: NodeBehaviour): Span {
  return (controlPlane === 'today' ? 50 : 40) * second;
}

/** The first report of the node's status at or after `time`. */
function reportFrom(time: Instant): Instant {
  return Math.ceil(time / reportPeriod) * reportPeriod;
}

/** The controller's first look after `time`. */
function nextMonitoring(time: Instant): Instant {
  return time === never ? never : (Math.floor(time / monitorPeriod) + 1) * monitorPeriod;
}
