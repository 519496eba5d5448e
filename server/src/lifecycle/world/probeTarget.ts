import type { Container, Probe, ProbeType } from '../../kubernetes/pod.ts';
import { type Span, seconds } from '../kernel/time.ts';
import type { ProbeAnswer } from './scenario.ts';

const podIp = '10.244.0.10';

/** What one attempt of a probe comes to. */
export interface ProbeAttempt {
  readonly result: 'success' | 'failure' | 'error';
  readonly took: Span;
  /** Output of the handler, or the error's text. */
  readonly output: string;
  readonly trouble?: 'timeout' | 'error';
}

/**
 * What the handler of a probe reports when its target behaves like this. The words are those of Kubernetes'
 * `pkg/probe` and of Go's network errors.
 */
export function attemptProbe(
  container: Container,
  probe: Probe,
  answer: ProbeAnswer | undefined,
  quickest: Span,
): ProbeAttempt {
  const timeout = seconds(probe.timeoutSeconds || 1);
  const unresolved = unresolvedPort(container, probe);
  if (unresolved !== undefined) return { result: 'error', took: 0, output: unresolved, trouble: 'error' };
  const took = answer?.seconds === undefined ? quickest : seconds(answer.seconds);
  const result = answer?.result ?? 'success';
  if (result === 'hang' || took > timeout) {
    return {
      result: 'failure',
      took: timeout,
      output: answer?.output ?? timeoutOutput(container, probe),
      trouble: 'timeout',
    };
  }
  switch (result) {
    case 'success':
      return { result, took, output: answer?.output ?? (probe.grpc === undefined ? '' : 'service healthy') };
    case 'failure':
      return { result, took, output: answer?.output ?? failureOutput(container, probe, answer) };
    case 'refused':
      // A gRPC probe keeps trying to connect until its time is up.
      return {
        result: 'failure',
        took: probe.grpc === undefined ? took : timeout,
        output: answer?.output ?? refusedOutput(container, probe),
      };
    case 'error':
      return {
        result,
        took,
        output: answer?.output ?? 'rpc error: code = Unknown desc = failed to exec in container',
        trouble: 'error',
      };
  }
}

/** The target went away while the probe was under way. */
export function interruptedOutput(container: Container, probe: Probe): string {
  if (probe.httpGet !== undefined) return `Get "${url(container, probe)}": EOF`;
  if (probe.grpc !== undefined)
    return 'error: health rpc probe failed: rpc error: code = Unavailable desc = error reading from server: EOF';
  return '';
}

function timeoutOutput(container: Container, probe: Probe): string {
  const timeout = probe.timeoutSeconds || 1;
  if (probe.httpGet !== undefined) {
    return `Get "${url(container, probe)}": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`;
  }
  if (probe.tcpSocket !== undefined) return `dial tcp ${address(container, probe)}: i/o timeout`;
  if (probe.grpc !== undefined) return `timeout: health rpc did not complete within ${timeout}s`;
  return `command timed out: "${probe.exec?.command?.join(' ') ?? ''}" timed out after ${timeout}s`;
}

function failureOutput(container: Container, probe: Probe, answer: ProbeAnswer | undefined): string {
  if (probe.httpGet !== undefined) return `HTTP probe failed with statuscode: ${answer?.statusCode ?? 503}`;
  if (probe.grpc !== undefined) return 'service unhealthy (responded with "NOT_SERVING")';
  if (probe.tcpSocket !== undefined) return refusedOutput(container, probe);
  return '';
}

function refusedOutput(container: Container, probe: Probe): string {
  const target = address(container, probe);
  if (probe.httpGet !== undefined) {
    return `Get "${url(container, probe)}": dial tcp ${target}: connect: connection refused`;
  }
  if (probe.tcpSocket !== undefined) return `dial tcp ${target}: connect: connection refused`;
  if (probe.grpc !== undefined) {
    return `timeout: failed to connect service "${target}" within ${probe.timeoutSeconds || 1}s: context deadline exceeded`;
  }
  return '';
}

function url(container: Container, probe: Probe): string {
  const { scheme = 'HTTP', path = '/' } = probe.httpGet ?? {};
  return `${scheme.toLowerCase()}://${address(container, probe)}${path.startsWith('/') ? path : `/${path}`}`;
}

function address(container: Container, probe: Probe): string {
  const host = probe.httpGet?.host || probe.tcpSocket?.host || podIp;
  const port = portOf(probe);
  return `${host}:${typeof port === 'string' ? (namedPort(container, port) ?? port) : port}`;
}

function portOf(probe: Probe): number | string | undefined {
  return (probe.httpGet ?? probe.tcpSocket ?? probe.grpc)?.port;
}

function namedPort(container: Container, name: string): number | undefined {
  return container.ports?.find((port) => port.name === name)?.containerPort;
}

/** Upstream: `ResolveContainerPort` in `pkg/probe/util.go`. */
function unresolvedPort(container: Container, probe: Probe): string | undefined {
  const port = portOf(probe);
  if (port === undefined) return undefined;
  let number = typeof port === 'number' ? port : namedPort(container, port);
  if (number === undefined) {
    if (!/^[+-]?\d+$/.test(String(port))) return `strconv.Atoi: parsing "${port}": invalid syntax`;
    number = Number(port);
  }
  return number > 0 && number < 65536 ? undefined : `invalid port number: ${number}`;
}

/** How a probe is named in events: `Liveness`. */
export function probeTitle(type: ProbeType): string {
  return type.charAt(0).toUpperCase() + type.slice(1);
}
