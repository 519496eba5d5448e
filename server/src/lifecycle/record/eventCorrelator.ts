import type { Kernel } from '../kernel/kernel.ts';
import { type Instant, minute, type Span, second } from '../kernel/time.ts';
import type { KubernetesEvent } from '../trace/trace.ts';

const spamBurst = 25;
/** Events a second; client-go keeps it in single precision, which is a trifle more than one in five minutes. */
const spamRefill = Math.fround(1 / 300);
const similarEventsBeforeCombining = 10;
const combiningInterval: Span = 10 * minute;

export type NewEvent = Omit<KubernetesEvent, 'count' | 'dropped' | 'from'>;

interface SimilarEvents {
  readonly messages: Set<string>;
  lastSeen: Instant;
}

/**
 * What becomes of the events that one component sends about one object: identical ones are counted, many similar ones
 * are combined, and floods are cut off.
 * Upstream: client-go `tools/record/events_cache.go`.
 */
export class EventCorrelator {
  readonly #kernel: Kernel;
  readonly #counts = new Map<string, number>();
  readonly #similar = new Map<string, SimilarEvents>();
  readonly #buckets = new Map<string, { tokens: number; at: Instant }>();

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  /** The event's message as it is sent, how often it was seen, and whether the spam filter lets it pass. */
  correlate(event: NewEvent): { message: string; count: number; isGranted: boolean } {
    const { key, message } = this.#combine(event);
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    return { message, count, isGranted: this.#takeToken(event.type) };
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

  /** One bucket per object and event type. */
  #takeToken(type: string): boolean {
    const { now } = this.#kernel;
    const bucket = this.#buckets.get(type) ?? { tokens: spamBurst, at: now };
    const tokens = Math.min(spamBurst, bucket.tokens + ((now - bucket.at) / second) * spamRefill);
    const granted = tokens >= 1;
    if (granted) this.#buckets.set(type, { tokens: tokens - 1, at: now });
    else if (!this.#buckets.has(type)) this.#buckets.set(type, bucket);
    return granted;
  }
}
