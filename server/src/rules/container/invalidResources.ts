import { parseQuantity } from '../../kubernetes/quantity.ts';
import { isContainerResourceName } from '../../kubernetes/resourceNames.ts';
import { replaceValue } from '../../manifest/edit.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import type { PodModel } from '../../manifest/podModel.ts';
import { compareReleases } from '../../schema/release.ts';
import { objectsIn, textOf } from '../reading.ts';
import { defineRule, type RawFinding } from '../rule.ts';

type Found = RawFinding<
  | 'negative'
  | 'name'
  | 'podName'
  | 'podClaims'
  | 'pageSize'
  | 'exceeds'
  | 'unequal'
  | 'exceedsNothing'
  | 'unequalNothing'
  | 'noLimit'
  | 'needsLimit'
  | 'whole'
  | 'hugePages'
  | 'limit'
  | 'lower'
  | 'podWindows'
  | 'claimName'
  | 'lessThanContainers'
  | 'moreThanPod'
>;

/** Upstream: `ValidateContainerResourceRequirements`. */
export const invalidResources = defineRule({
  meta: {
    id: 'invalid-resources',
    severity: 'error',
    appliesTo: 'workload',
    summary: 'Requests and limits name known resources, are not negative, and requests don’t exceed limits.',
    messages: {
      negative: '{name} must not be negative, but is {value}.',
      name: {
        text: '"{name}" is not a resource of a container.',
        detail: 'Use cpu, memory, ephemeral-storage, hugepages-… or extended resources such as example.com/gpu.',
      },
      exceeds: 'The request for {name} ({request}) must not be more than its limit ({limit}).',
      unequal: 'Request ({request}) and limit ({limit}) of {name} must be equal: it can’t be overcommitted.',
      exceedsNothing:
        'The request for {name} ({request}) must not be more than its limit, which is empty and counts as 0.',
      unequalNothing: 'Request ({request}) and limit of {name} must be equal, but the limit is empty and counts as 0.',
      needsLimit: '{name} needs a limit equal to its request: it can’t be overcommitted.',
      podName: '"{name}" is not a resource of a whole pod. Use cpu, memory or hugepages-….',
      podClaims: 'Resources of a whole pod must not have claims. Move them into a container.',
      podWindows: 'A Windows pod can’t have resources as a whole. Move them into its containers.',
      claimName: 'A claim needs a name.',
      lessThanContainers: 'The whole pod has less {name} ({value}) than its containers need together.',
      moreThanPod: 'The limit for {name} must not be more than that of the whole pod ({value}).',
      pageSize: '{value} is not a multiple of the page size in {name}.',
      whole: '{name} must be a whole number, not {value}.',
      hugePages: 'Huge pages need a request or limit of cpu or memory beside them.',
      limit: 'The limit is {limit}',
      noLimit: 'The limit is empty and counts as 0',
      lower: 'Lower the request to {limit}',
    },
    references: [
      'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go',
    ],
  },
  *check({ pod, workload }, { kubernetes }) {
    for (const { node } of pod.allContainers)
      yield* checkResources(node.get('resources'), isContainerResourceName, 'name');
    yield* checkOverhead(pod.spec.get('overhead'));
    // Upstream: PodLevelResources. Before, the API server drops the field or does not know it.
    if (compareReleases(kubernetes, '1.34') < 0) return;
    const resources = pod.spec.get('resources');
    if (!resources.isMap) return;
    if (pod.spec.get('os').get('name').value === 'windows') {
      yield { message: 'podWindows', at: resources, on: 'key' };
      return;
    }
    // The API server gives a Pod the requests that its containers make, until 1.36 only beside a limit.
    const inherits =
      workload.kind.kind === 'Pod' &&
      (compareReleases(kubernetes, '1.37') >= 0 || resources.get('limits').fields().length > 0);
    const inherited = (inherits ? pod.allContainers : []).flatMap(({ node }) =>
      ['requests', 'limits'].flatMap((list) => node.get('resources').get(list).fields()),
    );
    yield* checkResources(resources, isPodResourceName, 'podName', inherited);
    yield* checkPodTotals(pod, resources);
    const claims = resources.get('claims');
    if (claims.isList) yield { message: 'podClaims', at: claims, on: 'key' };
    for (const claim of objectsIn(claims)) {
      if (textOf(claim.get('name')) === '') yield { message: 'claimName', at: claim };
    }
  },
});

/** @param inherited what else counts as requested */
function* checkResources(
  resources: ManifestNode,
  isName: (name: string) => boolean,
  message: 'name' | 'podName',
  inherited: readonly { readonly key: string }[] = [],
): Generator<Found> {
  if (!resources.isMap) return;
  const limits = resources.get('limits');
  const requests = resources.get('requests');
  for (const list of [limits, requests]) yield* checkAmounts(list, isName, message);
  for (const { key: name, node } of requests.fields()) {
    const limitNode = limits.get(name);
    const request = quantityOf(node);
    const limit = quantityOf(limitNode);
    const overcommits = !isExtended(name) && !name.startsWith('hugepages-');
    if (limitNode.unknown || request === undefined) continue;
    if (!limitNode.present) {
      if (!overcommits) yield { message: 'needsLimit', at: node, on: 'key', path: limits.path, data: { name } };
    } else if (limit !== undefined && (overcommits ? request > limit : request !== limit)) {
      const fault = overcommits ? 'exceeds' : 'unequal';
      const data = { name, request: String(node.value), limit: String(limitNode.value) };
      yield {
        message: limitNode.isSet ? fault : (`${fault}Nothing` as const),
        at: node,
        path: requests.path,
        data,
        related: [{ at: limitNode, message: limitNode.isSet ? 'limit' : 'noLimit' }],
        fixes: () =>
          limitNode.isSet
            ? [
                {
                  title: 'lower',
                  safe: false,
                  edits: replaceValue(node, node.document.text.slice(limitNode.span.start, limitNode.span.end)),
                },
              ]
            : [],
      };
    }
  }
  if (!limits.partial && !requests.partial)
    yield* checkHugePages(resources, [...limits.fields(), ...requests.fields()], inherited);
}

