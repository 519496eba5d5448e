import { test } from 'vitest';
import { checkRule } from '../testing/checkRule.ts';
import { invalidSecurityContext } from './invalidSecurityContext.ts';

test('of the pod', () =>
  checkRule(
    invalidSecurityContext,
    `
    apiVersion: v1
    kind: Pod
    spec:
      hostPID: true
      shareProcessNamespace: true
      #                      ^^^^ error: shareProcessNamespace and hostPID must not both be true.
      securityContext:
        runAsUser: -1
        #          ^^ error: runAsUser must be from 0 to 2147483647, not -1.
        fsGroup: 2147483648
        #        ^^^^^^^^^^ error: fsGroup must be from 0 to 2147483647, not 2147483648.
        runAsGroup: 2147483647
        supplementalGroups: [1, -1]
        #                       ^^ error: supplementalGroups must be from 0 to 2147483647, not -1.
        fsGroupChangePolicy: ""
        #                    ^^ error: fsGroupChangePolicy must not be empty. Remove it.
        seccompProfile: { type: Localhost }
       #^^^^^^^^^^^^^^ error: type: Localhost needs localhostProfile: the profile on the node.
        appArmorProfile: { type: RuntimeDefault, localhostProfile: a }
        #                                        ^^^^^^^^^^^^^^^^ error: localhostProfile is allowed only with type: Localhost.
        sysctls: [{ name: A b, value: "1" }, { name: net.core.somaxconn, value: "1" }, { name: net.core.somaxconn, value: "2" }]
        #                 ^^^ error: "A b" is not a valid name of a sysctl.
        #                                                                                      ^^^^^^^^^^^^^^^^^^ error: Sysctl "net.core.somaxconn" is set twice. Keep one of them.
        windowsOptions: { runAsUserName: "", gmsaCredentialSpecName: A }
        #                                ^^ error: runAsUserName must not be empty. Remove it.
        #                                                            ^ error: "A" is not a valid gmsaCredentialSpecName: must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character.
    `,
  ));

test('of containers', () =>
  checkRule(
    invalidSecurityContext,
    `
    apiVersion: v1
    kind: Pod
    spec:
      initContainers:
      - name: init
        securityContext: { privileged: true, allowPrivilegeEscalation: false }
        #                                                              ^^^^^ error: allowPrivilegeEscalation must not be false in a privileged container.
      containers:
      - name: app
        securityContext:
          runAsUser: 0
          procMount: Unmasked
          #          ^^^^^^^^ error: procMount: Unmasked needs a user namespace: set hostUsers: false for the pod.
          allowPrivilegeEscalation: false
          #                         ^^^^^ error: allowPrivilegeEscalation must not be false in a container with CAP_SYS_ADMIN.
          capabilities: { add: [CAP_SYS_ADMIN] }
          seccompProfile: { type: Localhost, localhostProfile: ../a }
          #                                                    ^^^^ error: localhostProfile "../a" is not valid. The path must not contain ..
          appArmorProfile: { type: Localhost, localhostProfile: " a" }
          #                                                     ^^^^ error: localhostProfile must not begin or end with white space.
      - name: good
        securityContext:
          privileged: false
          allowPrivilegeEscalation: false
          capabilities: { add: [SYS_ADMIN], drop: [ALL] }
          seccompProfile: { type: Localhost, localhostProfile: a/b.json }
          appArmorProfile: { type: Localhost, localhostProfile: a }
      - name: open
        securityContext: { runAsUser: "{{ .Values.user }}", seccompProfile: { type: "{{ .Values.type }}", localhostProfile: a } }
    `,
  ));

test('of pods with their own users', () =>
  checkRule(
    invalidSecurityContext,
    `
    apiVersion: v1
    kind: Pod
    spec:
      hostUsers: false
      hostNetwork: true
      #            ^^^^ error: hostNetwork is not allowed with hostUsers: false. Remove one of them.
      hostPID: false
      containers:
      - name: app
        securityContext: { procMount: Unmasked }
    `,
  ));

test('of older releases, which drop what they do not have', () =>
  checkRule(
    invalidSecurityContext,
    `
    apiVersion: v1
    kind: Pod
    spec:
      hostUsers: false
      hostNetwork: true
      containers:
      - name: app
        securityContext: { procMount: Unmasked }
    `,
    { kubernetes: '1.32' },
  ));
