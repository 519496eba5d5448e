/** Group, version and kind of an object (kyaml `resid/gvk.go`). */

export interface Gvk {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

export function isSameGvk(a: Gvk, b: Gvk): boolean {
  return a.group === b.group && a.version === b.version && a.kind === b.kind;
}

/** Whether a group, version and kind are those that are wanted, where they are. */
export function isSelected(gvk: Gvk, wanted: Partial<Gvk>): boolean {
  return (
    (!wanted.group || gvk.group === wanted.group) &&
    (!wanted.version || gvk.version === wanted.version) &&
    (!wanted.kind || gvk.kind === wanted.kind)
  );
}
