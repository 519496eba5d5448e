/** Which feature gate decides whether a field, or its value, is taken, and whether it is on in the cluster. */
import type { Message } from '../../base/message.ts';
import { isGateOn } from '../../kubernetes/gates.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import type { ManifestObject } from '../../manifest/object.ts';
import { schemaPlaceAround } from '../../rules/structure/problems.ts';
import { descend } from '../../schema/catalog.ts';
import { guardsAt } from '../../schema/guardedFields.ts';
import { isAvailable } from '../../schema/release.ts';
import type { Target } from '../target.ts';
import { hoverMessages as say } from './messages.ts';

/** The gate of a field with its state; undefined where no gate decides. */
export function gateOf(object: ManifestObject, node: ManifestNode, { kubernetes, gates }: Target): Message | undefined {
  const place = schemaPlaceAround(object, node.path);
  const field = place && descend(place.definition, node.path.slice(place.path.length), kubernetes);
  if (!field || !isAvailable(field, kubernetes)) return undefined;
  const guards = guardsAt({ ...field, list: node.path.at(-3) }, kubernetes, node.value);
  // Of several, one that is off decides.
  const guard = guards.find((one) => !isGateOn(one.gate, kubernetes, gates)) ?? guards[0];
  if (!guard) return undefined;
  const isSet = gates !== undefined && Object.hasOwn(gates, guard.gate);
  const isOn = isGateOn(guard.gate, kubernetes, gates);
  const { gate } = guard;
  const rejects = guard.effect === 'rejected';
  if (isSet) {
    if (isOn) return say.gateOnHere({ gate });
    return rejects ? say.gateOffHereRejects({ gate }) : say.gateOffHere({ gate });
  }
  const data = { gate, release: kubernetes };
  if (isOn) return say.gateOn(data);
  return rejects ? say.gateOffRejects(data) : say.gateOff(data);
}
