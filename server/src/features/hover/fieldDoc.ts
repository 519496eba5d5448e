/** What is known of a field of a pod's life, for hovers and for `docs/fields/`. */
import type { ProbeType } from '../../kubernetes/pod.ts';

export interface FieldDoc {
  /** What it is, in half a sentence without a full stop. */
  readonly title: string;
  /** What it does and what to know about it; per probe where that differs. */
  readonly text: string | Readonly<Record<ProbeType, string>>;
  /** Type, unit and bounds of the value. */
  readonly value?: string;
  /** What holds when the field is left out. */
  readonly default?: string;
  /** The type in the API reference that has the field, e.g. `probe-v1-core`. */
  readonly api: string;
  /** A page that says more. */
  readonly more: Link;
}

export interface Link {
  readonly title: string;
  readonly url: string;
}

/** Where Kubernetes' documentation is. */
export const kubernetes = 'https://kubernetes.io/docs';

/** A page of Kubernetes' documentation. */
export const page = (title: string, path: string): Link => ({ title, url: `${kubernetes}/${path}` });
