/**
 * The shape of `schemas/kubernetes.json`: what every built-in kind looks like in every release the file covers.
 *
 * `since` and `until` name minor releases, both inclusive. They are absent where the thing is in all releases of its
 * owner (a field's owner is its definition; a definition's owner is the file).
 */
export interface SchemaFile {
  /** Minor release → the patch release whose documents were read, oldest first. */
  readonly releases: Readonly<Record<string, string>>;
  /** `apiVersion kind` → the definition of its objects. */
  readonly kinds: Readonly<Record<string, KindEntry>>;
  readonly definitions: Readonly<Record<string, DefinitionEntry>>;
}

export interface Availability {
  readonly since?: string;
  readonly until?: string;
}

export interface KindEntry extends Availability {
  readonly definition: string;
}

export interface DefinitionEntry extends Availability {
  readonly fields: Readonly<Record<string, FieldEntry>>;
}

/** Only a type, or a type with more to say; a list where the fact changed between releases. */
export type FieldEntry = string | FieldVariant | readonly FieldVariant[];

export interface FieldVariant extends Availability {
  /**
   * A scalar (`string`, `boolean`, `int32`, `int64`, `double`, `base64`, `time`, `microTime`, `quantity`,
   * `intOrString`, `any`), the name of a definition, or either behind `[]` (list of) and `{}` (map from string to).
   */
  readonly type: string;
  /** The fields that tell the entries of a list apart (`x-kubernetes-list-map-keys`, else the patch merge key). */
  readonly keys?: readonly string[];
  /** What OpenAPI marks as required. */
  readonly required?: true;
  /** Whether the API server was seen to reject the field's absence, marked as required or not (`schemas/overlay.json`). */
  readonly enforced?: true;
  /** The values of the field, or of the entries of its list or map. */
  readonly enum?: readonly string[];
}
