/** Names that point to something else: ports, volumes, containers, and objects of the workspace. */

import type { FieldPath } from '../../base/fieldPath.ts';
import type { Message } from '../../base/message.ts';
import type { Labels, ObjectFacts } from '../../manifest/index/facts.ts';
import { kindNamedAt } from '../../manifest/index/objectReferences.ts';
import { factsOf } from '../../manifest/index/readFacts.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import { type CompletionItem, escapeSnippet } from './item.ts';
import { quoted } from './layout.ts';
import { completionMessages as say } from './messages.ts';
import { type CompletionPlace, mappingAt, siblingsAt } from './place.ts';
import { valueItem } from './values.ts';

interface Candidate {
  readonly name: string;
  readonly detail: Message;
  readonly isNumber?: true;
}

export function nameItems(place: CompletionPlace): CompletionItem[] {
  const { cursor } = place;
  const seen = new Set<string>();
  const items = candidatesAt(place)
    .filter(({ name }) => name !== '' && !seen.has(name) && seen.add(name))
    .map(({ name, detail, isNumber }, rank) =>
      valueItem(place, name, { rank, detail, type: 'reference', isText: !isNumber }),
    );
  // What is typed may be a name of its own: then Enter must not take another one.
  const isOwn = cursor.prefix !== '' && !seen.has(cursor.prefix) && items.length > 0;
  return isOwn ? [valueItem(place, cursor.prefix, { rank: -1, detail: say.asTyped(), isText: true }), ...items] : items;
}

function candidatesAt(place: CompletionPlace): Candidate[] {
  const { cursor } = place;
  const { path } = cursor;
  const [name, parent] = [path.at(-1), path.at(-2)];
  if (name === 'port' && (parent === 'httpGet' || parent === 'tcpSocket' || parent === 'grpc')) {
    const ports = containerPorts(cursor.root.at(pathOfContainer(path)));
    return parent === 'grpc' ? ports.filter(({ isNumber }) => isNumber) : ports;
  }
  if (name === 'targetPort' && cursor.object?.kind === 'Service') return portsOfSelectedPods(place);
  if (name === 'name' && (path.at(-3) === 'volumeMounts' || path.at(-3) === 'volumeDevices'))
    return volumes(place, path);
  if (name === 'containerName' && parent === 'resourceFieldRef') return containers(cursor.root, path);
  const kind = kindNamedAt(path, (sibling) => cursor.collections.at(-1)?.fields.get(sibling) ?? undefined);
  return kind === undefined ? [] : objectsOfKind(place, kind);
}

/** `spec…containers[0]` of a path in a container. */
function pathOfContainer(path: FieldPath): FieldPath {
  const list = path.findLastIndex((step) => step === 'containers' || step === 'initContainers');
  return path.slice(0, list + 2);
}

/** The pod's spec of a path in it. */
function pathOfPodSpec(path: FieldPath): FieldPath {
  const list = path.findLastIndex((step) => step === 'containers' || step === 'initContainers');
  return path.slice(0, list);
}

function containerPorts(container: ManifestNode): Candidate[] {
  return container
    .get('ports')
    .items()
    .flatMap((port) => {
      const number = port.get('containerPort').integer;
      const name = port.get('name').string;
      const named =
        name === undefined ? [] : [{ name, detail: number === undefined ? say.port() : say.portNumber({ number }) }];
      return number === undefined
        ? named
        : [
            ...named,
            {
              name: String(number),
              detail: name === undefined ? say.containerPort() : say.name({ name }),
              isNumber: true as const,
            },
          ];
    });
}

function portsOfSelectedPods(place: CompletionPlace): Candidate[] {
  const { cursor } = place;
  const selector = Object.entries(plainPairs(cursor.root.get('spec').get('selector')));
  const selected = knownObjects(place).filter(({ pod }) =>
    selector.every(([key, value]) => pod !== undefined && pod.labels.pairs[key] === value),
  );
  return selected.flatMap(({ pod, kind, name: owner }) =>
    (pod?.containers ?? []).flatMap(({ ports }) =>
      ports.flatMap(({ name, number }): Candidate[] => {
        const detail = say.owner({ kind, name: String(owner) });
        const named = typeof name === 'string' ? [{ name, detail }] : [];
        return typeof number === 'number' ? [...named, { name: String(number), detail, isNumber: true }] : named;
      }),
    ),
  );
}

