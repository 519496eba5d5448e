import type { StructuralRelease } from './openapi.ts';

/**
 * Adds the enumerations of the types' `+enum` markers. The OpenAPI documents of Kubernetes' repository leave them out;
 * the Go code that the API server serves its own OpenAPI from has them.
 * Upstream: `pkg/generated/openapi/zz_generated.openapi.go`, written by kube-openapi and formatted by gofmt.
 */
export function addEnums(release: StructuralRelease, goSource: string): void {
  let definition: string | undefined;
  let field: string | undefined;
  for (const line of goSource.split('\n')) {
    if (line.startsWith('func schema_')) {
      definition = definitionName(/^func schema_(\w+)\(/.exec(line)?.[1] ?? '');
      field = undefined;
      continue;
    }
    // Fields of a definition stand at exactly five tabs.
    const fieldName = /^\t{5}"([^"]+)": \{$/.exec(line)?.[1];
    if (fieldName !== undefined) field = fieldName;
    const values = /^\t+Enum: +\[\]interface\{\}\{(.*)\},$/.exec(line)?.[1];
    if (values === undefined || definition === undefined || field === undefined) continue;
    const target = release.definitions[definition]?.[field];
    // The Go file also describes API versions that are no longer served.
    if (target !== undefined) target.enum = [...new Set(JSON.parse(`[${values}]`) as string[])].sort();
  }
}

/** `k8sio_api_core_v1_Pod` → `core.v1.Pod`. */
function definitionName(goName: string): string {
  return goName.split('_').slice(-3).join('.');
}
