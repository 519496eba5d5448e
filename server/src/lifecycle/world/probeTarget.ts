import { probeDefaults } from '../../kubernetes/defaults.ts';
import type { Container, Handler, Probe, ProbeType } from '../../kubernetes/pod.ts';
import { type Span, seconds } from '../kernel/time.ts';
import type { Release } from '../release.ts';
import type { ProbeAnswer } from './containerBehaviour.ts';

const podIp = '10.244.0.10';

/**
 * The runtime's words for a command that finds no process.
 * Upstream: `ExecSync` of containerd’s `internal/cri/server`.
 */
export const notRunning =
  'rpc error: code = Unknown desc = failed to exec in container: container is in CONTAINER_EXITED state';

/** What one attempt of a probe comes to. */
export interface ProbeAttempt {
  readonly result: 'success' | 'warning' | 'failure' | 'error';
  readonly took: Span;
  /** Output of the handler, or the error's text. */
  readonly output: string;
  readonly trouble?: 'timeout' | 'error';
}

/**
 * What the handler of a probe reports when its target behaves like this. The words are those of Kubernetes'
 * `pkg/probe` and of Go's network errors.
 * Upstream: `pkg/probe`, and Go’s network errors.
 */
export function attemptProbe(
  container: Container,
  probe: Probe,
  answer: ProbeAnswer | undefined,
  quickest: Span,
  release: Release,
): ProbeAttempt {
  const timeout = seconds(probe.timeoutSeconds || probeDefaults.timeoutSeconds);
  const unresolved = unresolvedPort(container, probe, release);
  if (unresolved !== undefined) return { result: 'error', took: 0, output: unresolved, trouble: 'error' };
  const took = answer?.seconds === undefined ? quickest : seconds(answer.seconds);
  const result = answer?.result ?? 'success';
  if (result === 'hang' || took > timeout) {
    return {
      result: 'failure',
      took: timeout,
      // What the target would have said in the end is never heard.
      output: (result === 'hang' ? answer?.output : undefined) ?? timeoutOutput(container, probe),
      trouble: 'timeout',
    };
  }
  switch (result) {
    case 'success':
    case 'failure':
      if (probe.httpGet !== undefined) return { took, ...httpOutcome(container, probe, answer) };
      if (result === 'success') {
        return { result, took, output: answer?.output ?? (probe.grpc === undefined ? '' : 'service healthy') };
      }
      return { result, took, output: answer?.output ?? failureOutput(container, probe) };
    case 'refused':
      // A gRPC probe keeps trying to connect until its time is up.
      return {
        result: 'failure',
        took: probe.grpc === undefined ? took : timeout,
        output: answer?.output ?? refusedOutput(container, probe),
      };
    case 'error':
      // Only a command can be impossible to run; what happens to a connection is a failure.
      if (probe.grpc !== undefined || probe.tcpSocket !== undefined) {
        return { result: 'failure', took, output: answer?.output ?? brokenOutput(container, probe) };
      }
      return {
        result,
        took,
        output:
          answer?.output ??
          (probe.httpGet === undefined
            ? 'rpc error: code = Unknown desc = failed to exec in container'
            : 'unexpected EOF'),
        trouble: 'error',
      };
  }
}

/**
 * Upstream: `DoHTTPProbe` and `RedirectChecker` in `pkg/probe/http/http.go`. Redirects are followed while the host stays
 * the same; one that is not followed is the answer, and a warning.
 */
function httpOutcome(
  container: Container,
  probe: Probe,
  answer: ProbeAnswer | undefined,
): Pick<ProbeAttempt, 'result' | 'output'> {
  const { redirectsTo, output, result = 'success' } = answer ?? {};
  if (redirectsTo !== undefined) {
    const target = targetOf(redirectsTo);
    if (target.host !== undefined && target.host !== hostOf(probe)) {
      return { result: 'warning', output: redirectOutput(output ?? `<a href="${redirectsTo}">Found</a>.`) };
    }
    const own = url(container, probe);
    if (redirectsTo === own || (target.host === undefined && redirectsTo === (probe.httpGet?.path ?? '/'))) {
      return { result: 'failure', output: output ?? `Get "${own}": stopped after 10 redirects` };
    }
  }
  const statusCode = answer?.statusCode ?? (result === 'success' ? 200 : 503);
  if (statusCode < 200 || statusCode >= 400) {
    return { result: 'failure', output: output ?? `HTTP probe failed with statuscode: ${statusCode}` };
  }
  return statusCode < 300
    ? { result: 'success', output: output ?? '' }
    : { result: 'warning', output: redirectOutput(output ?? '') };
}