function volumes({ cursor }: CompletionPlace, path: FieldPath): Candidate[] {
  const names = (list: ManifestNode, detail: Message) =>
    list.items().flatMap((item) => {
      const name = item.get('name').string ?? item.get('metadata').get('name').string;
      return name === undefined ? [] : [{ name, detail }];
    });
  return [
    ...names(cursor.root.at(pathOfPodSpec(path)).get('volumes'), say.volume()),
    ...names(cursor.root.get('spec').get('volumeClaimTemplates'), say.claimTemplate()),
  ];
}

function containers(root: ManifestNode, path: FieldPath): Candidate[] {
  const spec = root.at(pathOfPodSpec(path));
  return ['containers', 'initContainers'].flatMap((list) =>
    spec
      .get(list)
      .items()
      .flatMap((item) =>
        item.get('name').string === undefined
          ? []
          : [{ name: item.get('name').string!, detail: say.name({ name: list }) }],
      ),
  );
}

function objectsOfKind(place: CompletionPlace, kind: string): Candidate[] {
  return knownObjects(place, kind).flatMap(({ name }) =>
    typeof name === 'string' ? [{ name, detail: say.name({ name: kind }) }] : [],
  );
}

/** The objects of a kind in the file as it is now, then those of other files; without a kind, those that make pods. */
function knownObjects({ file, index }: CompletionPlace, kind?: string): ObjectFacts[] {
  const own = file.documents.flatMap(({ content }) => factsOf(content).objects);
  const isWanted = (facts: ObjectFacts) => (kind === undefined ? facts.pod !== undefined : facts.kind === kind);
  const others = kind === undefined ? index?.podOwners() : index?.objectsOf(kind);
  return [...own.filter(isWanted), ...(others ?? [])];
}

// Labels

/** Pairs for a selector or for the labels that it must find. */
export function labelItems(place: CompletionPlace): CompletionItem[] {
  const { cursor, layout } = place;
  const path = mappingAt(cursor);
  const siblings = siblingsAt(cursor);
  if (cursor.hasColon) return [];
  const pairs = new Map<string, string>();
  for (const labels of labelsFor(place, path))
    for (const [key, value] of Object.entries(labels)) pairs.set(`${key}: ${value}`, key);
  return [...pairs]
    .filter(([, key]) => !siblings.has(key))
    .map(([label, key], rank) => ({
      label,
      type: 'reference',
      snippet: escapeSnippet(`${quoted(key, layout)}: ${quoted(label.slice(key.length + 2), layout)}`),
      span: cursor.token,
      filter: label,
      rank,
    }));
}

function labelsFor(place: CompletionPlace, path: FieldPath): Readonly<Record<string, string>>[] {
  const { cursor } = place;
  const kind = cursor.object?.kind;
  const spec = cursor.root.get('spec');
  const isSelector = path.at(-1) === 'matchLabels' || (kind === 'Service' && path.join('.') === 'spec.selector');
  if (path.join('.') === 'spec.selector.matchLabels' && spec.get('template').present)
    return [plainPairs(spec.get('template').get('metadata').get('labels'))];
  if (path.join('.') === 'spec.template.metadata.labels') return [plainPairs(spec.get('selector').get('matchLabels'))];
  if (!isSelector) return [];
  return knownObjects(place).flatMap(({ pod }) => (pod ? [labelsOf(pod.labels)] : []));
}

const labelsOf = ({ pairs }: Labels) => pairs;

function plainPairs(node: ManifestNode): Record<string, string> {
  return Object.fromEntries(
    node.fields().flatMap(({ key, node: value }) => (value.string ? [[key, value.string]] : [])),
  );
}
