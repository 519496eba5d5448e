import { test } from 'vitest';
import { checkFix, checkRule } from '../testing/checkRule.ts';
import { hostPortConflict } from './hostPortConflict.ts';

test('a port of the node claimed twice', () =>
  checkRule(
    hostPortConflict,
    `
    apiVersion: v1
    kind: Pod
    spec:
      initContainers:
      - ports: [{ containerPort: 80, hostPort: 8080 }]
      - ports: [{ containerPort: 80, hostPort: 8080 }]
      containers:
      - ports:
        - { containerPort: 80, hostPort: 8080 }
        - { containerPort: 80, hostPort: 8080, protocol: UDP }
        - { containerPort: 80, hostPort: 8080, hostIP: 10.0.0.1 }
      - ports:
        - { containerPort: 81, hostPort: 8080 }
        #                                ^^^^ error: This pod uses port 8080 of the node twice. Give one of them another number.
        - { containerPort: 82 }
        - { containerPort: 82 }
    `,
  ));

test('on the network of the node', () =>
  checkRule(
    hostPortConflict,
    `
    apiVersion: v1
    kind: Pod
    spec:
      hostNetwork: true
      containers:
      - ports: [{ containerPort: 80 }, { containerPort: 81, hostPort: 8081 }]
    #                                                                 ^^^^ 💡 error: With hostNetwork, hostPort must be the containerPort, 81. Set it so, or remove it.
      - ports: [{ containerPort: 80 }]
    #           ^^^^^^^^^^^^^^^^^^^^^ error: This pod uses port 80 of the node twice. Give one of them another number.
    ---
    apiVersion: apps/v1
    kind: DaemonSet
    spec:
      template:
        spec:
          hostNetwork: true
          containers:
          - ports: [{ containerPort: 80 }, { containerPort: 81, hostPort: 81 }]
          - ports: [{ containerPort: 80 }]
    `,
  ));

test('made equal', () =>
  checkFix(
    hostPortConflict,
    'Set hostPort to 80',
    '{"apiVersion":"v1","kind":"Pod","spec":{"hostNetwork":true,"containers":[{"ports":[{"containerPort":80,"hostPort":8080}]}]}}',
    '{"apiVersion":"v1","kind":"Pod","spec":{"hostNetwork":true,"containers":[{"ports":[{"containerPort":80,"hostPort":80}]}]}}',
  ));
