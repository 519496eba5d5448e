/** What a manifest does not say and Kubernetes does, behind the lines that decide it: defaults, and times that follow. */
import type { ContainerTiming } from '../../analysis/timing.ts';
import { duration, listed, type Message, seconds, timeRange, verbatim } from '../../base/message.ts';
import { type Span, touches } from '../../base/span.ts';
import { explainDefaultImagePullPolicy } from '../../kubernetes/defaults.ts';
import type { Field } from '../../manifest/field.ts';
import type { ManifestDocument, ManifestFile } from '../../manifest/file.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import type { ContainerModel, ProbeModel, ProbeTiming } from '../../manifest/podModel.ts';
import { type Workload, workloadsOf } from '../../manifest/workload.ts';
import { containerTiming } from '../containerTiming.ts';
import { resolvePort } from '../hover/hoverTarget.ts';
import { hintMessages as say } from './messages.ts';

export interface InlayHint {
  /** Where it stands, from the beginning of the file. */
  readonly offset: number;
  readonly label: Message;
  /** What it means, in a sentence. */
  readonly tooltip: Message;
}

/** The hints of a document, in the order of the text; `undefined` where the text is broken, so that none can be trusted. */
export function inlayHints(document: ManifestDocument): readonly InlayHint[] | undefined {
  const { content, offset } = document;
  if (content.yaml.problems.length > 0) return undefined;
  return content.objects
    .filter(({ isPatch }) => !isPatch)
    .flatMap(workloadsOf)
    .flatMap(hintsOf)
    .map((hint) => ({ ...hint, offset: hint.offset + offset }))
    .sort((a, b) => a.offset - b.offset);
}

/** The documents of a file that meet a span of it. */
export function documentsWithin({ documents }: ManifestFile, { start, end }: Span): ManifestDocument[] {
  return documents.filter(({ offset, content }) => offset <= end && start <= offset + content.text.length);
}

function hintsOf(workload: Workload): InlayHint[] {
  const { pod } = workload;
  return [
    ...podDefaults(workload),
    ...pod.allContainers.flatMap((container) => [
      ...pullPolicyHint(container),
      ...(container.runsOn ? container.probes.flatMap((probe) => probeHints(workload, container, probe)) : []),
    ]),
  ];
}

function podDefaults({ pod, kind }: Workload): InlayHint[] {
  const { restartPolicy, terminationGracePeriodSeconds: grace } = pod;
  const defaults = [
    ...(isDefault(restartPolicy) && kind.restartPolicies.includes('Always')
      ? [say.value({ field: 'restartPolicy', value: restartPolicy.value })]
      : []),
    ...(isDefault(grace) ? [say.value({ field: 'terminationGracePeriodSeconds', value: seconds(grace.value) })] : []),
  ];
  return defaults.length === 0 ? [] : behind(pod.spec, say.values({ values: listed(defaults) }), say.defaulted());
}

function pullPolicyHint({ image, imagePullPolicy, node }: ContainerModel): InlayHint[] {
  if (!isDefault(imagePullPolicy) || image.value === undefined) return [];
  const { because } = explainDefaultImagePullPolicy(image.value);
  const policy = verbatim(imagePullPolicy.value);
  const label = {
    latestTag: say.pullPolicyLatest,
    noTag: say.pullPolicyNoTag,
    digest: say.pullPolicyDigest,
    otherTag: say.pullPolicy,
    invalidReference: undefined,
  }[because];
  return label ? behind(node.get('image'), label({ policy }), say.defaulted()) : [];
}

/** Those that nearly every probe leaves out, and that decide its pace. */
const paceFields = ['periodSeconds', 'timeoutSeconds', 'failureThreshold'] as const satisfies readonly ProbeTiming[];

function probeHints(workload: Workload, container: ContainerModel, probe: ProbeModel): InlayHint[] {
  const { node, type, port, timings } = probe;
  if (resolvePort(port?.value, container) === 'missing')
    return behind(node, say.neverRuns({ port: String(port?.value) }), say.neverRunsMeaning());
  const timing = containerTiming(workload, container, type === 'startup' ? [type] : [type, 'startup']);
  const defaults = paceFields.filter((field) => isDefault(timings[field]));
  return [
    ...(timing ? windowHints(probe, container, timing) : []),
    ...(defaults.length === 0
      ? []
      : behind(
          node,
          say.values({ values: listed(defaults.map((field) => defaultTiming(field, timings[field].value!))) }),
          say.defaulted(),
        )),
  ];
}

function defaultTiming(field: ProbeTiming, value: number): Message {
  return say.value({ field, value: field.endsWith('Seconds') ? seconds(value) : value });
}

function windowHints({ node, type }: ProbeModel, { probes }: ContainerModel, timing: ContainerTiming): InlayHint[] {
  const { startupAllowance, stopsAnswering, removedFromEndpoints, ready } = timing;
  const allowance =
    startupAllowance?.by === type
      ? behind(node, say.allowance({ duration: duration(startupAllowance.window.bestMs) }), say.allowanceMeaning())
      : [];
  switch (type) {
    case 'startup':
      return allowance;
    case 'readiness':
      return [
        ...behind(node, say.ready({ window: timeRange(ready) }), say.readyMeaning()),
        ...(removedFromEndpoints === undefined
          ? []
          : behind(node, say.removed({ window: timeRange(removedFromEndpoints.hang) }), say.removedMeaning())),
      ];
    case 'liveness': {
      if (stopsAnswering === undefined) return allowance;
      const { restarted, killed } = stopsAnswering.hang;
      const kill = restarted
        ? behind(node, say.restart({ window: timeRange(restarted.heeds) }), say.restartMeaning())
        : behind(node, say.kill({ window: timeRange(killed) }), say.killMeaning());
      return [...kill, ...(probes.some((probe) => probe.type === 'startup') ? [] : allowance)];
    }
  }
}

function isDefault<T>(field: Field<T>): field is Field<T> & { readonly value: T } {
  return field.origin === 'default' && field.value !== undefined && !field.node.present;
}

/** Behind a scalar's value or a mapping's key; nothing where an alias brought it in: there it would stand many times. */
function behind(node: ManifestNode, label: Message, tooltip: Message): InlayHint[] {
  if (node.aliasSpan || !node.present) return [];
  const { text } = node.document;
  const { end } = node.span;
  if (node.isScalar) return [{ offset: end, label, tooltip }];
  // In braces there is more on the line than this field.
  const line = text.indexOf('\n', end);
  const rest = text.slice(end, line < 0 ? text.length : line);
  const colon = /^["']?\s*:/.exec(rest);
  return colon && /^\s*(?:#.*|[&!]\S+\s*)?\r?$/.test(rest.slice(colon[0].length))
    ? [{ offset: end + colon[0].length, label, tooltip }]
    : [];
}

/** Whether a hint stands in a span. */
export function isWithin({ offset }: InlayHint, place: Span): boolean {
  return touches(place, offset);
}
