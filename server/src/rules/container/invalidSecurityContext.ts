import { checkDns1123Subdomain } from '../../kubernetes/names.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import { compareReleases } from '../../schema/release.ts';
import { plainComplaint } from '../complaint.ts';
import { localPathFault, objectsIn, textOf } from '../reading.ts';
import { defineRule, type RawFinding } from '../rule.ts';

type Found = RawFinding<
  'id' | 'noProfile' | 'profileOnly' | 'profilePath' | 'padded' | 'empty' | 'name' | 'sysctl' | 'sysctlTwice'
>;

const sysctlName = /^(?:[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?$/;

/** Upstream: `ValidateSecurityContext`, `validatePodSpecSecurityContext`, `validateHostUsers`. */
export const invalidSecurityContext = defineRule({
  meta: {
    id: 'invalid-security-context',
    severity: 'error',
    appliesTo: 'workload',
    summary: 'A securityContext asks only for what is possible.',
    messages: {
      id: '{field} must be from 0 to 2147483647, not {value}.',
      noProfile: 'type: Localhost needs localhostProfile: the profile on the node.',
      profileOnly: 'localhostProfile is allowed only with type: Localhost.',
      profilePath: 'localhostProfile "{value}" is not valid. {complaint}',
      padded: 'localhostProfile must not begin or end with white space.',
      empty: '{field} must not be empty. Remove it.',
      name: '"{value}" is not a valid {field}: {complaint}.',
      sysctl: '"{value}" is not a valid name of a sysctl.',
      sysctlTwice: 'Sysctl "{value}" is set twice. Keep one of them.',
      unmasked: 'procMount: Unmasked needs a user namespace: set hostUsers: false for the pod.',
      privilegedEscalation: 'allowPrivilegeEscalation must not be false in a privileged container.',
      adminEscalation: 'allowPrivilegeEscalation must not be false in a container with CAP_SYS_ADMIN.',
      sharedProcesses: 'shareProcessNamespace and hostPID must not both be true.',
      hostUsers: '{field} is not allowed with hostUsers: false. Remove one of them.',
    },
    references: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go',
    ],
  },
  *check({ pod }, { kubernetes }) {
    const own = pod.spec.get('securityContext');
    const hostUsers = pod.spec.get('hostUsers');
    yield* checkIds(own, ['fsGroup', 'runAsUser', 'runAsGroup']);
    for (const group of own.get('supplementalGroups').items()) yield* checkId(group, 'supplementalGroups');
    yield* checkCommon(own);
    yield* checkSysctls(own.get('sysctls'));
    for (const field of ['fsGroupChangePolicy', 'supplementalGroupsPolicy', 'seLinuxChangePolicy']) {
      const node = own.get(field);
      if (node.value === '') yield { message: 'empty', at: node, data: { field } };
    }
    const shared = pod.spec.get('shareProcessNamespace');
    if (shared.value === true && pod.spec.get('hostPID').value === true)
      yield {
        message: 'sharedProcesses',
        at: shared,
        path: compareReleases(kubernetes, '1.37') < 0 ? [...own.path, 'shareProcessNamespace'] : shared.path,
      };
    if (hostUsers.value === false && compareReleases(kubernetes, '1.33') >= 0) {
      for (const field of ['hostNetwork', 'hostPID', 'hostIPC']) {
        const node = pod.spec.get(field);
        const named = field.replace('hostP', 'HostP').replace('hostI', 'HostI');
        if (node.value === true)
          yield { message: 'hostUsers', at: node, path: [...pod.spec.path, named], data: { field } };
      }
    }
    for (const container of pod.allContainers) {
      const context = container.node.get('securityContext');
      if (!context.isMap) continue;
      yield* checkIds(context, ['runAsUser', 'runAsGroup']);
      yield* checkCommon(context);
      const mount = context.get('procMount');
      // Upstream: ProcMountType. Before, the API server drops the field.
      if (compareReleases(kubernetes, '1.33') >= 0) {
        if (mount.value === '') yield { message: 'empty', at: mount, data: { field: 'procMount' } };
        else if (mount.value === 'Unmasked' && !hostUsers.unknown && hostUsers.value !== false)
          yield { message: 'unmasked', at: mount };
      }
      const escalation = context.get('allowPrivilegeEscalation');
      if (escalation.value !== false) continue;
      if (context.get('privileged').value === true)
        yield { message: 'privilegedEscalation', at: escalation, path: context.path };
      const added = context.get('capabilities').get('add').items();
      if (added.some((capability) => capability.value === 'CAP_SYS_ADMIN'))
        yield { message: 'adminEscalation', at: escalation, path: context.path };
    }
  },
});

function* checkIds(context: ManifestNode, fields: readonly string[]): Generator<Found> {
  for (const field of fields) yield* checkId(context.get(field), field);
}

function* checkId(node: ManifestNode, field: string): Generator<Found> {
  const value = node.integer;
  if (value !== undefined && (value < 0 || value > 2147483647))
    yield { message: 'id', at: node, data: { field, value } };
}

/** What a pod and its containers can both say. */
function* checkCommon(context: ManifestNode): Generator<Found> {
  for (const field of ['seccompProfile', 'appArmorProfile']) {
    const profile = context.get(field);
    if (!profile.isMap) continue;
    const type = textOf(profile.get('type'));
    const node = profile.get('localhostProfile');
    if (type === undefined || node.unknown) continue;
    const isKnown = type === 'RuntimeDefault' || type === 'Unconfined' || field === 'seccompProfile';
    if (type === 'Localhost') {
      const text = textOf(node);
      const isMissing = field === 'seccompProfile' ? !node.isSet : text === '';
      const complaint = field === 'seccompProfile' && text ? localPathFault(text) : undefined;
      if (isMissing && text !== undefined) yield { message: 'noProfile', at: node };
      else if (complaint !== undefined) yield { message: 'profilePath', at: node, data: { value: text!, complaint } };
      else if (field === 'appArmorProfile' && text !== undefined && text.trim() !== text)
        yield { message: 'padded', at: node };
    } else if (node.isSet && isKnown) yield { message: 'profileOnly', at: node, on: 'key' };
  }
  const windows = context.get('windowsOptions');
  const spec = windows.get('gmsaCredentialSpecName');
  const [complaint] = spec.string === undefined ? [] : checkDns1123Subdomain(spec.string);
  if (complaint !== undefined)
    yield {
      message: 'name',
      at: spec,
      data: { value: spec.string!, field: 'gmsaCredentialSpecName', complaint: plainComplaint(complaint) },
    };
  for (const field of ['gmsaCredentialSpec', 'runAsUserName']) {
    const node = windows.get(field);
    if (node.value === '') yield { message: 'empty', at: node, data: { field } };
  }
}

function* checkSysctls(list: ManifestNode): Generator<Found> {
  const seen = new Set<string>();
  for (const sysctl of objectsIn(list)) {
    const node = sysctl.get('name');
    const value = node.string;
    if (!value) continue;
    if (!sysctlName.test(value) || value.length > 253) yield { message: 'sysctl', at: node, data: { value } };
    else if (seen.has(value)) yield { message: 'sysctlTwice', at: node, data: { value } };
    seen.add(value);
  }
}
