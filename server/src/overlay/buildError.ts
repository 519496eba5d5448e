import { type Message, type Verbatim, verbatim } from '../base/message.ts';
import type { SourcePlace } from '../traced/tracedText.ts';

/** Why an overlay is not built. */
export class BuildError extends Error {
  /**
   * `refused`: Kustomize does not build it either. `notUnderstood`: it needs what only Kustomize has, such as a plugin or
   * a remote base.
   */
  readonly kind: 'refused' | 'notUnderstood';
  readonly reason: Verbatim | Message;
  readonly place: SourcePlace | undefined;

  constructor(kind: BuildError['kind'], reason: BuildError['reason'], place?: SourcePlace) {
    super('verbatim' in reason ? reason.verbatim : reason.id);
    this.kind = kind;
    this.reason = reason;
    this.place = place;
  }
}

/** In the words of Kustomize. */
export function refused(words: string, place?: SourcePlace): BuildError {
  return new BuildError('refused', verbatim(words), place);
}

export function notUnderstood(need: Message, place?: SourcePlace): BuildError {
  return new BuildError('notUnderstood', need, place);
}
