import { type Verbatim, verbatim } from '../../base/message.ts';

/** Kubernetes' words inside a sentence of ours: without the full stop, which our sentence has itself. */
export function words(text: string): Verbatim {
  return verbatim(text.trim().replace(/\.$/, ''));
}
