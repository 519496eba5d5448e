/** What a manifest's surroundings say about it: everything that its own text does not. */
export interface ManifestContext {
  /** `group/Kind` of custom resources → paths to the pods in them, beside those that are known anyway. */
  readonly podPaths: Readonly<Record<string, readonly string[]>>;
  /**
   * What a kustomization uses the file for: a patch may leave out anything, a resource is complete. Undefined where
   * nobody says; then each object is judged by its looks.
   */
  readonly role?: 'patch' | 'resource';
}

export const noContext: ManifestContext = { podPaths: {} };
