/** Which feature gate decides whether a field is there, and whether it is on in the cluster. */
import type { Message } from '../../base/message.ts';
import { guardsOf, isGateOn } from '../../kubernetes/gates.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import type { ManifestObject } from '../../manifest/object.ts';
import { schemaPlaceAround } from '../../rules/structure/problems.ts';
import { descend } from '../../schema/catalog.ts';
import { isAvailable } from '../../schema/release.ts';
import type { Target } from '../target.ts';
import { hoverMessages as say } from './messages.ts';

/** The gate of a field with its state; undefined where no gate decides. */
export function gateOf(object: ManifestObject, node: ManifestNode, { kubernetes, gates }: Target): Message | undefined {
  const place = schemaPlaceAround(object, node.path);
  const field = place && descend(place.definition, node.path.slice(place.path.length), kubernetes);
  if (!field || !isAvailable(field, kubernetes)) return undefined;
  const guard = guardsOf(`${field.definition}.${field.name}`).find(
    (one) => !one.values && isAvailable(one, kubernetes) && (one.in === undefined || one.in === node.path.at(-3)),
  );
  if (!guard) return undefined;
  const isSet = gates !== undefined && Object.hasOwn(gates, guard.gate);
  const isOn = isGateOn(guard.gate, kubernetes, gates);
  const { gate } = guard;
  if (isSet) return isOn ? say.gateOnHere({ gate }) : say.gateOffHere({ gate });
  return isOn ? say.gateOn({ gate, release: kubernetes }) : say.gateOff({ gate, release: kubernetes });
}
