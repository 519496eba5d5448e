import { describe, expect, test } from 'vitest';
import { defaultImagePullPolicy, defaultPod, defaultProbe, explainDefaultImagePullPolicy } from './defaults.ts';
import type { Container, Pod } from './pod.ts';

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;

test.each([
  ['nginx', 'Always', 'noTag'],
  ['nginx:latest', 'Always', 'latestTag'],
  ['nginx:1.27', 'IfNotPresent', 'otherTag'],
  ['registry:5000/app', 'Always', 'noTag'],
  ['registry:5000/app:latest', 'Always', 'latestTag'],
  ['registry:5000/app:2', 'IfNotPresent', 'otherTag'],
  [`nginx@${digest}`, 'IfNotPresent', 'digest'],
  [`nginx:latest@${digest}`, 'Always', 'latestTag'],
  [`nginx:1.27@${digest}`, 'IfNotPresent', 'digest'],
  ['Nginx', 'IfNotPresent', 'invalidReference'],
  ['', 'IfNotPresent', 'invalidReference'],
])('without a pull policy, image %j gets %s (%s)', (image, policy, because) => {
  expect(explainDefaultImagePullPolicy(image)).toEqual({ policy, because });
  expect(defaultImagePullPolicy(image)).toBe(policy);
});

test('zero counts as left out in a probe', () => {
  const zeros = {
    initialDelaySeconds: 0,
    timeoutSeconds: 0,
    periodSeconds: 0,
    successThreshold: 0,
    failureThreshold: 0,
  };
  const expected = {
    initialDelaySeconds: 0,
    timeoutSeconds: 1,
    periodSeconds: 10,
    successThreshold: 1,
    failureThreshold: 3,
  };
  expect(defaultProbe(zeros)).toEqual(expected);
  expect(defaultProbe({})).toEqual(expected);
  expect(defaultProbe({ timeoutSeconds: 7, terminationGracePeriodSeconds: 4 })).toEqual({
    ...expected,
    timeoutSeconds: 7,
    terminationGracePeriodSeconds: 4,
  });
});

test.each([
  [{ httpGet: { port: 80 } }, { httpGet: { port: 80, path: '/', scheme: 'HTTP' } }],
  [{ httpGet: { port: 80, path: '', scheme: '' } }, { httpGet: { port: 80, path: '/', scheme: 'HTTP' } }],
  [{ httpGet: { port: 80, path: 'x', scheme: 'HTTPS' } }, { httpGet: { port: 80, path: 'x', scheme: 'HTTPS' } }],
  [{ grpc: { port: 80 } }, { grpc: { port: 80, service: '' } }],
  [{ tcpSocket: { port: 'web' } }, { tcpSocket: { port: 'web' } }],
])('handler %j becomes %j', (handler, expected) => {
  expect(defaultProbe(handler)).toMatchObject(expected);
  const hooked = defaultPod(podOf({ name: 'a', lifecycle: { preStop: handler, postStart: handler } }));
  expect(hooked.spec.containers[0]?.lifecycle).toEqual({ preStop: expected, postStart: expected });
});

describe('a pod', () => {
  test('gets all that is left out', () => {
    expect(defaultPod(podOf({ name: 'a', image: 'nginx', ports: [{ containerPort: 80 }] })).spec).toEqual({
      containers: [
        { name: 'a', image: 'nginx', imagePullPolicy: 'Always', ports: [{ containerPort: 80, protocol: 'TCP' }] },
      ],
      restartPolicy: 'Always',
      terminationGracePeriodSeconds: 30,
      tolerations: ['not-ready', 'unreachable'].map((condition) => ({
        key: `node.kubernetes.io/${condition}`,
        operator: 'Exists',
        effect: 'NoExecute',
        tolerationSeconds: 300,
      })),
    });
  });

  test.each([
    [undefined, 30],
    [0, 0],
    [7, 7],
    [-5, 1],
  ])('with terminationGracePeriodSeconds %s has a grace of %s s', (written, effective) => {
    const spec = { containers: [], ...(written === undefined ? {} : { terminationGracePeriodSeconds: written }) };
    expect(defaultPod({ spec }).spec.terminationGracePeriodSeconds).toBe(effective);
  });

  test('requests what it is limited to', () => {
    const resources = { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '500m' } };
    expect(defaultPod(podOf({ name: 'a', resources })).spec.containers[0]?.resources).toEqual({
      limits: { cpu: '1', memory: '1Gi' },
      requests: { cpu: '500m', memory: '1Gi' },
    });
  });

  test('on the host network claims its ports there', () => {
    const ports = [{ containerPort: 80 }, { containerPort: 81, hostPort: 8081 }];
    const pod: Pod = { spec: { hostNetwork: true, containers: [{ name: 'a', ports }] } };
    expect(defaultPod(pod).spec.containers[0]?.ports?.map((port) => port.hostPort)).toEqual([80, 8081]);
  });

  test('keeps what it tolerates by itself', () => {
    const tolerations = [{ operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 5 }];
    expect(defaultPod({ spec: { containers: [], tolerations } }).spec.tolerations).toEqual(tolerations);
    const taints = [{ key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoSchedule' }];
    expect(defaultPod({ spec: { containers: [], tolerations: taints } }).spec.tolerations).toHaveLength(3);
  });

  test('is defaulted once', () => {
    const pod = podOf({ name: 'a', livenessProbe: {} });
    const defaulted = defaultPod(pod);
    expect(defaultPod(pod)).toBe(defaulted);
    expect(defaultPod(defaulted)).toBe(defaulted);
    expect(defaultPod(structuredClone(defaulted))).toEqual(defaulted);
  });
});

function podOf(container: Container): Pod {
  return { spec: { containers: [container] } };
}
