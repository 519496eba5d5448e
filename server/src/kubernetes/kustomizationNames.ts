/** The names that Kustomize looks for in a folder. Upstream: kustomize `api/konfig/general.go`. */
export const kustomizationNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'] as const;

/** Whether a path, with forward slashes, is that of a kustomization. */
export function isKustomization(path: string): boolean {
  return kustomizationNames.some((name) => path.endsWith(`/${name}`));
}
