/** A field that a trace names, as the manifest has it. `specPath` is where the manifest has what the trace calls `spec`. */
export function fieldInManifest(field: string, specPath: string): string {
  if (/^spec\b/.test(field)) return specPath + field.slice('spec'.length);
  return specPath.replace(/spec$/, '') + field;
}
