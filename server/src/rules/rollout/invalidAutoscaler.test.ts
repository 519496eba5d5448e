import { test } from 'vitest';
import { checkRule, checkSilent } from '../testing/checkRule.ts';
import { invalidAutoscaler } from './invalidAutoscaler.ts';

test('a good one', () =>
  checkSilent(
    invalidAutoscaler,
    `
    apiVersion: autoscaling/v2
    kind: HorizontalPodAutoscaler
    metadata: {name: web}
    spec:
      scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
      minReplicas: 1
      maxReplicas: 1
    `,
  ));

test('names what it scales', () =>
  checkRule(
    invalidAutoscaler,
    `
    apiVersion: autoscaling/v2
    kind: HorizontalPodAutoscaler
    metadata: {name: web}
    spec:
      maxReplicas: 3
      scaleTargetRef:
    # ^^^^^^^^^^^^^^ error: "" names no API group, such as apps/v1.
        kind: Deployment
        name: a/b
    #         ^^^ error: "a/b" is not a valid name of a reference: must not contain '/'.
    `,
  ));

test('a ReplicationController has no group', () =>
  checkSilent(
    invalidAutoscaler,
    `
    apiVersion: autoscaling/v2
    kind: HorizontalPodAutoscaler
    metadata: {name: web}
    spec:
      maxReplicas: 3
      scaleTargetRef: {kind: ReplicationController, name: web}
    `,
  ));

test('bounds', () =>
  checkRule(
    invalidAutoscaler,
    `
    apiVersion: autoscaling/v2
    kind: HorizontalPodAutoscaler
    metadata: {name: web}
    spec:
      scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
      minReplicas: 5
      maxReplicas: 3
    #              ^ error: maxReplicas must be at least minReplicas (5), not 3.
    `,
  ));

test('the upper bound is required', () =>
  checkRule(
    invalidAutoscaler,
    `
    apiVersion: autoscaling/v2
    kind: HorizontalPodAutoscaler
    metadata: {name: web}
    spec:
    #<-- error: maxReplicas must be 1 or more. It is required.
      scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
      minReplicas: -1
    #              ^^ error: minReplicas must not be negative, but is -1.
    `,
  ));

test('to scale to zero needs a metric from outside', () =>
  checkRule(
    invalidAutoscaler,
    `
    apiVersion: autoscaling/v2
    kind: HorizontalPodAutoscaler
    metadata: {name: web}
    spec:
      scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
      minReplicas: 0
      maxReplicas: 3
      metrics:
    # ^^^^^^^ error: To scale to zero, an Object or External metric must say when to start again. Add one.
      - type: Resource
        resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}
    `,
    { kubernetes: '1.37' },
  ));

test('behavior', () =>
  checkRule(
    invalidAutoscaler,
    `
    apiVersion: autoscaling/v2
    kind: HorizontalPodAutoscaler
    metadata: {name: web}
    spec:
      scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
      maxReplicas: 3
      behavior:
        scaleUp:
          stabilizationWindowSeconds: 3601
    #                                 ^^^^ error: stabilizationWindowSeconds must be from 0 to 3600.
          tolerance: -100m
    #                ^^^^^ error: tolerance must not be negative.
          selectPolicy: Most
    #                   ^^^^ error: "Most" is not a way to select a policy. Use Max, Min or Disabled.
          policies: []
    #     ^^^^^^^^ error: An empty list of policies allows nothing. Add a policy, or remove the list.
        scaleDown:
          policies:
          - type: pods
    #             ^^^^ error: "pods" is not a type of policy. Use Pods or Percent.
            value: 0
    #              ^ error: value must be 1 or more.
            periodSeconds: 1801
    #                      ^^^^ error: periodSeconds must be from 1 to 1800.
    `,
    { kubernetes: '1.37' },
  ));

test('autoscaling/v1 has one target', () =>
  checkRule(
    invalidAutoscaler,
    `
    apiVersion: autoscaling/v1
    kind: HorizontalPodAutoscaler
    metadata: {name: web}
    spec:
      scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
      maxReplicas: 3
      targetCPUUtilizationPercentage: 0
    #                                 ^ error: targetCPUUtilizationPercentage must be 1 or more.
    `,
  ));
