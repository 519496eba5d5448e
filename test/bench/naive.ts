/**
 * How one would simulate a pod without thinking: look at every container and every probe in each step of a fixed length.
 * It knows probes, thresholds, restarts and their back-off, and nothing of what the engine models besides (sync loop,
 * relists, status, conditions, events, causes), so it has much less to do in each step.
 */
import { type Pod, probeField, probeTypes } from '../../server/src/kubernetes/pod.ts';

export interface NaiveBehaviour {
  /** Each run of the container ends after this time. */
  readonly exitsAfterMs?: number;
  /** From when liveness fails, and only when its time is up. */
  readonly hangsFromMs?: number;
}

interface NaiveProbe {
  readonly type: (typeof probeTypes)[number];
  readonly periodMs: number;
  readonly delayMs: number;
  readonly timeoutMs: number;
  readonly failureThreshold: number;
  nextMs: number;
  failures: number;
  hasSucceeded: boolean;
}

/** Runs a pod for so long, step by step; returns how many attempts and restarts there were. */
export function naiveRun(
  pod: Pod,
  behaviour: Readonly<Record<string, NaiveBehaviour>>,
  untilMs: number,
  stepMs: number,
): { readonly attempts: number; readonly restarts: number } {
  let attempts = 0;
  let restarts = 0;
  const containers = pod.spec.containers.map((container) => ({
    behaviour: behaviour[container.name] ?? {},
    startedMs: 0,
    isRunning: true,
    startsMs: 0,
    backOffMs: 10_000,
    probes: probeTypes.flatMap((type): NaiveProbe[] => {
      const probe = container[probeField[type]];
      if (probe === undefined || probe === null) return [];
      const { periodSeconds = 10, initialDelaySeconds = 0, timeoutSeconds = 1, failureThreshold = 3 } = probe;
      return [
        {
          type,
          periodMs: periodSeconds * 1_000,
          delayMs: initialDelaySeconds * 1_000,
          timeoutMs: timeoutSeconds * 1_000,
          failureThreshold,
          nextMs: 0,
          failures: 0,
          hasSucceeded: false,
        },
      ];
    }),
  }));
  const stop = (container: (typeof containers)[number], nowMs: number) => {
    container.isRunning = false;
    container.startsMs = nowMs + container.backOffMs;
    container.backOffMs = Math.min(2 * container.backOffMs, 300_000);
  };
  for (let nowMs = 0; nowMs <= untilMs; nowMs += stepMs) {
    for (const container of containers) {
      if (!container.isRunning) {
        if (nowMs < container.startsMs) continue;
        container.isRunning = true;
        container.startedMs = nowMs;
        restarts++;
        for (const probe of container.probes) {
          probe.failures = 0;
          probe.hasSucceeded = false;
        }
      }
      const { exitsAfterMs = Number.POSITIVE_INFINITY, hangsFromMs = Number.POSITIVE_INFINITY } = container.behaviour;
      const ageMs = nowMs - container.startedMs;
      if (ageMs >= exitsAfterMs) {
        stop(container, nowMs);
        continue;
      }
      const startup = container.probes.find(({ type }) => type === 'startup');
      for (const probe of container.probes) {
        if (nowMs < probe.nextMs || ageMs < probe.delayMs) continue;
        if (probe.type === 'startup' ? probe.hasSucceeded : startup !== undefined && !startup.hasSucceeded) continue;
        attempts++;
        const hangs = probe.type === 'liveness' && ageMs >= hangsFromMs;
        probe.nextMs = nowMs + Math.max(probe.periodMs, hangs ? probe.timeoutMs : 0);
        probe.failures = hangs ? probe.failures + 1 : 0;
        probe.hasSucceeded ||= !hangs;
        if (probe.failures >= probe.failureThreshold && probe.type !== 'readiness') {
          stop(container, nowMs);
          break;
        }
      }
    }
  }
  return { attempts, restarts };
}
