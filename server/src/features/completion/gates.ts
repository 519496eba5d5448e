/** What feature gates leave of a completion: fields and values that the cluster drops come last, and say why. */
import type { Message } from '../../base/message.ts';
import { isGateOn } from '../../kubernetes/gates.ts';
import type { FieldSchema } from '../../schema/catalog.ts';
import { guardsAt } from '../../schema/guardedFields.ts';
import { completionMessages as say } from './messages.ts';
import type { CompletionPlace } from './place.ts';

/** Behind all that works. */
export const droppedRank = 100;

/**
 * The gate that is off in the cluster and without which its API server drops a field, or its value, or rejects it. The
 * list is that in which the field's object stands.
 */
export function closedGate(
  { definition, name }: FieldSchema,
  list: string | number | undefined,
  { release, gates }: CompletionPlace,
  value?: string,
): { readonly gate: string; readonly rejects: boolean } | undefined {
  const guard = guardsAt({ definition, name, list }, release, value).find(
    ({ gate }) => !isGateOn(gate, release, gates),
  );
  return guard && { gate: guard.gate, rejects: guard.effect === 'rejected' };
}

/** Beside the label. */
export function closedDetail(gate: string, detail?: Message): Message {
  return detail === undefined ? say.dropped({ gate }) : say.describedDropped({ detail, gate });
}
