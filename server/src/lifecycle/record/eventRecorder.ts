import type { Kernel } from '../kernel/kernel.ts';
import type { TraceRecorder } from '../kernel/traceRecorder.ts';
import type { Cause, Source } from '../trace/trace.ts';
import { EventCorrelator, type NewEvent } from './eventCorrelator.ts';

/** Sends a component's events about the pod as client-go does. */
export class EventRecorder {
  readonly #trace: TraceRecorder;
  readonly #source: Source;
  readonly #component: string;
  readonly #isCutOff: () => boolean;
  readonly #correlator: EventCorrelator;

  /** @param isCutOff whether the component cannot reach the API server now */
  constructor(kernel: Kernel, trace: TraceRecorder, source: Source, component: string, isCutOff = () => false) {
    this.#trace = trace;
    this.#source = source;
    this.#component = component;
    this.#isCutOff = isCutOff;
    this.#correlator = new EventCorrelator(kernel);
  }

  /** @param fields the pod's fields that had a say in it */
  event(event: NewEvent, cause?: Cause, fields?: readonly string[]): Cause {
    const { message, count, isGranted } = this.#correlator.correlate(event);
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
}
