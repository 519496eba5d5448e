import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { hostPortBlocksSurge } from './hostPortBlocksSurge.ts';

const workload = (kind: string, spec: string, port: string, pod = '') => `
    apiVersion: apps/v1
    kind: ${kind}
    metadata:
      name: edge
    spec:
      ${spec}
      template:
        spec:
          ${pod}
          containers:
          - name: edge
            image: example.com/edge:1
            ports:
            - ${port}
    `;

test('a Deployment that says nothing about its update, and host ports', () => {
  checkRule(
    hostPortBlocksSurge,
    workload(
      'Deployment',
      'replicas: 3',
      `containerPort: 80
              hostPort: 80
              #         ^^ 💡 warning: Port 80 of the node is held until an old pod goes, and none goes before a new one is ready. ¶ With replicas: 3 the update starts a new pod first (maxSurge) and maxUnavailable rounds down to 0…`,
    ),
  );
  checkRule(
    hostPortBlocksSurge,
    workload(
      'Deployment',
      'strategy: { rollingUpdate: { maxUnavailable: 0 } }',
      `containerPort: 8443
              #              ^^^^ 💡 warning: Port 8443 of the node is held…`,
      'hostNetwork: true',
    ),
  );
});

test('the new pod of a DaemonSet needs the very port of the old one', () =>
  checkRule(
    hostPortBlocksSurge,
    workload(
      'DaemonSet',
      'updateStrategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }',
      `containerPort: 80
              hostPort: 80
              #         ^^ 💡 warning: Port 80 of the node is held by the old pod, so with maxSurge the new one can never start.`,
    ),
  ));

test.each([
  ['Deployment', 'replicas: 4', '{ containerPort: 80, hostPort: 80 }', ''],
  ['Deployment', 'replicas: 0', '{ containerPort: 80, hostPort: 80 }', ''],
  ['Deployment', 'replicas: {{ .Values.replicas }}', '{ containerPort: 80, hostPort: 80 }', ''],
  ['Deployment', 'strategy: { type: Recreate }', '{ containerPort: 80, hostPort: 80 }', ''],
  [
    'Deployment',
    'strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } }',
    '{ containerPort: 80, hostPort: 80 }',
    '',
  ],
  [
    'Deployment',
    'strategy: { rollingUpdate: { maxSurge: {{ .Values.surge }} } }',
    '{ containerPort: 80, hostPort: 80 }',
    '',
  ],
  ['Deployment', 'replicas: 1', '{ containerPort: 80 }', ''],
  ['Deployment', 'replicas: 1', '{ containerPort: 80, hostPort: {{ .Values.port }} }', ''],
  ['Deployment', 'replicas: 1', '{ containerPort: 80 }', 'hostNetwork: {{ .Values.onHost }}'],
  ['DaemonSet', 'minReadySeconds: 0', '{ containerPort: 80, hostPort: 80 }', ''],
  ['DaemonSet', 'updateStrategy: { rollingUpdate: { maxSurge: 0 } }', '{ containerPort: 80, hostPort: 80 }', ''],
  ['StatefulSet', 'replicas: 1', '{ containerPort: 80, hostPort: 80 }', ''],
])('silent in a %s with %s, %s, %s', (kind, spec, port, pod) =>
  checkSilent(hostPortBlocksSurge, workload(kind, spec, port, pod)),
);

test('where an autoscaler decides the replicas, the number is unknown', () =>
  checkSilent(
    hostPortBlocksSurge,
    `${workload('Deployment', 'replicas: 2', '{ containerPort: 80, hostPort: 80 }')}
    ---
    apiVersion: autoscaling/v2
    kind: HorizontalPodAutoscaler
    metadata:
      name: edge
    spec:
      scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: edge }
    `,
  ));

test('one old pod goes first', () =>
  checkFix(
    hostPortBlocksSurge,
    'Set maxUnavailable to 1 and maxSurge to 0',
    workload('Deployment', 'strategy: { rollingUpdate: { maxUnavailable: 0 } }', '{ containerPort: 80, hostPort: 80 }'),
    workload(
      'Deployment',
      'strategy: { rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } }',
      '{ containerPort: 80, hostPort: 80 }',
    ),
  ));
