/** What a field of a pod's life means, which value it has here, and what follows from it in time. */
import { describeDuration } from '../../analysis/describe.ts';
import type { Span } from '../../base/span.ts';
import { explainDefaultImagePullPolicy, httpGetDefaults } from '../../kubernetes/defaults.ts';
import { parseImageReference } from '../../kubernetes/imageReference.ts';
import { asInteger, asString, type Field, readField } from '../../manifest/field.ts';
import type { ManifestFile } from '../../manifest/file.ts';
import type { ContainerModel, ProbeTiming } from '../../manifest/podModel.ts';
import { workloadAround } from '../../manifest/workload.ts';
import { nodeAt } from '../nodeAt.ts';
import { targetOf } from '../target.ts';
import { apiReference, textOf } from './fieldDocs.ts';
import { gateOf } from './gate.ts';
import { consequences } from './hoverConsequences.ts';
import { inlineCode, resolvePort } from './hoverTarget.ts';
import { type PodPlace, podPlace } from './podPlace.ts';

export interface Hover {
  /** What it is about, relative to the file. */
  readonly span: Span;
  readonly markdown: string;
}

/** The hover at an offset of the file, for a cluster; undefined where there is nothing to say. */
export function hover(file: ManifestFile, offset: number, cluster = targetOf(file.text)): Hover | undefined {
  const found = nodeAt(file, offset);
  if (found === undefined) return undefined;
  const workload = workloadAround(found.object, found.node.path);
  const place = workload && podPlace(workload, found.node);
  return place && { span: found.span, markdown: describe(place, gateOf(found.object, place.node, cluster)) };
}

function describe(place: PodPlace, gate: string | undefined): string {
  const { doc, node, probeType } = place;
  const here = effectiveValue(place);
  const facts = [
    here === undefined ? undefined : `**Here:** ${here}`,
    doc.default === undefined ? undefined : `**Default:** ${doc.default}`,
    doc.value === undefined ? undefined : `**Value:** ${doc.value}`,
    gate === undefined ? undefined : `**Feature gate:** ${gate}`,
  ].filter((fact) => fact !== undefined);
  const follows = consequences(place);
  const links = [doc.more, apiReference(doc)].map(({ title, url }) => `[${title}](${url})`);
  return [
    `**\`${String(node.path.at(-1))}\`**: ${doc.title}`,
    textOf(doc, probeType),
    ...(facts.length === 0 ? [] : [facts.map((fact) => `- ${fact}`).join('\n')]),
    ...(follows.length === 0 ? [] : [`**In this pod**\n${follows.map((sentence) => `- ${sentence}`).join('\n')}`]),
    links.join(' · '),
  ].join('\n\n');
}

const byTemplate = 'decided by a template, so nobody can tell from this file';

function effectiveValue(place: PodPlace): string | undefined {
  const { id, workload, container, probe, node } = place;
  switch (id) {
    case 'pod.restartPolicy': {
      const { restartPolicies, kind } = workload.kind;
      const field = workload.pod.restartPolicy;
      const missing = field.origin === 'default' && !restartPolicies.includes('Always');
      return missing ? `not set; the default does not suit a ${kind}` : fieldValue(field, node.value, words);
    }
    case 'pod.terminationGracePeriodSeconds':
      return fieldValue(workload.pod.terminationGracePeriodSeconds, node.value, seconds);
    case 'probe.terminationGracePeriodSeconds': {
      const inherited = workload.pod.terminationGracePeriodSeconds.value;
      return fieldValue(readField(node, { read: asInteger, default: inherited }), node.value, seconds);
    }
    case 'probe.initialDelaySeconds':
    case 'probe.timeoutSeconds':
    case 'probe.periodSeconds':
      return probe && fieldValue(probe.timings[timingOf(id)], node.value, seconds);
    case 'probe.successThreshold':
    case 'probe.failureThreshold':
      return probe && fieldValue(probe.timings[timingOf(id)], node.value, times);
    case 'container.startupProbe':
    case 'container.readinessProbe':
    case 'container.livenessProbe':
      return probe && Object.entries(probe.timings).map(timingSummary).join(' · ');
    case 'container.image':
      return container && imageValue(container);
    case 'container.imagePullPolicy':
      return container && pullPolicyValue(container, node.value);
    case 'httpGet.scheme':
      return fieldValue(readField(node, { read: asString, default: httpGetDefaults.scheme }), node.value, words);
    case 'httpGet.path':
      return fieldValue(readField(node, { read: asString, default: httpGetDefaults.path }), node.value, words);
    case 'httpGet.port':
    case 'tcpSocket.port':
      return container && portValue(container, node.value);
    default:
      return node.unknown ? byTemplate : undefined;
  }
}

