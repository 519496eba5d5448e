import { expect, test } from 'vitest';
import { parseManifest } from '../../manifest/file.ts';
import { checkManifest } from '../runner.ts';
import { checkRule } from '../testing/checkRule.ts';
import { invalidWindowsPod } from './invalidWindowsPod.ts';

/** The paths of what is found in the spec of a pod. */
function found(spec: string, kubernetes = '1.37'): string[] {
  const text = `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: ${spec}\n`;
  return checkManifest(parseManifest(text), { rules: [invalidWindowsPod], kubernetes }).map(({ path }) => path);
}

const app = '{name: a, image: "a:1"}';

test.each([
  ['nothing special', `{os: {name: windows}, containers: [${app}]}`, []],
  ['hostPID: false', `{os: {name: windows}, hostPID: false, containers: [${app}]}`, []],
  ['hostIPC', `{os: {name: windows}, hostIPC: true, containers: [${app}]}`, ['spec.hostIPC']],
  [
    'a field of the pod’s security context',
    `{os: {name: windows}, securityContext: {fsGroup: 1, sysctls: []}, containers: [${app}]}`,
    ['spec.securityContext.fsGroup'],
  ],
  [
    'a field of a container’s security context, although it is false',
    `{os: {name: windows}, containers: [{name: a, image: "a:1", securityContext: {privileged: false}}]}`,
    ['spec.containers[0].securityContext.privileged'],
  ],
  ['what is not set', `{os: {name: windows}, shareProcessNamespace: null, containers: [${app}]}`, []],
  [
    'windowsOptions on linux',
    `{os: {name: linux}, securityContext: {windowsOptions: {runAsUserName: a}}, containers: [${app}]}`,
    ['spec.securityContext.windowsOptions'],
  ],
  ['windowsOptions without os', `{securityContext: {windowsOptions: {runAsUserName: a}}, containers: [${app}]}`, []],
])('the operating system: %s', (_, spec, paths) => expect(found(spec)).toEqual(paths));

test.each([
  ['the pod, on its network', '{windowsOptions: {hostProcess: true}}', `hostNetwork: true, containers: [${app}]`, []],
  ['the pod, off its network', '{windowsOptions: {hostProcess: true}}', `containers: [${app}]`, ['spec.hostNetwork']],
  [
    'one of two containers',
    '{}',
    `hostNetwork: true, containers: [${app}, {name: b, image: b, securityContext: {windowsOptions: {hostProcess: true}}}]`,
    ['spec'],
  ],
  [
    'a container that disagrees',
    '{windowsOptions: {hostProcess: true}}',
    'hostNetwork: true, containers: [{name: b, image: b, securityContext: {windowsOptions: {hostProcess: false}}}]',
    ['spec.containers[0].securityContext.windowsOptions.hostProcess'],
  ],
])('hostProcess: %s', (_, context, rest, paths) =>
  expect(found(`{securityContext: ${context}, ${rest}}`)).toEqual(paths),
);

test('what the API server drops is not looked at', () => {
  const spec = `{os: {name: windows}, hostUsers: false, containers: [${app}]}`;
  expect(found(spec, '1.37')).toEqual(['spec.hostUsers']);
  expect(found(spec, '1.29')).toEqual([]);
});

test('says what is wrong where it stands', () =>
  checkRule(
    invalidWindowsPod,
    `
    apiVersion: v1
    kind: Pod
    spec:
      os: {name: windows}
      hostIPC: true
    # ^^^^^^^ error: A pod whose os.name is windows must not have hostIPC.
      containers: [{name: a, image: "a:1"}]
    `,
  ));
