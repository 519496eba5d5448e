/** How findings name fields, and what stands in them. */
import type { FieldPath } from '../../base/fieldPath.ts';
import { defineMessages, type Value } from '../../base/message.ts';

export const valueMessages = defineMessages('value', {
  label: 'Label {name}',
  annotation: 'Annotation {name}',
  nodeLabel: 'Node label {name}',
  key: 'Key {name}',
  item: 'An item of {name}',
  thisObject: 'This object',
  // What a field takes.
  string: 'a string',
  boolean: 'true or false',
  int32: 'an integer up to 2147483647',
  int64: 'an integer',
  seconds: 'an integer number of seconds',
  double: 'a number',
  base64: 'base64 text',
  time: 'a time such as 2026-01-31T12:00:00Z',
  microTime: 'a time such as 2026-01-31T12:00:00.000000Z',
  quantity: 'a quantity such as 500m or 1Gi',
  intOrString: 'an integer or a string',
  any: 'anything',
  list: 'a list',
  object: 'a mapping of fields',
  map: 'a mapping with lines such as key: value',
  // What stands there.
  empty: 'empty',
  aBoolean: 'a boolean',
  unquotedBoolean: 'a boolean without quotes',
  aNumber: 'a number',
  aMapping: 'a mapping',
  continued: 'a string that goes on in the next line',
});

/** Fields whose own fields are keys that the user chooses. */
const maps: Readonly<Record<string, 'label' | 'annotation' | 'nodeLabel' | 'key'>> = {
  labels: 'label',
  matchLabels: 'label',
  annotations: 'annotation',
  nodeSelector: 'nodeLabel',
  selector: 'label',
  data: 'key',
};

/** A field at the beginning of a sentence: `periodSeconds`, `An item of command`, `Label app`. */
export function nameOfField(path: FieldPath): Value {
  const names = path.filter((step) => typeof step === 'string');
  const name = names.at(-1);
  if (name === undefined) return valueMessages.thisObject();
  const map = maps[names.at(-2) ?? ''];
  if (map !== undefined && typeof path.at(-1) === 'string') return valueMessages[map]({ name });
  return typeof path.at(-1) === 'number' ? valueMessages.item({ name }) : name;
}
