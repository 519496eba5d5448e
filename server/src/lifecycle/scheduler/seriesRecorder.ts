import type { Kernel } from '../kernel/kernel.ts';
import { lanes } from '../kernel/lanes.ts';
import { type Instant, minute, type Span } from '../kernel/time.ts';
import type { TraceRecorder } from '../kernel/traceRecorder.ts';
import type { NewEvent } from '../record/eventCorrelator.ts';
import type { Cause } from '../trace/trace.ts';

const finishTime: Span = 6 * minute;
const refreshTime: Span = 30 * minute;
const component = 'default-scheduler';

interface Series {
  readonly event: NewEvent;
  count: number;
  lastSeen: Instant;
}

/**
 * Sends events as the `events.k8s.io` client does: repetitions of a reason, whatever their text, make a series; its
 * second event is sent, further ones only now and then, always with the first one's text.
 * Upstream: client-go `tools/events/event_broadcaster.go`.
 */
export class SeriesRecorder {
  readonly #kernel: Kernel;
  readonly #trace: TraceRecorder;
  readonly #series = new Map<string, Series>();

  constructor(kernel: Kernel, trace: TraceRecorder) {
    this.#kernel = kernel;
    this.#trace = trace;
  }

  /** @param fields the pod's fields that had a say in it */
  event(event: NewEvent, cause?: Cause, fields?: readonly string[]): Cause {
    const { now } = this.#kernel;
    const key = `${event.type}\n${event.reason}`;
    const series = this.#series.get(key);
    if (series === undefined) {
      this.#series.set(key, { event, count: 1, lastSeen: now });
      this.#everySoOften(
        finishTime,
        () => this.#finish(key),
        () => (this.#series.get(key)?.count ?? 0) <= 1,
      );
      return this.#record(event, { count: 1 }, cause, fields);
    }
    series.count++;
    series.lastSeen = now;
    if (series.count > 2) return this.#record(event, { dropped: 'series' }, cause, fields);
    this.#everySoOften(refreshTime, () => this.#refresh(key));
    return this.#record(series.event, { count: 2 }, cause, fields);
  }

  /** @param isIdle whether looking would tell nothing, as things are */
  #everySoOften(period: Span, look: () => boolean, isIdle: () => boolean = () => false): void {
    const kernel = this.#kernel;
    const schedule = (at: Instant) => {
      kernel.schedule(at, lanes.observer, again, kernel.cause, isIdle);
    };
    const again = () => {
      if (look()) schedule(kernel.now + period);
    };
    schedule((Math.floor(kernel.now / period) + 1) * period);
  }

  #refresh(key: string): boolean {
    const series = this.#series.get(key);
    if (series === undefined) return false;
    this.#record(series.event, { count: series.count });
    return true;
  }

  /** A series that has not been seen for a while is told to its end and forgotten. */
  #finish(key: string): boolean {
    const series = this.#series.get(key);
    if (series === undefined) return false;
    if (this.#kernel.now - series.lastSeen <= finishTime) return true;
    if (series.count > 1) this.#record(series.event, { count: series.count });
    this.#series.delete(key);
    return false;
  }

  #record(
    event: NewEvent,
    fate: { readonly count: number } | { readonly dropped: 'series' },
    cause?: Cause,
    fields?: readonly string[],
  ): Cause {
    return this.#trace.record(
      {
        kind: 'event',
        source: 'scheduler',
        event: { ...event, from: component, ...fate },
        ...(fields === undefined || fields.length === 0 ? {} : { fields }),
      },
      { cause },
    );
  }
}
