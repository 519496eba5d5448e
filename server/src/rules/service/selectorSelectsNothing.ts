import { replaceValue } from '../../manifest/edit.ts';
import type { Labels, ObjectFacts } from '../../manifest/index/facts.ts';
import { answerable } from '../../manifest/index/labelMatch.ts';
import type { Workspace } from '../../manifest/index/workspace.ts';
import type { IndexedPod } from '../../manifest/index/workspaceIndex.ts';
import { suggest } from '../../schema/suggest.ts';
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
      nothing:
        'This selector matches no pod in view, so the Service would have no endpoints and refuse every connection. {kind} {name} comes near, but {difference}. Let the selector and the labels of its pods agree.',
      near: '{kind} {name} has the labels {labels}',
      use: 'Use {key}: {value}',
    },
    references: ['https://kubernetes.io/docs/concepts/services-networking/service/#services-in-kubernetes'],
  },
  *check({ object, facts, workspace }) {
    const { selector } = facts.service;
    const asked = selector?.complete ? answerable(selector) : [];
    if (!selector || asked.length === 0 || asked.length < Object.keys(selector.pairs).length) return;
    const { certain, possible } = workspace.podsFor(facts);
    if (certain.length > 0 || possible.length > 0) return;
    if (object.context.role || workspace.isKustomized() || workspace.mayBePatched(facts)) return;
    const pods = workspace.podsIn(facts.namespace).filter(({ facts: { pod } }) => pod.labels.complete);
    const meant = pods.find((pod) => wasMeant(pod, facts, selector, workspace));
    if (!meant || workspace.mayBePatched(meant.facts)) return;
    // Who does not see all files can be sure only of those that are written together.
    if (!workspace.complete && !workspace.isHere(meant)) return;
    const { pairs } = meant.facts.pod.labels;
    const wrong = asked.filter(([key, value]) => pairs[key] !== value);
    const [[key, value]] = wrong as [[string, string], ...[string, string][]];
    const data = {
      kind: meant.facts.kind,
      name: String(meant.facts.name),
      difference:
        pairs[key] === undefined
          ? `its pods have no label ${key}`
          : `its pods have ${key}: ${pairs[key]}, not ${value}`,
      labels: Object.entries(pairs)
        .map(([label, is]) => `${label}: ${is}`)
        .join(', '),
    };
    const node = object.root.get('spec').get('selector');
    yield {
      message: 'nothing',
      at: node,
      on: node.get(key).span,
      data,
      related: [{ at: meant, message: 'near', data }],
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

/** Whether a pod is so near to what the Service asks for that the difference can't be meant. */
function wasMeant(pod: IndexedPod, service: ObjectFacts, selector: Labels, workspace: Workspace): boolean {
  const { facts } = pod;
  const { pairs } = facts.pod.labels;
  const asked = answerable(selector);
  const wrong = asked.filter(([key, value]) => pairs[key] !== value);
  // The same application by one label, and no other label says that it is another part of it on purpose.
  const sharesName = asked.some(([key, value]) => nameLike.includes(key) && pairs[key] === value);
  if (sharesName && wrong.every(([key]) => pairs[key] === undefined)) return true;
  if (typeof facts.name === 'string' && facts.name === service.name) return sharesName || wrong.length === asked.length;
  if (workspace.servicesFor(facts).length > 0) return false;
  return wrong.every(([key, value]) => isSlip(value, pairs[key])) || isPair(pod, workspace);
}

/** A slip of the pen; another number makes another application. */
function isSlip(asked: string, found: string | undefined): boolean {
  const letters = (text: string) => text.replace(/\d+/g, '');
  return found !== undefined && letters(asked) !== letters(found) && suggest(asked, [found]) === found;
}

/** Whether a file has nothing but this Service and this pod. */
function isPair(pod: IndexedPod, workspace: Workspace): boolean {
  if (!workspace.isHere(pod)) return false;
  const here = workspace.neighbours().map(({ facts }) => facts);
  return here.filter((facts) => facts.pod).length === 1 && here.filter((facts) => facts.service?.selector).length === 1;
}

/** Whether YAML takes the text for a text without quotes. */
function isPlainWord(text: string): boolean {
  return /^[A-Za-z][\w.-]*$/.test(text) && !/^(y|n|yes|no|on|off|true|false|null)$/i.test(text);
}
