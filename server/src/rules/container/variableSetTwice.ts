import { removeItem } from '../../manifest/edit.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import { defineRule } from '../rule.ts';

/**
 * The kubelet takes the last one (`makeEnvironmentVariables` in `pkg/kubelet/kubelet_pods.go`), and the API server warns
 * that `kubectl apply` may drop one of them (`pkg/api/pod/warnings.go`).
 */
export const variableSetTwice = defineRule({
  meta: {
    id: 'variable-set-twice',
    severity: 'warning',
    mild: { severity: 'hint' },
    appliesTo: 'container',
    summary: 'Each variable of a container is set once.',
    messages: {
      hides: {
        text: '{name} is set twice: the container sees only this one, and kubectl apply may drop either of them.',
        detail: 'The API server keys this list by name, so a later apply merges the two. Keep one of them.',
      },
      repeats: {
        text: '{name} is set twice with the same value.',
        detail: 'kubectl apply may drop either of them when one changes. Keep one of them.',
      },
      first: '{name} is set here, too',
      removeFirst: 'Remove the first one, which is hidden',
      removeThis: 'Remove this one',
    },
    references: [
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/api/pod/warnings.go',
      'https://github.com/kubernetes/kubernetes/issues/58477',
    ],
  },
  *check({ container }) {
    const before = new Map<string, ManifestNode>();
    for (const variable of container.node.get('env').items()) {
      const name = variable.get('name').string;
      if (!name || variable.unknown) continue;
      const first = before.get(name);
      before.set(name, variable);
      if (!first || first.mayExclude(variable) || usesFirst(name, variable)) continue;
      const repeats = isSame(first, variable);
      // Of two that a template decides nobody knows whether they differ.
      if (!repeats && [first, variable].some((one) => hasUnknown(one.value))) continue;
      yield {
        message: repeats ? 'repeats' : 'hides',
        mild: repeats,
        at: variable.get('name'),
        data: { name },
        related: [{ at: first.get('name'), message: 'first', data: { name } }],
        fixes: () => [
          repeats
            ? { title: 'removeThis', safe: false, edits: removeItem(variable) }
            : { title: 'removeFirst', safe: false, edits: removeItem(first) },
        ],
      };
    }
  },
});

/** `PATH: $(PATH):/opt/bin` continues the value before it. */
function usesFirst(name: string, variable: ManifestNode): boolean {
  const value = variable.get('value');
  const reference = `$(${name})`;
  return (
    value.unknown || (value.string !== undefined && value.string !== reference && value.string.includes(reference))
  );
}

function isSame(a: ManifestNode, b: ManifestNode): boolean {
  return !hasUnknown(a.value) && !hasUnknown(b.value) && JSON.stringify(a.value) === JSON.stringify(b.value);
}

function hasUnknown(value: unknown): boolean {
  if (typeof value === 'symbol') return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(hasUnknown);
}
