import { listed } from '../../base/message.ts';
import { replaceValue } from '../../manifest/edit.ts';
import { type ObjectFacts, shownName } from '../../manifest/index/facts.ts';
import { answerable, sameNamespace } from '../../manifest/index/labelMatch.ts';
import { isSlip } from '../../manifest/index/spelling.ts';
import type { Workspace } from '../../manifest/index/workspace.ts';
import { type IndexedPod, type IndexedService, lettersIn } from '../../manifest/index/workspaceIndex.ts';
import { defineRule } from '../rule.ts';

/** Labels by which people tell applications apart, in contrast to those that many applications share. */
const nameLike = ['app', 'app.kubernetes.io/name', 'k8s-app', 'name', 'component', 'app.kubernetes.io/component'];

/**
 * The API server does not look whether a selector finds anything. A Service may select pods that are made elsewhere, so
 * this speaks only where a pod is in view that was most likely meant.
 */
export const selectorSelectsNothing = defineRule({
  meta: {
    id: 'selector-selects-nothing',
    severity: 'warning',
    appliesTo: 'serviceInWorkspace',
    summary: 'A Service selects the pods that it is meant for.',
    messages: {
      otherValue: {
        text: 'No pod here matches this selector: pods of {kind} {name} have {key}: {is}, not {value}.',
        detail: 'The Service would have no endpoints and refuse every connection. Selector and labels must agree.',
      },
      noLabel: {
        text: 'No pod here matches this selector: pods of {kind} {name} have no label {key}.',
        detail: 'The Service would have no endpoints and refuse every connection. Selector and labels must agree.',
      },
      away: {
        text: 'A Service selects pods of its own namespace only: {kind} {name} is in {is}, not in {value}.',
        detail: 'The Service would have no endpoints and refuse every connection. Write both in one namespace.',
      },
      inNamespace: '{kind} {name} is in the namespace {is}',
      near: '{kind} {name} has the labels {labels}',
      use: 'Use {key}: {value}',
    },
    references: ['https://kubernetes.io/docs/concepts/services-networking/service/#services-in-kubernetes'],
  },
  *check({ object, facts, workspace }) {
    const { selector } = facts.service;
    const asked = selector?.complete ? answerable(selector) : [];
    if (!selector || asked.length === 0 || asked.length < Object.keys(selector.pairs).length) return;
    const { certain, possible, areElsewhere } = workspace.podsFor(facts);
    if (certain.length > 0 || possible.length > 0 || areElsewhere) return;
    if (object.context.role || workspace.isKustomized() || workspace.mayBePatched(facts)) return;
    const away = podAway(facts, workspace);
    if (away) {
      const at = object.root.get('metadata').get('namespace');
      const data = { kind: away.facts.kind, name: shownName(away.facts), is: String(away.facts.namespace) };
      const related = [{ at: away, message: 'inNamespace', data } as const];
      yield { message: 'away', at, data: { ...data, value: String(facts.namespace) }, related };
      return;
    }
    const [meant] = meantPods(facts, asked, workspace);
    if (!meant || workspace.mayBePatched(meant.facts)) return;
    // Who does not see all files can be sure only of those that are written together.
    if (!workspace.complete && !workspace.isHere(meant)) return;
    const { pairs } = meant.facts.pod.labels;
    const wrong = asked.filter(([key, value]) => pairs[key] !== value);
    if (wrong.some(([label, is]) => pairs[label] === undefined && isRole(label, is))) return;
    const [[key, value]] = wrong as [[string, string], ...[string, string][]];
    const data = {
      kind: meant.facts.kind,
      name: shownName(meant.facts),
      key,
      value,
      is: pairs[key] ?? '',
      labels: listed(Object.entries(pairs).map(([label, is]) => `${label}: ${is}`)),
    };
    const node = object.root.get('spec').get('selector');
    yield {
      message: pairs[key] === undefined ? 'noLabel' : 'otherValue',
      at: node,
      on: node.get(key).span,
      data,
      related: [{ at: meant, on: meant.facts.pod.labelsSpan, message: 'near', data }],
      fixes: () =>
        wrong.length === 1 && pairs[key] !== undefined && isPlainWord(pairs[key])
          ? [
              {
                title: 'use',
                data: { key, value: pairs[key] },
                safe: false,
                edits: replaceValue(node.get(key), pairs[key]),
              },
            ]
          : [],
    };
  },
});

/** A pod that the Service would select in its namespace, and that no Service selects where it is. */
function podAway({ namespace, service }: IndexedService['facts'], workspace: Workspace): IndexedPod | undefined {
  if (typeof namespace !== 'string' || !service.selector) return undefined;
  const away = workspace.podsAway(service.selector, namespace);
  const isServed = ({ facts }: IndexedPod) => workspace.servicesFor(facts).length > 0 || workspace.mayBePatched(facts);
  if (away.some((pod) => isServed(pod) || !isKnown(pod))) return undefined;
  return away.find((pod) => workspace.complete || workspace.isHere(pod));
}

/** Who leads is decided while the pods run, and written into their labels then: by Patroni, operators and the like. */
function isRole(key: string, value: string): boolean {
  return (
    /(^|[/._-])(instance)?role$/i.test(key) ||
    /^(master|primary|leader|main|replica|secondary|standby|follower|slave|read(only|write)?|writer|reader)$/i.test(
      value,
    )
  );
}

type Pairs = readonly (readonly [string, string])[];

/** Pods so near to what the Service asks for that the difference can't be meant. */
function* meantPods({ name, namespace }: ObjectFacts, asked: Pairs, workspace: Workspace): Generator<IndexedPod> {
  const wrongIn = ({ facts }: IndexedPod) => asked.filter(([key, value]) => facts.pod.labels.pairs[key] !== value);
  const names = asked.filter(([key]) => nameLike.includes(key));
  // The same application by one label, and no other label says that it is another part of it on purpose.
  for (const [key, value] of names)
    for (const pod of workspace.podsWithLabel(key, value, namespace))
      if (isKnown(pod) && wrongIn(pod).every(([label]) => pod.facts.pod.labels.pairs[label] === undefined)) yield pod;
  // A workload with the Service's name.
  for (const pod of typeof name === 'string' ? workspace.podsNamed(name, namespace) : []) {
    const wrong = wrongIn(pod);
    if (isKnown(pod) && (wrong.length === asked.length || names.some((pair) => !wrong.includes(pair)))) yield pod;
  }
  // Pods that nobody else selects: a slip of the pen, or the only ones in the file.
  const isFree = (pod: IndexedPod) => isKnown(pod) && workspace.servicesFor(pod.facts).length === 0;
  for (const [key, value] of asked) {
    const letters = lettersIn(value);
    // Another number makes another application.
    for (const similar of workspace.lettersNear(key, letters))
      for (const pod of workspace.podsWithLetters(key, similar, namespace))
        if (isFree(pod) && wrongIn(pod).every(([label, is]) => isSlip(is, pod.facts.pod.labels.pairs[label])))
          yield pod;
  }
  const paired = workspace.pairedPod();
  if (paired && sameNamespace(paired.facts.namespace, namespace) === 'yes' && isFree(paired)) yield paired;
}

/** Whether its labels are known; the pods of Jobs are hardly ever meant. */
function isKnown({ facts }: IndexedPod): boolean {
  return facts.pod.labels.complete && !/^(Cron)?Job$/.test(facts.kind);
}

/** Whether YAML takes the text for a text without quotes. */
function isPlainWord(text: string): boolean {
  return /^[A-Za-z][\w.-]*$/.test(text) && !/^(y|n|yes|no|on|off|true|false|null)$/i.test(text);
}
