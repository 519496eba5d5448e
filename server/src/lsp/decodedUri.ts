/** A URI as a person would write it, e.g. in a kustomization; one that is not encoded well stays as it is. */
export function decodedUri(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
