import type { Message } from '../../../server/src/base/message.ts';
import type { InputPath } from './inputPath.ts';

/** A number of a simulation that can be turned. */
export interface Knob {
  /** Where the number stands in what is simulated. */
  readonly path: InputPath;
  readonly group: Message;
  readonly label: Message;
  /** Before it is turned. */
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
}
