import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { fieldBehindGate } from './fieldBehindGate.ts';

const probed = (handler: string) => `
  apiVersion: v1
  kind: Pod
  metadata: {name: web}
  spec:
    containers:
    - name: web
      image: nginx:1.27
      livenessProbe:
        ${handler}
`;

test('says what the kubelet does instead', () =>
  checkRule(
    fieldBehindGate,
    `
    apiVersion: v1
    kind: Pod
    metadata: {name: web}
    spec:
      os: {name: linux}
      containers:
      - name: web
        image: nginx:1.27
        lifecycle:
          stopSignal: SIGUSR1
    #     ^^^^^^^^^^ 💡 warning: Kubernetes 1.37 drops "stopSignal": its feature gate ContainerStopSignals is off. The container gets the signal that its image names, or SIGTERM.
        livenessProbe:
          httpGet:
            port: 80
            protocol: HTTP2
    #       ^^^^^^^^ 💡 warning: Kubernetes 1.37 drops "protocol": its feature gate H2CContainerProbe is off. The kubelet will ask with HTTP/1.1.
    `,
    { kubernetes: '1.37' },
  ));

test('a cluster may have the gate on', () =>
  checkSilent(fieldBehindGate, probed('httpGet: {port: 80, protocol: HTTP2}'), {
    kubernetes: '1.37',
    gates: { H2CContainerProbe: true },
  }));

test('is silent where dropping changes nothing', () =>
  checkSilent(fieldBehindGate, probed('httpGet: {port: 80, protocol: HTTP1}'), { kubernetes: '1.37' }));

test('leaves fields that a release does not have to field-not-in-release', () =>
  checkSilent(fieldBehindGate, probed('httpGet: {port: 80, protocol: HTTP2}'), { kubernetes: '1.36' }));

const statefulSet = `
  apiVersion: apps/v1
  kind: StatefulSet
  metadata: {name: db}
  spec:
    serviceName: db
    selector: {matchLabels: {app: db}}
    template:
      metadata: {labels: {app: db}}
      spec: {containers: [{name: db, image: "postgres:17"}]}
    updateStrategy:
      rollingUpdate:
        maxUnavailable: 2
`;

test('follows the default of the release', () => {
  checkSilent(fieldBehindGate, statefulSet, { kubernetes: '1.37' });
  checkRule(
    fieldBehindGate,
    `${statefulSet}  #     ^^^^^^^^^^^^^^ 💡 warning: Kubernetes 1.36 drops "maxUnavailable"…`,
    {
      kubernetes: '1.36',
    },
  );
});

test('a cluster may have the gate off', () =>
  checkRule(
    fieldBehindGate,
    `
    apiVersion: v1
    kind: Pod
    metadata: {name: web}
    spec:
      hostUsers: false
    # ^^^^^^^^^ 💡 warning: Kubernetes 1.35 drops "hostUsers": its feature gate UserNamespacesSupport is off. The pod runs without a user namespace of its own.
      containers: [{name: web, image: "nginx:1.27"}]
    `,
    { kubernetes: '1.35', gates: { UserNamespacesSupport: false } },
  ));

test('takes the field out', () =>
  checkFix(
    fieldBehindGate,
    'Remove protocol',
    probed('httpGet:\n          port: 80\n          protocol: HTTP2'),
    probed('httpGet:\n          port: 80'),
    { kubernetes: '1.37' },
  ));
