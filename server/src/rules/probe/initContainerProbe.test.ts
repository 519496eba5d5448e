import { test } from 'vitest';
import { checkFix, checkRule } from '../testing/checkRule.ts';
import { initContainerProbe } from './initContainerProbe.ts';

test('only sidecars have probes and hooks', () =>
  checkRule(
    initContainerProbe,
    `
    apiVersion: v1
    kind: Pod
    spec:
      initContainers:
      - name: migrate
        livenessProbe: { tcpSocket: { port: 80 } }
    #   ^^^^^^^^^^^^^ 💡 error: An init container must not have livenessProbe: it runs to its end before the others start. ¶ Remove it, or make the container a sidecar with restartPolicy: Always.
        lifecycle: {}
    #   ^^^^^^^^^ 💡 error: An init container…
        startupProbe: null
      - name: proxy
        restartPolicy: Always
        readinessProbe: { tcpSocket: { port: 80 } }
      - name: templated
        restartPolicy: {{ .Values.policy }}
        readinessProbe: { tcpSocket: { port: 80 } }
      containers:
      - livenessProbe: { tcpSocket: { port: 80 } }
    `,
  ));

test('made a sidecar', () =>
  checkFix(
    initContainerProbe,
    'Make the container a sidecar',
    `
    apiVersion: v1
    kind: Pod
    spec:
      initContainers:
      - name: proxy
        livenessProbe:
          tcpSocket: { port: 80 } # proxy
      containers: []
    `,
    `
    apiVersion: v1
    kind: Pod
    spec:
      initContainers:
      - name: proxy
        livenessProbe:
          tcpSocket: { port: 80 } # proxy
        restartPolicy: Always
      containers: []
    `,
  ));

test('a lifecycle of which the cluster drops everything', () => {
  const pod = (marker: string) => `
    apiVersion: v1
    kind: Pod
    spec:
      initContainers:
      - name: a
        lifecycle: {stopSignal: SIGUSR1}
${marker}`;
  checkRule(initContainerProbe, pod(''), { kubernetes: '1.37' });
  checkRule(initContainerProbe, pod('       #^^^^^^^^^ 💡 error: An init container must not have lifecycle…\n'), {
    kubernetes: '1.37',
    gates: { ContainerStopSignals: true },
  });
});
