import { test } from 'vitest';
import { checkRule } from '../testing/checkRule.ts';
import { invalidPodAnnotation } from './invalidPodAnnotation.ts';

test('AppArmor', () =>
  checkRule(
    invalidPodAnnotation,
    `
    apiVersion: v1
    kind: Pod
    metadata:
      annotations:
        container.apparmor.security.beta.kubernetes.io/app: runtime/default
        container.apparmor.security.beta.kubernetes.io/wep: localhost/a
       #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: This AppArmor annotation is about container "wep", which this pod does not have.
        container.apparmor.security.beta.kubernetes.io/init: enforce
        #                                                    ^^^^^^^ error: An AppArmor profile must be runtime/default, unconfined or localhost/<name>, not "enforce".
        kubernetes.io/config.mirror: a
       #^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: Only the kubelet creates mirror pods, on its node. Remove this annotation.
    spec:
      initContainers: [{ name: init }]
      containers: [{ name: app }]
    `,
  ));

test('containers that a template makes', () =>
  checkRule(
    invalidPodAnnotation,
    `
    apiVersion: v1
    kind: Pod
    metadata:
      annotations:
        container.apparmor.security.beta.kubernetes.io/wep: runtime/default
    spec:
      containers:
      {{- range .Values.containers }}
      - name: {{ .name }}
      {{- end }}
    `,
  ));