/** Upstream: `pkg/probe/http/http.go`. */
function redirectOutput(body: string): string {
  return `Probe terminated redirects, Response body: ${body}`;
}

/** The host of a URL; undefined for a path on the same one. */
function targetOf(location: string): { readonly host: string | undefined } {
  const match = /^(?:[a-z][a-z\d+.-]*:)?\/\/(?:[^@/?#]*@)?(\[[^\]]*\]|[^:/?#]*)/i.exec(location);
  return { host: match?.[1]?.replace(/^\[|\]$/g, '') };
}

/** The target went away while the probe was under way. Upstream: `pkg/probe`. */
export function interruptedOutput(container: Container, probe: Probe): string {
  if (probe.httpGet !== undefined) return `Get "${url(container, probe)}": EOF`;
  if (probe.grpc !== undefined)
    return 'error: health rpc probe failed: rpc error: code = Unavailable desc = error reading from server: EOF';
  return '';
}

/** Upstream: `pkg/probe`. */
function timeoutOutput(container: Container, probe: Probe): string {
  const timeout = probe.timeoutSeconds || probeDefaults.timeoutSeconds;
  if (probe.httpGet !== undefined) {
    return `Get "${url(container, probe)}": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`;
  }
  if (probe.tcpSocket !== undefined) return `dial tcp ${address(container, probe)}: i/o timeout`;
  if (probe.grpc !== undefined) return `timeout: health rpc did not complete within ${timeout}s`;
  return `command timed out: "${probe.exec?.command?.join(' ') ?? ''}" timed out after ${timeout}s`;
}

/** Upstream: `pkg/probe`. */
function brokenOutput(container: Container, probe: Probe): string {
  return probe.grpc === undefined
    ? `dial tcp ${address(container, probe)}: connect: no route to host`
    : 'error: health rpc probe failed: rpc error: code = Internal desc = stream terminated by RST_STREAM';
}

function failureOutput(container: Container, probe: Probe): string {
  if (probe.grpc !== undefined) return 'service unhealthy (responded with "NOT_SERVING")';
  if (probe.tcpSocket !== undefined) return refusedOutput(container, probe);
  return '';
}

/** The words for a target where nothing listens. Upstream: `pkg/probe`. */
export function refusedOutput(container: Container, probe: Handler): string {
  const target = address(container, probe);
  if (probe.httpGet !== undefined) {
    return `Get "${url(container, probe)}": dial tcp ${target}: connect: connection refused`;
  }
  if (probe.tcpSocket !== undefined) return `dial tcp ${target}: connect: connection refused`;
  if (probe.grpc !== undefined) {
    const timeout = ('timeoutSeconds' in probe && Number(probe.timeoutSeconds)) || probeDefaults.timeoutSeconds;
    return `timeout: failed to connect service "${target}" within ${timeout}s: context deadline exceeded`;
  }
  return '';
}

function url(container: Container, probe: Handler): string {
  const { scheme = 'HTTP', path = '/' } = probe.httpGet ?? {};
  return `${scheme.toLowerCase()}://${address(container, probe)}${path.startsWith('/') ? path : `/${path}`}`;
}

function hostOf(probe: Handler): string {
  return probe.httpGet?.host || probe.tcpSocket?.host || podIp;
}

/** `HOST:PORT` of what a handler calls. */
export function address(container: Container, probe: Handler): string {
  const host = hostOf(probe);
  const port = portOf(probe);
  return `${host}:${typeof port === 'string' ? (namedPort(container, port) ?? port) : port}`;
}

function portOf(probe: Handler): number | string | undefined {
  return (probe.httpGet ?? probe.tcpSocket ?? probe.grpc)?.port;
}

function namedPort(container: Container, name: string): number | undefined {
  return container.ports?.find((port) => port.name === name)?.containerPort;
}

/** Upstream: `ResolveContainerPort` in `pkg/probe/util.go`. */
export function unresolvedPort(container: Container, probe: Handler, release: Release): string | undefined {
  const port = portOf(probe);
  if (port === undefined) return undefined;
  let number = typeof port === 'number' ? port : namedPort(container, port);
  if (number === undefined) {
    if (!/^[+-]?\d+$/.test(String(port))) return release.missingPortMessage(String(port));
    number = Number(port);
  }
  return number > 0 && number < 65536 ? undefined : `invalid port number: ${number}`;
}

/** How a probe is named in events: `Liveness`. */
export function probeTitle(type: ProbeType): string {
  return type.charAt(0).toUpperCase() + type.slice(1);
}
