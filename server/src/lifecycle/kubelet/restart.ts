import type { Container } from '../../kubernetes/pod.ts';
import type { PodObject } from '../apiserver/podObject.ts';
import { type Release, restartsAfterExit } from '../release.ts';
import { findContainer, type RuntimeStatus } from '../world/runtimeStatus.ts';

/**
 * Whether a container that does not run is to be started. Upstream: `ShouldContainerBeRestarted` in
 * `pkg/kubelet/container/helpers.go`.
 */
export function shouldBeRestarted(
  container: Container,
  pod: PodObject,
  status: RuntimeStatus,
  release: Release,
): boolean {
  if (pod.deletion !== undefined) return false;
  const record = findContainer(status, container.name);
  if (record === undefined) return true;
  switch (record.state) {
    case 'running':
      return false;
    case 'created':
      return true;
    case 'exited':
      return restartsAfterExit(container, pod.spec, record.exitCode, release);
  }
}
