import { test } from 'vitest';
import { checkRule, checkSilent } from '../testing/checkRule.ts';
import { invalidAutoscalerMetric } from './invalidAutoscalerMetric.ts';

test('good ones', () =>
  checkSilent(
    invalidAutoscalerMetric,
    `
    apiVersion: autoscaling/v2
    kind: HorizontalPodAutoscaler
    metadata: {name: web}
    spec:
      scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
      maxReplicas: 3
      metrics:
      - type: Resource
        resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}
      - type: Pods
        pods: {metric: {name: requests}, target: {type: AverageValue, averageValue: 100}}
    `,
  ));

test('a type has its own source', () =>
  checkRule(
    invalidAutoscalerMetric,
    `
    apiVersion: autoscaling/v2
    kind: HorizontalPodAutoscaler
    metadata: {name: web}
    spec:
      scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
      maxReplicas: 3
      metrics:
      - type: Resource
    #         ^^^^^^^^ error: A metric of type Resource needs resource. Add it.
        pods: {metric: {name: a}, target: {type: AverageValue, averageValue: 1}}
      - type: cpu
    #         ^^^ error: "cpu" is not a type of metric. Use Resource, ContainerResource, Pods, Object or External.
      - type: Pods
        pods: {metric: {name: a}, target: {type: AverageValue, averageValue: 1}}
        resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}
    #   ^^^^^^^^ error: resource does not belong to a metric of type Pods. Remove it.
    `,
  ));

test('targets', () =>
  checkRule(
    invalidAutoscalerMetric,
    `
    apiVersion: autoscaling/v2
    kind: HorizontalPodAutoscaler
    metadata: {name: web}
    spec:
      scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
      maxReplicas: 3
      metrics:
      - type: Resource
        resource:
          name: cpu
          target:
            type: utilization
    #             ^^^^^^^^^^^ error: "utilization" is not a type of target. Use Utilization, Value or AverageValue.
            averageUtilization: 0
    #                           ^ error: averageUtilization must be more than 0.
            averageValue: 1
    #       ^^^^^^^^^^^^ error: A target must have either averageValue or averageUtilization. Keep one of them.
      - type: External
        external:
          metric: {name: a%b}
    #                    ^^^ error: "a%b" is not a valid name of a metric: must not contain '%'.
          target:
            type: Value
            value: 0
    #       ^^^^^ error: A target must have either value or averageValue. Keep one of them.
    #              ^ error: value must be more than 0.
            averageValue: 2
      - type: ContainerResource
        containerResource:
          name: gpu
    #           ^^^ error: "gpu" is not a resource that containers have.
          container: App
    #                ^^^ error: "App" is not a valid name of a container: must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character.
          target: {type: Utilization}
    #     ^^^^^^ error: This target has no amount. Add averageUtilization.
    `,
  ));
