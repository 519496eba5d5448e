/** Fields of a workload's own spec: their values, and how long a rollout takes with them. */

import { availableAfterCreation, recreateDuration, rollingUpdateDuration } from '../../analysis/rollout.ts';
import { type Message, timeRange } from '../../base/message.ts';
import { resolveFenceposts } from '../../kubernetes/rollingUpdate.ts';
import {
  cronJobDefaults,
  deploymentDefaults,
  jobDefaults,
  statefulSetDefaults,
} from '../../kubernetes/workloadDefaults.ts';
import { asInteger, asString, type Field, readField } from '../../manifest/field.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import { plainPod } from '../../manifest/plainPod.ts';
import type { Workload } from '../../manifest/workload.ts';
import { containerTiming } from '../containerTiming.ts';
import { hoverMessages as say } from './messages.ts';
import type { PodPlace } from './podPlace.ts';

type Scalar = number | string;

/** What holds where nothing is written. */
const defaults: Readonly<Record<string, Scalar | undefined>> = {
  'workload.replicas': deploymentDefaults.replicas,
  'workload.minReadySeconds': deploymentDefaults.minReadySeconds,
  'workload.progressDeadlineSeconds': deploymentDefaults.progressDeadlineSeconds,
  'workload.strategy.type': deploymentDefaults.type,
  'workload.strategy.rollingUpdate.maxSurge': deploymentDefaults.maxSurge,
  'workload.strategy.rollingUpdate.maxUnavailable': deploymentDefaults.maxUnavailable,
  'workload.podManagementPolicy': statefulSetDefaults.podManagementPolicy,
  'job.backoffLimit': undefined,
  'job.activeDeadlineSeconds': undefined,
  'job.completions': undefined,
  'job.parallelism': jobDefaults.parallelism,
  'job.ttlSecondsAfterFinished': undefined,
  'cronJob.concurrencyPolicy': cronJobDefaults.concurrencyPolicy,
  'cronJob.startingDeadlineSeconds': undefined,
};

/** The field with its value; undefined for other fields. */
export function workloadField(id: string, node: ManifestNode): Field<Scalar> | undefined {
  if (!Object.hasOwn(defaults, id)) return undefined;
  const fallback = defaults[id];
  return readField<Scalar>(node, {
    read: (value) => asInteger(value) ?? asString(value),
    ...(fallback === undefined ? {} : { default: fallback }),
  });
}

/** How many pods a part of `replicas` is; undefined for other fields and for plain numbers. */
export function amountOf(id: string, value: Scalar | undefined, workload: Workload): number | undefined {
  if (typeof value !== 'string' || !value.endsWith('%')) return undefined;
  const rolling = rollingUpdateOf(workload);
  if (!rolling) return undefined;
  if (id.endsWith('.maxSurge')) return rolling.maxSurge;
  return id.endsWith('.maxUnavailable') ? rolling.maxUnavailable : undefined;
}

/** What a rollout makes of a field; nothing where a template decides. */
export function workloadConsequences({ id, workload }: PodPlace): Message[] {
  if (!id.startsWith('workload.') || workload.kind.kind !== 'Deployment' || !isTimed(workload)) return [];
  const spec = workload.object.root.get('spec');
  const minReadySeconds = countOf(spec.get('minReadySeconds'), deploymentDefaults.minReadySeconds);
  const replicas = countOf(spec.get('replicas'), deploymentDefaults.replicas);
  const type = readField(spec.get('strategy').get('type'), { read: asString, default: deploymentDefaults.type }).value;
  if (minReadySeconds === undefined || replicas === undefined) return [];
  const pod = plainPod(workload);
  if (id === 'workload.progressDeadlineSeconds')
    return [say.available({ window: timeRange(availableAfterCreation(pod, { minReadySeconds })) })];
  if (replicas === 0) return [];
  if (type === 'Recreate')
    return [say.rollout({ count: replicas, window: timeRange(recreateDuration(pod, { minReadySeconds })) })];
  const rolling = rollingUpdateOf(workload);
  if (type !== 'RollingUpdate' || !rolling) return [];
  const window = rollingUpdateDuration(pod, replicas, rolling, { minReadySeconds });
  return [say.rollout({ count: replicas, window: timeRange(window) })];
}

function rollingUpdateOf({ object }: Workload): ReturnType<typeof resolveFenceposts> | undefined {
  const spec = object.root.get('spec');
  const replicas = countOf(spec.get('replicas'), deploymentDefaults.replicas);
  const rolling = spec.get('strategy').get('rollingUpdate');
  const [surge, unavailable] = (['maxSurge', 'maxUnavailable'] as const).map((name) =>
    workloadField(`workload.strategy.rollingUpdate.${name}`, rolling.get(name)),
  );
  if (replicas === undefined || surge?.value === undefined || unavailable?.value === undefined) return undefined;
  return resolveFenceposts(surge.value, unavailable.value, replicas);
}

function countOf(node: ManifestNode, fallback: number): number | undefined {
  const { value } = readField(node, { read: asInteger, default: fallback });
  return value !== undefined && value >= 0 ? value : undefined;
}

/** Whether the times of all containers are known, and nothing runs before them that takes its own time. */
function isTimed(workload: Workload): boolean {
  const { pod } = workload;
  if (pod.spec.partial || pod.containers.length === 0) return false;
  if (pod.initContainers.some(({ role }) => role === 'init')) return false;
  return pod.allContainers
    .filter(({ runsOn }) => runsOn)
    .every((container) => containerTiming(workload, container, ['startup', 'readiness', 'liveness']) !== undefined);
}
