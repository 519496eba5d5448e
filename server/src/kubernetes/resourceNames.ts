/** Names of what containers ask for. Upstream: `ValidateContainerResourceName` in `pkg/apis/core/validation/validation.go`. */
import { checkQualifiedName } from './names.ts';

const standard = ['cpu', 'memory', 'ephemeral-storage'];

export function isContainerResourceName(name: string): boolean {
  if (checkQualifiedName(name).length > 0) return false;
  if (!name.includes('/')) return standard.includes(name) || name.startsWith('hugepages-');
  return (
    name.includes('kubernetes.io/') ||
    (!name.startsWith('requests.') && checkQualifiedName(`requests.${name}`).length === 0)
  );
}
