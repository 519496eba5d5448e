import type { FieldPath } from '../../base/fieldPath.ts';
import type { Message } from '../../base/message.ts';
import type { Span } from '../../base/span.ts';

/** What is wrong in a config file. */
export interface ConfigProblem {
  readonly message: Message;
  readonly span: Span;
  readonly path: FieldPath;
  /** The name that was meant, where the problem is a name. */
  readonly meant?: string;
}

/** A problem at a path; `isName` where it is about the key there. */
export interface PlacedProblem extends Omit<ConfigProblem, 'span'> {
  readonly isName: boolean;
}
