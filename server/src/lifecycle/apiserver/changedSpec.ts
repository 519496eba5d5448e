import type { Container, PodSpec } from '../../kubernetes/pod.ts';
import type { PodSpecChange } from '../trace/trace.ts';

/** The spec of a pod that somebody has changed. */
export function changedSpec(spec: PodSpec, { images = {}, activeDeadlineSeconds }: PodSpecChange): PodSpec {
  const withImage = (container: Container): Container => {
    const image = images[container.name];
    return image === undefined ? container : { ...container, image };
  };
  return {
    ...spec,
    containers: spec.containers.map(withImage),
    ...(spec.initContainers === undefined ? {} : { initContainers: spec.initContainers.map(withImage) }),
    ...(activeDeadlineSeconds === undefined ? {} : { activeDeadlineSeconds }),
  };
}
