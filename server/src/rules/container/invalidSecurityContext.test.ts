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
      #                      ^^^^ error: shareProcessNamespace and hostPID can’t both be true. Remove one of them.
      securityContext:
        runAsUser: -1
        #          ^^ error: runAsUser is -1, but ids lie between 0 and 2147483647.
        fsGroup: 2147483648
        #        ^^^^^^^^^^ error: fsGroup is 2147483648, but ids lie between 0 and 2147483647.
        runAsGroup: 2147483647
        supplementalGroups: [1, -1]
        #                       ^^ error: supplementalGroups is -1, but ids lie between 0 and 2147483647.
        fsGroupChangePolicy: ""
        #                    ^^ error: fsGroupChangePolicy is empty, which the API server rejects. Remove it.
        seccompProfile: { type: Localhost }
       #^^^^^^^^^^^^^^ error: With type: Localhost the profile on the node must be named. Add localhostProfile.
        appArmorProfile: { type: RuntimeDefault, localhostProfile: a }
        #                                        ^^^^^^^^^^^^^^^^ error: localhostProfile only means something with type: Localhost. Remove it, or set that.
        sysctls: [{ name: A b, value: "1" }, { name: net.core.somaxconn, value: "1" }, { name: net.core.somaxconn, value: "2" }]
        #                 ^^^ error: "A b" can’t be the name of a sysctl.
        #                                                                                      ^^^^^^^^^^^^^^^^^^ error: Sysctl "net.core.somaxconn" is set twice. Keep one of them.
        windowsOptions: { runAsUserName: "", gmsaCredentialSpecName: A }
        #                                ^^ error: runAsUserName is empty, which the API server rejects. Remove it.
        #                                                            ^ error: "A" can’t be a gmsaCredentialSpecName: it must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character.
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
        #                                                              ^^^^^ error: A privileged container can always escalate, so allowPrivilegeEscalation: false is refused.
      containers:
      - name: app
        securityContext:
          runAsUser: 0
          procMount: Unmasked
          #          ^^^^^^^^ error: procMount: Unmasked is for pods with user namespaces only. Set hostUsers: false for the pod.
          allowPrivilegeEscalation: false
          #                         ^^^^^ error: A container with CAP_SYS_ADMIN can always escalate, so allowPrivilegeEscalation: false is refused.
          capabilities: { add: [CAP_SYS_ADMIN] }
          seccompProfile: { type: Localhost, localhostProfile: ../a }
          #                                                    ^^^^ error: localhostProfile "../a" must not go upwards (..).
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
      #            ^^^^ error: With hostUsers: false a pod can’t use hostNetwork. Remove one of them.
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
