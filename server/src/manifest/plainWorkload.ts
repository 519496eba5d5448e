/**
 * What of a manifest's workload decides how its pods come and go, as plain JSON: valid values only. What is unknown, of a
 * wrong type or out of bounds is left out, so that its default holds.
 */
import type {
  CronJobWorkload,
  IntOrPercent,
  JobSpec,
  PodFailurePolicyRule,
  RolloutWorkload,
} from '../kubernetes/workloadSpec.ts';
import { jobSpecOf } from './jobSpec.ts';
import type { ManifestNode } from './node.ts';
import type { Workload } from './workload.ts';

/** The workload for the engine; undefined for kinds that have no rollout of their own. */
export function plainWorkload(workload: Workload, name: string): RolloutWorkload | undefined {
  const { object, kind } = workload;
  const spec = object.root.get('spec');
  const names = { name, namespace: object.namespace ?? 'default' };
  switch (kind.kind) {
    case 'Deployment':
      return { kind: 'Deployment', ...names, spec: deploymentSpec(spec) };
    case 'StatefulSet':
      return { kind: 'StatefulSet', ...names, spec: statefulSetSpec(spec) };
    case 'DaemonSet':
      return { kind: 'DaemonSet', ...names, spec: daemonSetSpec(spec), ...given('nodeSelector', selectorOf(spec)) };
    case 'ReplicaSet':
    case 'ReplicationController':
      return { kind: kind.kind, ...names, spec: replicaSetSpec(spec) };
    case 'Job':
    case 'CronJob': {
      const job = jobSpecOf(workload);
      return job && { kind: 'Job', ...names, spec: jobSpec(job) };
    }
    default:
      return undefined;
  }
}

/** A CronJob with the Jobs that it makes; undefined for other kinds, and where its schedule is unknown. */
export function plainCronJob(workload: Workload, name: string): CronJobWorkload | undefined {
  const { object, kind } = workload;
  const job = jobSpecOf(workload);
  const spec = object.root.get('spec');
  const { string: schedule } = spec.get('schedule');
  if (kind.kind !== 'CronJob' || job === undefined || schedule === undefined) return undefined;
  return {
    name,
    namespace: object.namespace ?? 'default',
    spec: {
      schedule,
      ...given('timeZone', spec.get('timeZone').string),
      ...given('concurrencyPolicy', choice(spec.get('concurrencyPolicy'), ['Allow', 'Forbid', 'Replace'] as const)),
      ...given('startingDeadlineSeconds', count(spec.get('startingDeadlineSeconds'))),
      ...given('suspend', flag(spec.get('suspend'))),
      ...given('successfulJobsHistoryLimit', count(spec.get('successfulJobsHistoryLimit'))),
      ...given('failedJobsHistoryLimit', count(spec.get('failedJobsHistoryLimit'))),
    },
    job: jobSpec(job),
  };
}

function deploymentSpec(spec: ManifestNode) {
  const strategy = spec.get('strategy');
  const rolling = strategy.get('rollingUpdate');
  return {
    ...given('replicas', count(spec.get('replicas'))),
    ...given('minReadySeconds', count(spec.get('minReadySeconds'))),
    ...given('progressDeadlineSeconds', count(spec.get('progressDeadlineSeconds'))),
    ...given('paused', flag(spec.get('paused'))),
    strategy: {
      ...given('type', choice(strategy.get('type'), ['RollingUpdate', 'Recreate'] as const)),
      rollingUpdate: {
        ...given('maxSurge', amount(rolling.get('maxSurge'))),
        ...given('maxUnavailable', amount(rolling.get('maxUnavailable'))),
      },
    },
  };
}

function statefulSetSpec(spec: ManifestNode) {
  const strategy = spec.get('updateStrategy');
  const rolling = strategy.get('rollingUpdate');
  const rollingUpdate = {
    ...given('partition', count(rolling.get('partition'))),
    ...given('maxUnavailable', amount(rolling.get('maxUnavailable'))),
  };
  return {
    ...given('replicas', count(spec.get('replicas'))),
    ...given('minReadySeconds', count(spec.get('minReadySeconds'))),
    ...given('podManagementPolicy', choice(spec.get('podManagementPolicy'), ['OrderedReady', 'Parallel'] as const)),
    ordinals: given('start', count(spec.get('ordinals').get('start'))),
    updateStrategy: {
      ...given('type', choice(strategy.get('type'), ['RollingUpdate', 'OnDelete'] as const)),
      ...(rolling.isSet ? { rollingUpdate } : {}),
    },
  };
}