/** What a whole pod has must be enough for its containers. Upstream: `validatePodResourceConsistency`. */
function* checkPodTotals(pod: PodModel, resources: ManifestNode): Generator<Found> {
  for (const { key: name, node } of resources.get('requests').fields()) {
    const total = totalOf(pod, (container) => requestOf(container, name));
    const own = quantityOf(node);
    if (own !== undefined && total !== undefined && total > own)
      yield { message: 'lessThanContainers', at: node, data: { name, value: String(node.value) } };
  }
  for (const { key: name, node } of resources.get('limits').fields()) {
    const own = quantityOf(node);
    if (own === undefined) continue;
    const limitOf = (container: ManifestNode) => container.get('resources').get('limits').get(name);
    const total = totalOf(pod, (container) => amountOf(limitOf(container)));
    if (name.startsWith('hugepages-') && total !== undefined && total > own)
      yield { message: 'lessThanContainers', at: node, data: { name, value: String(node.value) } };
    for (const [index, { node: container }] of pod.containers.entries()) {
      const limit = amountOf(limitOf(container));
      if (limit === undefined || limit <= own) continue;
      const path = [...resources.path, 'containers', index, name, 'limits'];
      yield { message: 'moreThanPod', at: limitOf(container), path, data: { name, value: String(node.value) } };
    }
  }
}

/** What the containers of a pod need at most at a time; undefined if that is not known. Upstream: `AggregateContainerRequests`. */
function totalOf(pod: PodModel, needOf: (container: ManifestNode) => number | undefined): number | undefined {
  const lists = ['containers', 'initContainers'].map((list) => pod.spec.get(list));
  if (lists.some((list) => list.unknown || list.partial)) return undefined;
  let sidecars = 0;
  let peak = 0;
  for (const { node, role } of pod.initContainers) {
    const need = needOf(node);
    if (need === undefined) return undefined;
    if (role === 'sidecar') sidecars += need;
    peak = Math.max(peak, role === 'sidecar' ? sidecars : sidecars + need);
  }
  const needs = pod.containers.map(({ node }) => needOf(node));
  if (needs.includes(undefined)) return undefined;
  return Math.max(peak, sidecars + needs.reduce<number>((sum, need) => sum + (need ?? 0), 0));
}

/** A request that is left out is the limit. */
function requestOf(container: ManifestNode, name: string): number | undefined {
  const resources = container.get('resources');
  const request = resources.get('requests').get(name);
  return amountOf(request.present || request.unknown ? request : resources.get('limits').get(name));
}

/** An amount; what is left out is nothing, and what is hidden is undefined. */
function amountOf(node: ManifestNode): number | undefined {
  if (node.unknown) return undefined;
  return node.present ? quantityOf(node) : 0;
}

/** The API server judges it as the limits of a container. Upstream: `validateOverhead`. */
function* checkOverhead(overhead: ManifestNode): Generator<Found> {
  if (!overhead.isMap) return;
  const limits = [...overhead.path, 'limits'];
  for (const found of checkAmounts(overhead, isContainerResourceName, 'name'))
    yield { ...found, path: [...limits, ...found.at.path.slice(overhead.path.length)] };
  if (!overhead.partial) yield* checkHugePages(overhead, overhead.fields());
}

/** The names of resources and how much of each. */
function* checkAmounts(
  list: ManifestNode,
  isName: (name: string) => boolean,
  message: 'name' | 'podName',
): Generator<Found> {
  for (const { key: name, node } of list.fields()) {
    if (node.unknown) continue;
    if (!isName(name)) yield { message, at: node, on: 'key', data: { name } };
    const value = quantityOf(node);
    if (value === undefined) continue;
    if (value < 0) yield { message: 'negative', at: node, data: { name, value: String(node.value) } };
    else if (isExtended(name) && !Number.isInteger(value))
      yield { message: 'whole', at: node, data: { name, value: String(node.value) } };
    if (name.startsWith('hugepages-') && !isMultipleOfPages(name, value))
      yield { message: 'pageSize', at: node, data: { name, value: String(node.value) } };
  }
}

function* checkHugePages(
  owner: ManifestNode,
  amounts: readonly { readonly key: string }[],
  inherited: readonly { readonly key: string }[] = [],
): Generator<Found> {
  const names = new Set(amounts.map(({ key }) => key));
  for (const { key } of inherited) if (key === 'cpu' || key === 'memory') names.add(key);
  const hasHugePages = [...names].some((name) => name.startsWith('hugepages-'));
  if (hasHugePages && !names.has('cpu') && !names.has('memory')) yield { message: 'hugePages', at: owner, on: 'key' };
}

function isPodResourceName(name: string): boolean {
  return name === 'cpu' || name === 'memory' || name.startsWith('hugepages-');
}

/** Upstream: `IsHugePageResourceValueDivisible`. */
function isMultipleOfPages(name: string, value: number): boolean {
  const parsed = parseQuantity(name.slice('hugepages-'.length));
  return 'value' in parsed && parsed.value > 0 && value % parsed.value === 0;
}

function isExtended(name: string): boolean {
  return name.includes('/') && !name.includes('kubernetes.io/');
}

function quantityOf(node: ManifestNode): number | undefined {
  const { value } = node;
  // An amount that is written as nothing is read as 0.
  if (value === null) return 0;
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const parsed = parseQuantity(value);
  return 'value' in parsed ? parsed.value : undefined;
}
