/** Paths in a kustomization. */

/** A path as seen from a folder, with forward slashes. */
export function resolvePath(folder: string, path: string): string {
  if (path.startsWith('/')) return withoutSlashesAtEnd(path);
  const steps = folder.split('/');
  for (const step of path.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
}

/** Whether a path names a repository or a page, which only Kustomize fetches (`api/internal/git/repospec.go`). */
export function isRemote(path: string): boolean {
  return /^(?:[\w+.-]+::|(?:https?|ssh|git|file|oci):\/\/|[\w.-]+@[\w.-]+:|(?:www\.)?(?:github|gitlab|bitbucket)\.(?:com|org)[/:])|[?&](?:ref|version)=|\.git(?:\/|$)/i.test(
    path,
  );
}

function withoutSlashesAtEnd(path: string): string {
  let end = path.length;
  while (end > 1 && path[end - 1] === '/') end--;
  return path.slice(0, end);
}