function daemonSetSpec(spec: ManifestNode) {
  const strategy = spec.get('updateStrategy');
  const rolling = strategy.get('rollingUpdate');
  return {
    ...given('minReadySeconds', count(spec.get('minReadySeconds'))),
    updateStrategy: {
      ...given('type', choice(strategy.get('type'), ['RollingUpdate', 'OnDelete'] as const)),
      rollingUpdate: {
        ...given('maxSurge', amount(rolling.get('maxSurge'))),
        ...given('maxUnavailable', amount(rolling.get('maxUnavailable'))),
      },
    },
  };
}

/** Of the pods; labels that are unknown are left out. */
function selectorOf(spec: ManifestNode): Readonly<Record<string, string>> | undefined {
  const labels = spec
    .get('template')
    .get('spec')
    .get('nodeSelector')
    .fields()
    .flatMap(({ key, node: { string } }) => (string === undefined ? [] : [[key, string] as const]));
  return labels.length === 0 ? undefined : Object.fromEntries(labels);
}

function replicaSetSpec(spec: ManifestNode) {
  return {
    ...given('replicas', count(spec.get('replicas'))),
    ...given('minReadySeconds', count(spec.get('minReadySeconds'))),
  };
}

function jobSpec(spec: ManifestNode): JobSpec {
  const rules = spec.get('podFailurePolicy').get('rules');
  const successRules = spec.get('successPolicy').get('rules');
  return {
    ...given('completions', count(spec.get('completions'))),
    ...given('parallelism', count(spec.get('parallelism'))),
    ...given('completionMode', choice(spec.get('completionMode'), ['NonIndexed', 'Indexed'] as const)),
    ...given('backoffLimit', count(spec.get('backoffLimit'))),
    ...given('activeDeadlineSeconds', count(spec.get('activeDeadlineSeconds'))),
    ...given('suspend', flag(spec.get('suspend'))),
    ...given('managedBy', spec.get('managedBy').string),
    ...given(
      'podReplacementPolicy',
      choice(spec.get('podReplacementPolicy'), ['TerminatingOrFailed', 'Failed'] as const),
    ),
    ...given('backoffLimitPerIndex', count(spec.get('backoffLimitPerIndex'))),
    ...given('maxFailedIndexes', count(spec.get('maxFailedIndexes'))),
    ...(successRules.isList
      ? {
          successPolicy: {
            rules: successRules.items().map((rule) => ({
              ...given('succeededIndexes', rule.get('succeededIndexes').string),
              ...given('succeededCount', count(rule.get('succeededCount'))),
            })),
          },
        }
      : {}),
    ...(rules.isList ? { podFailurePolicy: { rules: rules.items().flatMap((rule) => failureRule(rule) ?? []) } } : {}),
  };
}

/** A rule that the API server would refuse is left out. */
function failureRule(rule: ManifestNode): PodFailurePolicyRule | undefined {
  const action = choice(rule.get('action'), ['FailJob', 'FailIndex', 'Ignore', 'Count'] as const);
  if (action === undefined) return undefined;
  const exitCodes = rule.get('onExitCodes');
  const operator = choice(exitCodes.get('operator'), ['In', 'NotIn'] as const);
  if (exitCodes.isSet) {
    if (operator === undefined) return undefined;
    const values = exitCodes.get('values');
    return {
      action,
      onExitCodes: {
        operator,
        values: values.items().flatMap((value) => value.integer ?? []),
        ...given('containerName', exitCodes.get('containerName').string),
      },
    };
  }
  const onPodConditions = rule
    .get('onPodConditions')
    .items()
    .flatMap((pattern) => {
      const type = pattern.get('type').string;
      return type === undefined ? [] : [{ type, status: pattern.get('status').string ?? 'True' }];
    });
  return { action, onPodConditions };
}

function count({ integer }: ManifestNode): number | undefined {
  return integer !== undefined && integer >= 0 ? integer : undefined;
}

function amount(node: ManifestNode): IntOrPercent | undefined {
  return count(node) ?? (/^\d+%$/.test(node.string ?? '') ? node.string : undefined);
}

function flag({ value }: ManifestNode): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function choice<T extends string>({ string }: ManifestNode, values: readonly T[]): T | undefined {
  return values.find((value) => value === string);
}

function given<K extends string, T>(key: K, value: T | undefined): { readonly [P in K]?: T } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: T };
}
