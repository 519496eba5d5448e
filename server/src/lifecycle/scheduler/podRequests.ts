import { isSidecar, type PodSpec } from '../../kubernetes/pod.ts';
import { parseQuantity } from '../../kubernetes/quantity.ts';

/** Amounts by resource: CPU in thousandths of a core, everything else in its own unit. */
export type Amounts = Readonly<Record<string, number>>;

/** Resources that a pod may ask for as a whole. */
const ofPods = new Set(['cpu', 'memory']);

/**
 * What the scheduler reserves for a pod: the sum of its containers, or what its greediest init container needs, whichever
 * is more. Sidecars count from their own start on. Upstream: `PodRequests` in component-helpers `resource/helpers.go`.
 *
 * @param withPodResources whether `spec.resources` counts (gate PodLevelResources)
 */
export function podRequests(spec: PodSpec, withPodResources: boolean): Amounts {
  return podAmounts(spec, withPodResources, 'requests');
}

/** What a pod may use at most, as far as it says. Upstream: `PodLimits`. */
export function podLimits(spec: PodSpec, withPodResources: boolean): Amounts {
  return podAmounts(spec, withPodResources, 'limits');
}

function podAmounts(spec: PodSpec, withPodResources: boolean, part: 'requests' | 'limits'): Amounts {
  let sum: Amounts = {};
  for (const container of spec.containers) sum = add(sum, amounts(container.resources?.[part]));
  let sidecars: Amounts = {};
  let init: Amounts = {};
  for (const container of spec.initContainers ?? []) {
    const own = amounts(container.resources?.[part]);
    let needed = add(sidecars, own);
    if (isSidecar(container)) {
      sum = add(sum, own);
      sidecars = needed;
      needed = sidecars;
    }
    init = greater(init, needed);
  }
  let total = greater(sum, init);
  if (withPodResources) {
    const own = Object.entries(amounts(spec.resources?.[part])).filter(
      ([name]) => ofPods.has(name) || name.startsWith('hugepages-'),
    );
    total = { ...total, ...Object.fromEntries(own) };
  }
  const overhead = Object.entries(amounts(spec.overhead));
  // Where nothing is limited, neither is the overhead.
  const own = part === 'requests' ? overhead : overhead.filter(([name]) => name in total);
  return rounded(add(total, Object.fromEntries(own)));
}

/** Quantities as numbers; one that cannot be read counts as nothing. */
export function amounts(quantities: Readonly<Record<string, string | number>> | undefined): Amounts {
  return Object.fromEntries(
    Object.entries(quantities ?? {}).map(([name, quantity]) => {
      const parsed = parseQuantity(quantity);
      const value = 'value' in parsed ? parsed.value : 0;
      return [name, name === 'cpu' ? value * 1000 : value];
    }),
  );
}

/** Whole units, rounded up, but not for the error of adding fractions. */
export function rounded(values: Amounts): Amounts {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Math.ceil(value - 1e-6)]));
}

function add(a: Amounts, b: Amounts): Amounts {
  return combine(a, b, (left, right) => left + right);
}

function greater(a: Amounts, b: Amounts): Amounts {
  return combine(a, b, Math.max);
}

function combine(a: Amounts, b: Amounts, how: (left: number, right: number) => number): Amounts {
  const result: Record<string, number> = { ...a };
  for (const [name, value] of Object.entries(b)) result[name] = how(result[name] ?? 0, value);
  return result;
}
