/** What a field of a pod's life means, which value it has here, and what follows from it in time. */
import type { Message } from '../../base/message.ts';
import type { Span } from '../../base/span.ts';
import type { ManifestFile } from '../../manifest/file.ts';
import { workloadAround } from '../../manifest/workload.ts';
import { nodeAt } from '../nodeAt.ts';
import { targetOf } from '../target.ts';
import { effectiveValue } from './effectiveValue.ts';
import type { FieldDoc } from './fieldDoc.ts';
import { apiReference, fieldMessage, fieldText } from './fieldDocs.ts';
import { gateOf } from './gate.ts';
import { consequences } from './hoverConsequences.ts';
import { hoverMessages as say } from './messages.ts';
import { type PodPlace, podPlace } from './podPlace.ts';
import { stateHover } from './stateHover.ts';
import { timeline } from './timeline.ts';

export interface Hover {
  /** What it is about, relative to the file. */
  readonly span: Span;
  /** The answer first: the value that holds here. */
  readonly paragraphs: readonly Paragraph[];
}

export type Paragraph = Message | BulletList;

export interface BulletList {
  readonly items: readonly Message[];
}

/** The hover at an offset of the file, for a cluster; undefined where there is nothing to say. */
export function hover(file: ManifestFile, offset: number, cluster = targetOf(file.text)): Hover | undefined {
  const found = nodeAt(file, offset);
  const state = stateHover(file, offset, found);
  if (found === undefined || state !== undefined) return state;
  const workload = workloadAround(found.object, found.node.path);
  const place = workload && podPlace(workload, found.node);
  return place && { span: found.span, paragraphs: describe(place, gateOf(found.object, place.node, cluster)) };
}

/** A hover is read while somebody works: more lines than this are a page. */
const mostConsequences = 3;

function describe(place: PodPlace, gate: Message | undefined): Paragraph[] {
  const { id, doc, node, probeType } = place;
  const field = String(node.path.at(-1));
  const title = fieldMessage(id, 'title');
  const value = effectiveValue(place);
  const follows = consequences(place).slice(0, mostConsequences);
  const line = timeline(place);
  return [
    value === undefined ? say.head({ field, title }) : say.answer({ field, value, title }),
    ...(gate === undefined ? [] : [say.gate({ state: gate })]),
    ...(line === undefined ? [] : [line]),
    ...(follows.length === 0 ? [] : [{ items: follows }]),
    fieldText(id, probeType),
    lastLine(id, doc),
  ];
}

/** What is looked up less often: default, bounds, and where to read more. */
function lastLine(id: string, doc: FieldDoc): Message {
  const { title, url } = doc.more;
  const links = say.links({ title, url, reference: say.apiReference(), api: apiReference(doc).url });
  const facts = [
    ...(doc.default === undefined ? [] : [say.byDefault({ value: fieldMessage(id, 'default') })]),
    ...(doc.value === undefined ? [] : [say.allowed({ value: fieldMessage(id, 'value') })]),
  ];
  return [...facts, links].reduce((before, next) => say.also({ before, next }));
}
