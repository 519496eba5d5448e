/** Which value a field has here, and who decided it. */
import { seconds as inSeconds, listed, type Message, type Value, verbatim } from '../../base/message.ts';
import { explainDefaultImagePullPolicy, httpGetDefaults } from '../../kubernetes/defaults.ts';
import { parseImageReference } from '../../kubernetes/imageReference.ts';
import { asInteger, asString, type Field, readField } from '../../manifest/field.ts';
import type { ContainerModel, ProbeTiming } from '../../manifest/podModel.ts';
import { codeText, plainMarkdown, resolvePort } from './hoverTarget.ts';
import { hoverMessages as say } from './messages.ts';
import type { PodPlace } from './podPlace.ts';
import { amountOf, workloadField } from './workloadFields.ts';

/** Undefined where there is no value to name. */
export function effectiveValue(place: PodPlace): Value | undefined {
  const { id, workload, container, probe, node } = place;
  switch (id) {
    case 'pod.restartPolicy': {
      const { restartPolicies, kind } = workload.kind;
      const field = workload.pod.restartPolicy;
      const missing = field.origin === 'default' && !restartPolicies.includes('Always');
      return missing ? say.unfitDefault({ kind }) : fieldValue(field, node.value, words);
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
      return probe && listed(Object.entries(probe.timings).map(timingSummary));
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
      return node.unknown ? say.fromTemplate() : workloadFieldValue(place);
  }
}

const timingOf = (id: string) => id.split('.')[1] as ProbeTiming;
const words = (value: string) => say.code({ text: codeText(value) });
const seconds = (value: number) => inSeconds(value);
const times = (value: number) => value;

/** The value, and who decided it. A zero that is written counts as not set. */
function fieldValue<T>(field: Field<T>, written: unknown, show: (value: T) => Value): Message | undefined {
  switch (field.origin) {
    case 'unknown':
      return say.fromTemplate();
    case 'invalid':
      return say.invalid();
    case 'unset':
      return undefined;
    case 'explicit':
      return field.value === undefined ? undefined : say.asWritten({ value: show(field.value) });
    case 'default': {
      if (field.value === undefined) return undefined;
      const isZero = written !== null && written !== undefined;
      const value = show(field.value);
      return isZero
        ? say.zeroIsDefault({ value, written: codeText(JSON.stringify(written)) })
        : say.isDefault({ value });
    }
  }
}

function timingSummary([field, { value, origin }]: [string, Field<number>]): Message {
  if (value === undefined) return say.unknownTiming({ field });
  const data = { field, value: field.endsWith('Seconds') ? inSeconds(value) : value };
  return origin === 'default' ? say.defaultTiming(data) : say.timing(data);
}

function imageValue({ image, imagePullPolicy }: ContainerModel): Value | undefined {
  if (image.origin === 'unknown') return say.fromTemplate();
  if (image.value === undefined) return undefined;
  const reference = parseImageReference(image.value);
  if ('error' in reference) return say.invalidImage({ error: verbatim(plainMarkdown(reference.error)) });
  const { registry, repository, tag, digest } = reference;
  const parts = [
    say.registry({ name: codeText(registry) }),
    say.repository({ name: codeText(repository) }),
    tag === undefined ? (digest === undefined ? say.latest() : undefined) : say.tag({ name: codeText(tag) }),
    digest === undefined ? undefined : say.digest({ name: `${digest.slice(0, 19)}…` }),
    imagePullPolicy.value === undefined ? undefined : say.policy({ name: codeText(imagePullPolicy.value) }),
  ];
  return listed(parts.filter((part) => part !== undefined));
}

const defaultReasons = {
  latestTag: say.defaultLatestTag,
  noTag: say.defaultNoTag,
  otherTag: say.defaultOtherTag,
  digest: say.defaultDigest,
  invalidReference: say.defaultInvalidReference,
} as const;

function pullPolicyValue({ image, imagePullPolicy }: ContainerModel, written: unknown): Message | undefined {
  if (imagePullPolicy.origin !== 'default' || imagePullPolicy.value === undefined) {
    return fieldValue(imagePullPolicy, written, words);
  }
  const { because } = explainDefaultImagePullPolicy(image.value ?? '');
  return defaultReasons[because]({ policy: codeText(imagePullPolicy.value) });
}

function portValue(container: ContainerModel, written: unknown): Message | undefined {
  if (typeof written !== 'string') return undefined;
  const port = resolvePort(written, container);
  if (port === 'missing') return say.noPort({ name: codeText(written) });
  return port === undefined ? undefined : say.port({ port });
}

/** A field of the workload's own spec. */
function workloadFieldValue({ id, node, workload }: PodPlace): Message | undefined {
  const field = workloadField(id, node);
  if (field === undefined) return undefined;
  const value = fieldValue(field, node.value, (one) => (typeof one === 'string' ? words(one) : inUnit(id, one)));
  const amount = value && amountOf(id, field.value, workload);
  return amount === undefined ? value : say.amount({ value: value!, count: amount });
}

const inUnit = (id: string, value: number) => (id.endsWith('Seconds') ? seconds(value) : value);
