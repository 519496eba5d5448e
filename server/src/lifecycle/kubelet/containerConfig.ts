import { expand } from '../../base/expansion.ts';
import type { Container, EnvVar, PodSpec } from '../../kubernetes/pod.ts';
import type { PodObject } from '../apiserver/podObject.ts';
import type { Said } from '../world/said.ts';

/**
 * Why the configuration of a container cannot be made, whatever the world is like: the manifest itself says so.
 * Upstream: `generateContainerConfig` in `pkg/kubelet/kuberuntime/kuberuntime_container.go`, and what it calls.
 */
export function configError(pod: PodObject, container: Container): Said<string> | undefined {
  const path = pathOf(pod.spec, container);
  const missing = missingInSubPath(container);
  if (missing !== undefined) {
    const cause = { field: `${path}.volumeMounts[${missing.index}].subPathExpr` };
    return { value: `missing value for ${missing.names.join(', ')}`, cause };
  }
  if (!runsAsForbiddenRoot(pod.spec, container)) return undefined;
  const { name, namespace, uid } = pod;
  const value = `container's runAsUser breaks non-root policy (pod: "${name}_${namespace}(${uid})", container: ${container.name})`;
  const own = container.securityContext?.runAsUser === undefined ? 'spec' : path;
  return { value, cause: { field: `${own}.securityContext.runAsUser` } };
}

/** Upstream: `verifyRunAsNonRoot` in `pkg/kubelet/kuberuntime/security_context_others.go`; what the image says is not known. */
function runsAsForbiddenRoot(
  { securityContext: ofPod = {} }: PodSpec,
  { securityContext: own = {} }: Container,
): boolean {
  return (own.runAsNonRoot ?? ofPod.runAsNonRoot) === true && (own.runAsUser ?? ofPod.runAsUser) === 0;
}

/**
 * The first mount whose path needs variables that certainly have no value.
 * Upstream: `ExpandContainerVolumeMounts` in `pkg/kubelet/container/helpers.go`.
 */
function missingInSubPath({
  volumeMounts = [],
  env = [],
  envFrom = [],
}: Container): { readonly index: number; readonly names: string[] } | undefined {
  // What a ConfigMap or Secret has is not known.
  if (envFrom.length > 0) return undefined;
  for (const [index, { subPathExpr = '' }] of volumeMounts.entries()) {
    const names = [...new Set(variablesIn(subPathExpr))].filter((name) => isMissing(name, env)).sort();
    if (names.length > 0) return { index, names };
  }
  return undefined;
}

/** The names in `$(NAME)`; `$$` stands for a dollar sign. Upstream: `third_party/forked/golang/expansion`. */
function variablesIn(text: string): string[] {
  const names: string[] = [];
  expand(text, (name) => {
    names.push(name);
    return undefined;
  });
  return names;
}

function isMissing(name: string, env: readonly EnvVar[]): boolean {
  // The kubelet adds variables for the Services of the namespace.
  if (/_SERVICE_(HOST|PORT)|_PORT(_|$)/.test(name)) return false;
  const variable = env.findLast((candidate) => candidate.name === name);
  return variable === undefined || (variable.valueFrom === undefined && (variable.value ?? '') === '');
}

function pathOf({ containers, initContainers = [] }: PodSpec, container: Container): string {
  const index = initContainers.indexOf(container);
  return index >= 0 ? `spec.initContainers[${index}]` : `spec.containers[${containers.indexOf(container)}]`;
}
