/**
 * Paths of fields, written as the API server writes them in its field errors:
 * `spec.containers[0].livenessProbe.httpGet.port`, `metadata.labels[app.kubernetes.io/name]`.
 * Upstream: apimachinery `pkg/util/validation/field/path.go`.
 */
export type FieldPath = readonly (string | number)[];

/** Fields whose own fields are keys that the user chooses. */
const maps: ReadonlySet<string | number> = new Set([
  'labels',
  'annotations',
  'matchLabels',
  'nodeSelector',
  'limits',
  'requests',
]);

/** The path as one string; keys of maps and what is no plain identifier stand in brackets. */
export function formatFieldPath(path: FieldPath): string {
  let text = '';
  for (const [index, step] of path.entries()) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (maps.has(path[index - 1] ?? '') || isData(path, index) || isAmount(path, index)) text += `[${step}]`;
    // Braces name several fields at once.
    else if (/^(?:[A-Za-z_$][\w$-]*|\{.*\})$/.test(step)) text += text === '' ? step : `.${step}`;
    else text += `[${step}]`;
  }
  return text;
}

/** The data of a ConfigMap or a Secret. */
function isData(path: FieldPath, index: number): boolean {
  return index === 1 && (path[0] === 'data' || path[0] === 'binaryData');
}

/** Of a claim the API server leaves `requests` out: `spec.resources[storage]`. */
function isAmount(path: FieldPath, index: number): boolean {
  return path[index] === 'storage' && path[index - 1] === 'resources';
}

/** Whether a path is another one, or goes on from it. */
export function isEnclosedBy(path: FieldPath, outer: FieldPath): boolean {
  return outer.every((step, index) => path[index] === step);
}

/** The inverse of {@link formatFieldPath}. A bracket that holds only digits is an index. */
export function parseFieldPath(text: string): FieldPath {
  const path: (string | number)[] = [];
  for (const match of text.matchAll(/\[([^\]]*)\]?|([^.[\]]+)/g)) {
    const [, bracketed, name] = match;
    if (bracketed === undefined) path.push(name ?? '');
    else path.push(/^\d+$/.test(bracketed) ? Number(bracketed) : bracketed);
  }
  return path;
}
