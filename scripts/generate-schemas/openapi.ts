/** Reads one release's OpenAPI document into structural facts: types, required, list keys. No prose. */

export interface StructuralField {
  type: string;
  keys?: string[];
  required?: true;
  enforced?: true;
  enum?: string[];
}

export interface StructuralRelease {
  /** `apiVersion kind` → definition. */
  kinds: Record<string, string>;
  definitions: Record<string, Record<string, StructuralField>>;
}

interface OpenApiSchema {
  type?: string;
  format?: string;
  $ref?: string;
  items?: OpenApiSchema;
  additionalProperties?: OpenApiSchema;
  properties?: Record<string, OpenApiSchema>;
  required?: string[];
  'x-kubernetes-list-type'?: string;
  'x-kubernetes-list-map-keys'?: string[];
  'x-kubernetes-patch-merge-key'?: string;
  'x-kubernetes-group-version-kind'?: { group: string; version: string; kind: string }[];
}

export interface OpenApiDocument {
  definitions: Record<string, OpenApiSchema>;
}

/** Definitions whose JSON form is not the object that OpenAPI shows: their Go types decode themselves. */
const scalars: Readonly<Record<string, string>> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': 'quantity',
  'io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1': 'any',
  'io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime': 'microTime',
  'io.k8s.apimachinery.pkg.apis.meta.v1.Time': 'time',
  'io.k8s.apimachinery.pkg.runtime.RawExtension': 'any',
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': 'intOrString',
};

/** Request bodies of the API itself; they exist in every group and are never written as manifests. */
const requestKinds = new Set(['DeleteOptions', 'WatchEvent']);

export function readOpenApi(document: OpenApiDocument): StructuralRelease {
  const release: StructuralRelease = { kinds: {}, definitions: {} };
  const pending: string[] = [];
  for (const [name, schema] of Object.entries(document.definitions)) {
    for (const { group, version, kind } of schema['x-kubernetes-group-version-kind'] ?? []) {
      if (requestKinds.has(kind)) continue;
      release.kinds[`${group === '' ? version : `${group}/${version}`} ${kind}`] = shortName(name);
      pending.push(name);
    }
  }
  // Only what a kind reaches.
  while (pending.length > 0) {
    const name = pending.pop()!;
    const short = shortName(name);
    if (short in release.definitions) continue;
    const schema = document.definitions[name];
    if (schema === undefined) throw new Error(`OpenAPI refers to ${name} but does not define it`);
    const required = new Set(schema.required);
    const fields: Record<string, StructuralField> = {};
    release.definitions[short] = fields;
    for (const [fieldName, property] of Object.entries(schema.properties ?? {})) {
      const field: StructuralField = { type: typeOf(property, document, pending) };
      const keys =
        property['x-kubernetes-list-type'] === 'map'
          ? property['x-kubernetes-list-map-keys']
          : wrap(property['x-kubernetes-patch-merge-key']);
      if (keys !== undefined && field.type.startsWith('[]')) field.keys = keys;
      if (required.has(fieldName)) field.required = true;
      fields[fieldName] = field;
    }
  }
  return release;
}

/** `io.k8s.api.core.v1.Pod` → `core.v1.Pod`: group, version and name are unique among the built-in kinds. */
export function shortName(name: string): string {
  return name.split('.').slice(-3).join('.');
}

function typeOf(schema: OpenApiSchema, document: OpenApiDocument, pending: string[]): string {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.replace('#/definitions/', '');
    const scalar = scalars[name];
    if (scalar !== undefined) return scalar;
    const target = document.definitions[name];
    // `apiextensions.v1.JSON` and its relatives: any JSON value.
    if (target !== undefined && target.type === undefined) return 'any';
    pending.push(name);
    return shortName(name);
  }
  switch (schema.type) {
    case 'array':
      return `[]${typeOf(schema.items ?? {}, document, pending)}`;
    case 'object':
      return schema.additionalProperties === undefined
        ? '{}any'
        : `{}${typeOf(schema.additionalProperties, document, pending)}`;
    case 'integer':
      return schema.format ?? 'int64';
    case 'number':
      return 'double';
    case 'boolean':
      return 'boolean';
    case 'string':
      return schema.format === 'byte' ? 'base64' : 'string';
    case undefined:
      return 'any';
    default:
      throw new Error(`OpenAPI type not handled: ${schema.type}`);
  }
}

function wrap(key: string | undefined): string[] | undefined {
  return key === undefined ? undefined : [key];
}
