/**
 * What ResourceQuotas allow the pods of a workload.
 * Upstream: `pkg/quota/v1/evaluator/core/pods.go`, and the admission plugin `resourcequota` of the API server.
 */
import type { Container, PodSpec } from '../../kubernetes/pod.ts';
import { qosClass } from '../../kubernetes/qosClass.ts';
import { parseQuantity } from '../../kubernetes/quantity.ts';
import { quantityText } from '../../kubernetes/quantityText.ts';
import { isTerminal } from '../apiserver/podObject.ts';
import { type Instant, seconds } from '../kernel/time.ts';
import { podLimits, podRequests } from '../scheduler/podRequests.ts';
import type { Quantities } from '../world/clusterBehaviour.ts';
import type { QuotaScope, ResourceQuota } from '../world/resourceQuota.ts';
import type { PodView } from './podLife.ts';
import type { Template } from './workload.ts';

/** What of a pod decides whether it is charged, and for what. */
export interface ChargedPod {
  readonly view: Pick<PodView, 'phase'>;
  readonly template: Template;
  readonly deletedAt: Instant | undefined;
}

/** Amounts by resource: cores, bytes, pieces. */
type Usage = ReadonlyMap<string, number>;

const computeResources = ['cpu', 'memory'];

/** The quotas of the workload's namespace. */
export class PodQuotas {
  readonly #quotas: readonly ResourceQuota[];
  readonly #zero: Instant;
  readonly #withPodResources: boolean;

  /**
   * @param zero when the scenario's clock begins
   * @param withPodResources whether `spec.resources` of a pod counts (gate PodLevelResources)
   */
  constructor(quotas: readonly ResourceQuota[], zero: Instant, withPodResources: boolean) {
    this.#quotas = quotas;
    this.#zero = zero;
    this.#withPodResources = withPodResources;
  }

  /** Why the API server refuses a pod now, in its words; nothing if it takes it. */
  refusal(name: string, spec: PodSpec, present: readonly ChargedPod[], now: Instant): string | undefined {
    for (const quota of this.#quotas) {
      if (!isInScopes(spec, quota.scopes)) continue;
      const reason = this.#missing(spec, quota, now) ?? this.#exceeded(spec, quota, present, now);
      if (reason !== undefined) return `pods "${name}" is forbidden: ${reason}`;
    }
    return undefined;
  }

  /** A quota for CPU or memory wants every container to say how much it takes. */
  #missing(spec: PodSpec, quota: ResourceQuota, now: Instant): string | undefined {
    if (quota.hasDefaults === true || (this.#withPodResources && spec.resources !== undefined)) return undefined;
    const limited = Object.keys(this.#at(quota, now).hard);
    const containers = [...spec.containers, ...(spec.initContainers ?? [])];
    const lacking = limited.sort().flatMap((resource) => {
      const names = containers.filter((container) => !isGiven(container, resource)).map(({ name }) => name);
      return names.length === 0 ? [] : [`${resource} for: ${[...new Set(names)].sort().join(',')}`];
    });
    return lacking.length === 0 ? undefined : `failed quota: ${quota.name}: must specify ${lacking.join('; ')}`;
  }

  #exceeded(spec: PodSpec, quota: ResourceQuota, present: readonly ChargedPod[], now: Instant): string | undefined {
    const { hard, used: others = {} } = this.#at(quota, now);
    const requested = this.#usage(spec);
    const own = present.filter((pod) => isCharged(pod, now) && isInScopes(pod.template.pod.spec, quota.scopes));
    const exceeded = Object.keys(hard)
      .filter((resource) => requested.has(resource))
      .sort()
      .flatMap((resource) => {
        const asked = requested.get(resource)!;
        const used = own.reduce(
          (sum, { template }) => sum + (this.#usage(template.pod.spec).get(resource) ?? 0),
          amountOf(others, resource),
        );
        const limit = amountOf(hard, resource);
        return used + asked <= limit + 1e-9 ? [] : [{ resource, asked, used, limit }];
      });
    if (exceeded.length === 0) return undefined;
    const text = (part: 'asked' | 'used' | 'limit') =>
      exceeded.map((one) => `${one.resource}=${quantityText(one[part], isBytes(one.resource))}`).join(',');
    return `exceeded quota: ${quota.name}, requested: ${text('asked')}, used: ${text('used')}, limited: ${text('limit')}`;
  }

  /** What holds at a time; what a change does not mention stays. */
  #at({ hard, used, changes = [] }: ResourceQuota, now: Instant) {
    let state = { hard, ...(used === undefined ? {} : { used }) };
    for (const { atSeconds, ...change } of changes) {
      if (now >= this.#zero + seconds(atSeconds)) state = { ...state, ...change };
    }
    return state;
  }

  /** Upstream: `podComputeUsageHelper`. */
  #usage(spec: PodSpec): Usage {
    const usage = new Map<string, number>([
      ['pods', 1],
      ['count/pods', 1],
    ]);
    const amount = (resource: string, value: number) => (resource === 'cpu' ? value / 1000 : value);
    for (const [resource, value] of Object.entries(podRequests(spec, this.#withPodResources))) {
      usage.set(`requests.${resource}`, amount(resource, value));
      if (!resource.includes('/')) usage.set(resource, amount(resource, value));
    }
    for (const [resource, value] of Object.entries(podLimits(spec, this.#withPodResources))) {
      usage.set(`limits.${resource}`, amount(resource, value));
    }
    return usage;
  }
}

function isGiven({ resources = {} }: Container, resource: string): boolean {
  const [, part = 'requests', name = ''] = /^(?:(requests|limits)\.)?(cpu|memory)$/.exec(resource) ?? [];
  if (!computeResources.includes(name)) return true;
  const { limits = {}, requests = {} } = resources;
  // The API server takes a limit for the request where there is none.
  return name in limits || (part === 'requests' && name in requests);
}

/** Upstream: `QuotaV1Pod`. */
function isCharged({ view, deletedAt, template: { pod } }: ChargedPod, now: Instant): boolean {
  if (isTerminal(view.phase)) return false;
  return deletedAt === undefined || now <= deletedAt + seconds(pod.spec.terminationGracePeriodSeconds ?? 30);
}

function isInScopes(spec: PodSpec, scopes: readonly QuotaScope[] = []): boolean {
  const is: Readonly<Record<QuotaScope, () => boolean>> = {
    Terminating: () => spec.activeDeadlineSeconds !== undefined,
    NotTerminating: () => spec.activeDeadlineSeconds === undefined,
    BestEffort: () => qosClass(spec) === 'BestEffort',
    NotBestEffort: () => qosClass(spec) !== 'BestEffort',
  };
  return scopes.every((scope) => is[scope]());
}

function amountOf(quantities: Quantities, resource: string): number {
  const parsed = parseQuantity(quantities[resource] ?? 0);
  return 'value' in parsed ? parsed.value : 0;
}

/** Resources that people write in powers of two. */
function isBytes(resource: string): boolean {
  return /(?:^|\.)(?:memory|ephemeral-storage|hugepages-[^.]*)$/.test(resource);
}
