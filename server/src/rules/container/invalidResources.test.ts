import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { invalidResources } from './invalidResources.ts';

test('amounts and names', () =>
  checkRule(
    invalidResources,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - resources:
          limits: { cpu: -1, memory: 512Mi, example.com/gpu: 1, storage: 1Gi }
          #              ^^ error: cpu must not be negative, but is -1.
          #                                                     ^^^^^^^ error: "storage" is not a resource of a container.
          requests: { memory: 513Mi, example.com/gpu: 2, example.com/fpga: 1, cpu: {{ .Values.cpu }} }
          #                   ^^^^^ 💡 error: The request for memory (513Mi) must not be more than its limit (512Mi).
          #                                           ^ 💡 error: Request (2) and limit (1) of example.com/gpu must be equal: it can’t be overcommitted.
          #                                              ^^^^^^^^^^^^^^^^ error: example.com/fpga needs a limit equal to its request: it can’t be overcommitted.
      - resources:
      # ^^^^^^^^^ error: Huge pages need a request or limit of cpu or memory beside them.
          limits: { hugepages-2Mi: 4Mi }
      - resources:
          limits: { cpu: 1, memory: 1Gi, ephemeral-storage: 1G }
          requests: { cpu: 1000m, memory: 1024Mi }
      - resources:
          limits: { example.com/gpu: 1500m }
          #                          ^^^^^ error: example.com/gpu must be a whole number, not 1500m.
    `,
  ));

test('lowered to the limit', () =>
  checkFix(
    invalidResources,
    'Lower the request to 512Mi',
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - resources:
          requests:
            memory: 1Gi # much
          limits:
            memory: 512Mi
    `,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - resources:
          requests:
            memory: 512Mi # much
          limits:
            memory: 512Mi
    `,
  ));

test('a templated amount is an amount', () =>
  checkSilent(
    invalidResources,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - resources:
          limits: { cpu: "{{ .Values.cpu }}", memory: "{{ .Values.memory }}", hugepages-2Mi: 4Mi }
    `,
  ));

test('an empty limit is a limit of 0', () =>
  checkRule(
    invalidResources,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - resources:
          requests: { cpu: 100m, memory: }
          #                ^^^^ error: The request for cpu (100m) must not be more than its limit, which is empty and counts as 0.
          limits: { cpu: , memory: 1Gi }
    `,
  ));

test('the overhead of a pod is judged as the limits of a container', () =>
  checkRule(
    invalidResources,
    `
    apiVersion: v1
    kind: Pod
    spec:
      overhead: { cpu: 250m, disk: 1, memory: -1 }
      #                      ^^^^ error: "disk" is not a resource of a container.
      #                                       ^^ error: memory must not be negative, but is -1.
      containers:
      - resources: {}
    `,
  ));

test('a whole pod has enough for its containers', () =>
  checkRule(
    invalidResources,
    `
    apiVersion: v1
    kind: Pod
    metadata: {name: a}
    spec:
      resources:
        requests: {cpu: 1, memory: 1Gi, hugepages-2Mi: 2Mi}
        #               ^ error: The whole pod has less cpu (1) than its containers need together.
        limits: {cpu: 2, hugepages-2Mi: 2Mi}
        claims: []
    #   ^^^^^^ error: Resources of a whole pod must not have claims. Move them into a container.
      initContainers:
      - {name: sidecar, image: nginx:1.27, restartPolicy: Always, resources: {requests: {cpu: 500m}}}
      containers:
      - {name: a, image: nginx:1.27, resources: {requests: {cpu: 600m}, limits: {cpu: 3}}}
    #                                                                                 ^ error: The limit for cpu must not be more than that of the whole pod (2).
    `,
    { kubernetes: '1.37' },
  ));

test('a Windows pod has no resources as a whole', () =>
  checkRule(
    invalidResources,
    `
    apiVersion: v1
    kind: Pod
    metadata: {name: a}
    spec:
      os: {name: windows}
      resources: {requests: {cpu: 1}}
    # ^^^^^^^^^ error: A Windows pod can’t have resources as a whole. Move them into its containers.
      containers:
      - {name: a, image: nginx:1.27}
    `,
    { kubernetes: '1.37' },
  ));
