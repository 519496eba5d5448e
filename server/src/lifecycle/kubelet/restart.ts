import type { Container } from '../../kubernetes/pod.ts';
import { findContainer, type PodObject, type RuntimeStatus } from './types.ts';

/**
 * Whether a container that does not run is to be started. Upstream: `ShouldContainerBeRestarted` in
 * `pkg/kubelet/container/helpers.go`.
 */
export function shouldBeRestarted(container: Container, pod: PodObject, status: RuntimeStatus): boolean {
  if (pod.deletion !== undefined) return false;
  const record = findContainer(status, container.name);
  if (record === undefined) return true;
  switch (record.state) {
    case 'running':
      return false;
    case 'created':
      return true;
    case 'exited':
      break;
  }
  switch (pod.spec.restartPolicy) {
    case 'Never':
      return false;
    case 'OnFailure':
      return record.exitCode !== 0;
    default:
      return true;
  }
}
