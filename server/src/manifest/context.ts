/** What the workspace says about a manifest: everything that its own text does not. */
export interface ManifestContext {
  /** `group/Kind` of custom resources → paths to the pods in them, beside those that are known anyway. */
  readonly podPaths: Readonly<Record<string, readonly string[]>>;
  /**
   * What the file is used for: a patch may leave out anything, a resource is complete, and data (the `values.yaml` of a
   * chart, what a test expects of the cluster) are no manifest at all, whatever they look like. Undefined where nobody says; then each object is judged by
   * its looks.
   */
  readonly role?: 'patch' | 'resource' | 'data';
  /** Images, without tag and digest, that a kustomization replaces. */
  readonly replacedImages?: readonly string[];
  /** The names of fields that patches of a kustomization write: a resource may lack them. */
  readonly patchedFields?: readonly string[];
  /** The names of containers that patches give an image; `*` stands for all. */
  readonly patchedImages?: readonly string[];
  /** Whether a kustomization adds labels, to selectors too. */
  readonly addsLabels?: boolean;
}

/** Gives the text of a file; undefined where there is none, or it can't be read. */
export type ReadText = (file: string) => Promise<string | undefined>;

export const noContext: ManifestContext = { podPaths: {} };
