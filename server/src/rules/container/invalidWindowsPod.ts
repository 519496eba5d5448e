import type { ManifestNode } from '../../manifest/node.ts';
import { defineRule, type RawFinding, type RuleContext } from '../rule.ts';
import { guardedFieldsOf } from '../structure/guardedFields.ts';

type Found = RawFinding<'linux' | 'windows' | 'hostNetwork' | 'mixed' | 'otherThanPod'>;

/** What a pod for Windows can't have in its spec, its security context and those of its containers. */
const notForWindows = {
  spec: ['hostUsers', 'hostPID', 'hostIPC', 'shareProcessNamespace'],
  pod: [
    'appArmorProfile',
    'seLinuxOptions',
    'seccompProfile',
    'fsGroup',
    'fsGroupChangePolicy',
    'sysctls',
    'runAsUser',
    'runAsGroup',
    'supplementalGroups',
    'supplementalGroupsPolicy',
    'seLinuxChangePolicy',
  ],
  container: [
    'appArmorProfile',
    'seLinuxOptions',
    'seccompProfile',
    'capabilities',
    'readOnlyRootFilesystem',
    'privileged',
    'allowPrivilegeEscalation',
    'procMount',
    'runAsUser',
    'runAsGroup',
  ],
} as const;

/** Upstream: `validateWindows`, `validateLinux`, `validateWindowsHostProcessPod`. */
export const invalidWindowsPod = defineRule({
  meta: {
    id: 'invalid-windows-pod',
    severity: 'error',
    appliesTo: 'workload',
    summary: 'A pod has only what its operating system knows, and hostProcess for all containers or for none.',
    messages: {
      linux: 'A pod whose os.name is linux must not have windowsOptions.',
      windows: 'A pod whose os.name is windows must not have {field}.',
      hostNetwork: 'A pod with hostProcess containers needs hostNetwork: true.',
      mixed: 'If one container is a hostProcess container, all containers of the pod must be.',
      otherThanPod: 'hostProcess of a container must be what the pod says: {value}.',
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/#pod-os',
      'https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/',
      'https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/core/validation/validation.go',
    ],
  },
  *check({ pod, workload }, context) {
    const { spec } = pod;
    const system = spec.get('os').get('name').string;
    const contexts = pod.allContainers.map(({ node }) => node.get('securityContext'));
    if (system === 'linux') {
      for (const one of [spec.get('securityContext'), ...contexts]) {
        const options = one.get('windowsOptions');
        if (options.isSet) yield { message: 'linux', at: options, on: 'key' };
      }
    }
    if (system === 'windows') {
      const dropped = droppedFields(workload.object, context);
      yield* checkWindows(spec, notForWindows.spec, dropped);
      yield* checkWindows(spec.get('securityContext'), notForWindows.pod, dropped);
      for (const one of contexts) yield* checkWindows(one, notForWindows.container, dropped);
    }
    yield* checkHostProcess(spec, contexts);
  },
});

/** The paths of what the API server drops before it looks. */
function droppedFields(object: Parameters<typeof guardedFieldsOf>[0], context: RuleContext): ReadonlySet<string> {
  return new Set(guardedFieldsOf(object, context).map(({ path }) => path.join('\n')));
}

function* checkWindows(
  parent: ManifestNode,
  fields: readonly string[],
  dropped: ReadonlySet<string>,
): Generator<Found> {
  for (const field of fields) {
    const node = parent.get(field);
    const isLeftOut =
      !node.isSet ||
      (node.isList && node.items().length === 0 && field === 'sysctls') ||
      dropped.has(node.path.join('\n'));
    // A false hostPID or hostIPC is as if it were not there.
    if (isLeftOut || (node.value === false && (field === 'hostPID' || field === 'hostIPC'))) continue;
    yield { message: 'windows', at: node, on: 'key', data: { field } };
  }
}

function* checkHostProcess(spec: ManifestNode, contexts: readonly ManifestNode[]): Generator<Found> {
  const ofPod = hostProcessOf(spec.get('securityContext'));
  const own = contexts.map(hostProcessOf);
  if ([ofPod, ...own].some((node) => node.unknown)) return;
  const said = ofPod.value;
  for (const node of own) {
    if (typeof said === 'boolean' && typeof node.value === 'boolean' && node.value !== said)
      yield { message: 'otherThanPod', at: node, data: { value: String(said) } };
  }
  const count = own.filter((node) => (node.isSet ? node.value : said) === true).length;
  if (count === 0) return;
  if (count < own.length) yield { message: 'mixed', at: spec, on: 'key' };
  const network = spec.get('hostNetwork');
  if (!network.unknown && network.value !== true) yield { message: 'hostNetwork', at: network };
}

function hostProcessOf(context: ManifestNode): ManifestNode {
  return context.get('windowsOptions').get('hostProcess');
}