const timingOf = (id: string) => id.split('.')[1] as ProbeTiming;
const words = (value: string) => inlineCode(value);
const seconds = (value: number) => describeDuration(value * 1_000);
const times = (value: number) => String(value);

/** The value, and who decided it. A zero that is written counts as not set. */
function fieldValue<T>(field: Field<T>, written: unknown, show: (value: T) => string): string | undefined {
  switch (field.origin) {
    case 'unknown':
      return byTemplate;
    case 'invalid':
      return 'none, because what is written is not a value that it can have';
    case 'unset':
      return undefined;
    case 'explicit':
      return field.value === undefined ? undefined : `${show(field.value)}, as written`;
    case 'default': {
      if (field.value === undefined) return undefined;
      const isZero = written !== null && written !== undefined;
      const why = isZero
        ? `the default, since ${inlineCode(JSON.stringify(written))} counts as not set`
        : 'the default';
      return `${show(field.value)}, ${why}`;
    }
  }
}

function timingSummary([name, field]: [string, Field<number>]): string {
  const { value, origin } = field;
  const shown = value === undefined ? '?' : name.endsWith('Seconds') ? describeDuration(value * 1_000) : value;
  return `${name} ${shown}${origin === 'default' ? ' (default)' : ''}`;
}

function imageValue({ image, imagePullPolicy }: ContainerModel): string | undefined {
  if (image.origin === 'unknown') return byTemplate;
  if (image.value === undefined) return undefined;
  const reference = parseImageReference(image.value);
  if ('error' in reference) return `not a valid reference: ${reference.error}`;
  const { registry, repository, tag, digest } = reference;
  const parts = [
    `registry ${inlineCode(registry)}`,
    `repository ${inlineCode(repository)}`,
    tag === undefined
      ? digest === undefined
        ? 'tag `latest`, since none is written'
        : undefined
      : `tag ${inlineCode(tag)}`,
    digest === undefined ? undefined : `digest ${inlineCode(`${digest.slice(0, 19)}…`)}`,
    imagePullPolicy.value === undefined ? undefined : `pull policy ${inlineCode(imagePullPolicy.value)}`,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}

const defaultReasons = {
  latestTag: 'because the tag is `latest`',
  noTag: 'because the image has no tag',
  otherTag: 'because the image has a tag other than `latest`',
  digest: 'because the image has a digest',
  invalidReference: 'because the image is not a valid reference',
} as const;

function pullPolicyValue({ image, imagePullPolicy }: ContainerModel, written: unknown): string | undefined {
  if (imagePullPolicy.origin !== 'default' || imagePullPolicy.value === undefined) {
    return fieldValue(imagePullPolicy, written, words);
  }
  const { because } = explainDefaultImagePullPolicy(image.value ?? '');
  return `${inlineCode(imagePullPolicy.value)}, the default ${defaultReasons[because]}`;
}

function portValue(container: ContainerModel, written: unknown): string | undefined {
  if (typeof written !== 'string') return undefined;
  const port = resolvePort(written, container);
  if (port === 'missing') return `no port of this container is called ${inlineCode(written)}`;
  return port === undefined ? undefined : `port ${port} of this container`;
}
