import type { FieldPath } from '../base/fieldPath.ts';
import type { ScalarType } from './fieldType.ts';
import type { ScalarFault } from './scalars.ts';
import type { Availability } from './schemaFile.ts';

export type JsonType = 'null' | 'boolean' | 'number' | 'string' | 'list' | 'object';

/** What a place takes: a scalar, or one of the shapes. */
export type ExpectedType = ScalarType | 'list' | 'object' | 'map';

/** Something that the API server would say about an object's structure, before it looks at what the values mean. */
export type SchemaProblem =
  /** No release knows a field of this name here. `path` ends in its name; `definition` is what its object is. */
  | { readonly kind: 'unknownField'; readonly path: FieldPath; readonly name: string; readonly definition: string }
  /** The field exists, but not in the target release. */
  | ({
      readonly kind: 'fieldNotInRelease';
      readonly path: FieldPath;
      readonly name: string;
      readonly definition: string;
      readonly release: string;
    } & Availability)
  /** The value can't be decoded. */
  | {
      readonly kind: 'wrongType';
      readonly path: FieldPath;
      readonly expected: ExpectedType;
      readonly actual: JsonType;
      readonly fault: ScalarFault;
      readonly value: unknown;
      /** What the object is that has the field; undefined where the object itself is none. */
      readonly definition: string | undefined;
      /** Whether the last step of the path is a key of a map. */
      readonly inMap?: true;
    }
  /** `allowed` are the values of the target release; `since`/`until` are set if another release takes the value. */
  | ({
      readonly kind: 'notInEnum';
      readonly path: FieldPath;
      readonly value: string;
      readonly definition: string;
      readonly allowed: readonly string[];
      readonly release: string;
    } & Availability)
  /** A field without which the API server rejects the object. `path` is that of the missing field. */
  | { readonly kind: 'missingRequired'; readonly path: FieldPath; readonly name: string; readonly definition: string }
  /** The kind exists, but no release (of those covered) serves it under this API version. */
  | {
      readonly kind: 'unknownVersion';
      readonly path: FieldPath;
      readonly apiVersion: string;
      readonly objectKind: string;
      /** API versions of the target release that serve the kind, best first. */
      readonly versions: readonly string[];
      /** The release that stopped serving it, where it was served once. */
      readonly removedIn?: string;
    }
  /** The API version serves the kind in other releases, not in the target. */
  | ({
      readonly kind: 'versionNotInRelease';
      readonly path: FieldPath;
      readonly apiVersion: string;
      readonly objectKind: string;
      readonly release: string;
      readonly versions: readonly string[];
    } & Availability)
  /** A group of Kubernetes' own that has no such kind. */
  | {
      readonly kind: 'unknownKind';
      readonly path: FieldPath;
      readonly apiVersion: string;
      readonly objectKind: string;
      readonly suggestion?: string;
    };

export function jsonType(value: unknown): JsonType {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'list';
  switch (typeof value) {
    case 'boolean':
      return 'boolean';
    case 'string':
      return 'string';
    case 'object':
      return 'object';
    default:
      return 'number';
  }
}
