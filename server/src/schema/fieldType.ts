/** The scalars of Kubernetes' JSON: what a value must be so that the API server can decode it. */
export const scalarTypes = [
  'string',
  'boolean',
  'int32',
  'int64',
  'double',
  'base64',
  'time',
  'microTime',
  'quantity',
  'intOrString',
  'any',
] as const;
export type ScalarType = (typeof scalarTypes)[number];

export type FieldType =
  | { readonly shape: 'scalar'; readonly scalar: ScalarType }
  | { readonly shape: 'object'; readonly definition: string }
  | { readonly shape: 'list'; readonly items: FieldType }
  | { readonly shape: 'map'; readonly values: FieldType };

const cache = new Map<string, FieldType>();

/** Reads a type as the schema file writes it: `string`, `[]core.v1.Container`, `{}quantity`. */
export function parseFieldType(text: string): FieldType {
  let type = cache.get(text);
  if (type === undefined) {
    type = parse(text);
    cache.set(text, type);
  }
  return type;
}

function parse(text: string): FieldType {
  if (text.startsWith('[]')) return { shape: 'list', items: parseFieldType(text.slice(2)) };
  if (text.startsWith('{}')) return { shape: 'map', values: parseFieldType(text.slice(2)) };
  if ((scalarTypes as readonly string[]).includes(text)) return { shape: 'scalar', scalar: text as ScalarType };
  return { shape: 'object', definition: text };
}
