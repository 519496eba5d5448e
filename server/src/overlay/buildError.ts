import type { SourcePlace } from '../traced/tracedText.ts';

/** Why an overlay is not built. */
export class BuildError extends Error {
  /**
   * `refused`: Kustomize does not build it either. `notUnderstood`: it needs what only Kustomize has, such as a plugin or
   * a remote base.
   */
  readonly kind: 'refused' | 'notUnderstood';
  readonly place: SourcePlace | undefined;

  constructor(kind: BuildError['kind'], message: string, place?: SourcePlace) {
    super(message);
    this.kind = kind;
    this.place = place;
  }
}

export function refused(message: string, place?: SourcePlace): BuildError {
  return new BuildError('refused', message, place);
}

export function notUnderstood(message: string, place?: SourcePlace): BuildError {
  return new BuildError('notUnderstood', message, place);
}
