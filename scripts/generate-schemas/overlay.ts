import { isAvailable } from '../../server/src/schema/release.ts';
import type { Availability } from '../../server/src/schema/schemaFile.ts';
import type { StructuralField, StructuralRelease } from './openapi.ts';

/** `schemas/overlay.json`: what the API server's validation knows and its OpenAPI doesn't say, each with its source. */
export interface Overlay {
  readonly enums: readonly EnumFact[];
  /** Fields whose absence the validation code of Kubernetes 1.34 was seen to reject, at the field's own path. */
  readonly enforced: readonly { readonly source: string; readonly fields: readonly string[] }[];
}

interface EnumFact extends Availability {
  /** `core.v1.Container.restartPolicy` */
  readonly field: string;
  readonly values: readonly string[];
  readonly source: string;
}

/** Adds the overlay's facts to a release. Adding them twice changes nothing. */
export function applyOverlay(release: StructuralRelease, minor: string, overlay: Overlay): void {
  for (const fact of overlay.enums) {
    const target = isAvailable(fact, minor) && find(release, fact.field);
    if (target) target.enum = [...fact.values].sort();
  }
  for (const field of overlay.enforced.flatMap((fact) => fact.fields)) {
    const target = find(release, field);
    if (target) target.enforced = true;
  }
}

/** The overlay's fields that no release has: slips of the pen. */
export function unusedFacts(releases: readonly StructuralRelease[], overlay: Overlay): string[] {
  const fields = [...overlay.enums.map((fact) => fact.field), ...overlay.enforced.flatMap((fact) => fact.fields)];
  return fields.filter((field) => !releases.some((release) => find(release, field) !== undefined));
}

function find(release: StructuralRelease, path: string): StructuralField | undefined {
  const dot = path.lastIndexOf('.');
  return release.definitions[path.slice(0, dot)]?.[path.slice(dot + 1)];
}
