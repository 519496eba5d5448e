import type { Kernel } from '../kernel/kernel.ts';
import { type Instant, minute, type Span } from '../kernel/time.ts';
import type { TraceRecorder } from '../kernel/traceRecorder.ts';
import type { Cause, KubernetesEvent, Source } from '../trace.ts';

const spamBurst = 25;
const spamRefill: Span = 5 * minute;
const similarEventsBeforeCombining = 10;
const combiningInterval: Span = 10 * minute;

export type NewEvent = Omit<KubernetesEvent, 'count' | 'dropped' | 'from'>;

interface SimilarEvents {
  readonly messages: Set<string>;
  lastSeen: Instant;
}

/**
 * Sends events as client-go does: identical ones are counted, many similar ones are combined, and floods are cut off.
 * Upstream: client-go `tools/record/events_cache.go`.
 */
export class EventRecorder {
  readonly #kernel: Kernel;
  readonly #trace: TraceRecorder;
  readonly #source: Source;
  readonly #component: string;
  readonly #isCutOff: () => boolean;
  readonly #counts = new Map<string, number>();
  readonly #similar = new Map<string, SimilarEvents>();
  readonly #buckets = new Map<string, { tokens: number; at: Instant }>();

  /** @param isCutOff whether the component cannot reach the API server now */
  constructor(kernel: Kernel, trace: TraceRecorder, source: Source, component: string, isCutOff = () => false) {
    this.#kernel = kernel;
    this.#trace = trace;
    this.#source = source;
    this.#component = component;
    this.#isCutOff = isCutOff;
  }

  /** @param fields the pod's fields that had a say in it */
  event(event: NewEvent, cause?: Cause, fields?: readonly string[]): Cause {
    const { key, message } = this.#combine(event);
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    const isGranted = this.#takeToken(event.type);
    const dropped = this.#isCutOff() ? 'noConnection' : isGranted ? undefined : 'spamFilter';
    return this.#trace.record(
      {
        kind: 'event',
        source: this.#source,
        event: { ...event, message, from: this.#component, ...(dropped === undefined ? { count } : { dropped }) },
        ...(fields === undefined ? {} : { fields }),
      },
      { cause },
    );
  }

  #combine(event: NewEvent): { key: string; message: string } {
    const group = `${event.field ?? ''}\n${event.type}\n${event.reason}`;
    const { now } = this.#kernel;
    let similar = this.#similar.get(group);
    if (similar === undefined || now - similar.lastSeen > combiningInterval) {
      similar = { messages: new Set(), lastSeen: now };
      this.#similar.set(group, similar);
    }
    similar.messages.add(event.message);
    similar.lastSeen = now;
    if (similar.messages.size < similarEventsBeforeCombining) {
      return { key: `${group}\n${event.message}`, message: event.message };
    }
    const [oldest] = similar.messages;
    similar.messages.delete(oldest!);
    return { key: group, message: `(combined from similar events): ${event.message}` };
  }

  /** One bucket per pod and event type. */
  #takeToken(type: string): boolean {
    const { now } = this.#kernel;
    const bucket = this.#buckets.get(type) ?? { tokens: spamBurst, at: now };
    const tokens = Math.min(spamBurst, bucket.tokens + (now - bucket.at) / spamRefill);
    const granted = tokens >= 1;
    this.#buckets.set(type, { tokens: granted ? tokens - 1 : tokens, at: now });
    return granted;
  }
}
