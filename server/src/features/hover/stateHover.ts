/** What the words mean in which Kubernetes tells how a pod is: in a `status`, in an Event, in a comment with kubectl's output. */
import type { Message } from '../../base/message.ts';
import { type Span, span } from '../../base/span.ts';
import { describeState } from '../../kubernetes/states.ts';
import type { ManifestFile } from '../../manifest/file.ts';
import type { NodeAtOffset } from '../nodeAt.ts';
import { hoverMessages as say } from './messages.ts';

interface StateHover {
  readonly span: Span;
  readonly paragraphs: readonly [Message];
}

/** Keys whose values are words of the glossary. */
const keys: ReadonlySet<string | number | undefined> = new Set(['reason', 'phase', 'type']);

/** The entry of the glossary about the word at an offset; `found` is the field there. */
export function stateHover(
  file: ManifestFile,
  offset: number,
  found: NodeAtOffset | undefined,
): StateHover | undefined {
  const isStatus = found !== undefined && (found.node.path[0] === 'status' || found.object.kind === 'Event');
  if (isStatus) {
    const { node } = found;
    const word = node.string ?? String(node.path.at(-1));
    const isWord = keys.has(node.path.at(-1)) || (node.path.at(-2) === 'state' && node.string === undefined);
    return isWord ? stateOf(capital(word), found.span) : undefined;
  }
  return found === undefined ? inComment(file.text, offset) : undefined;
}

/** In a comment only words that mean nothing else: two capitals and more, as in `CrashLoopBackOff`. */
function inComment(text: string, offset: number): StateHover | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  const line = text.slice(start, end < 0 ? text.length : end);
  if (!/^\s*#/.test(line)) return undefined;
  for (const { 0: word, index } of line.matchAll(/(?:Init:)?[A-Z][a-z]+(?:[A-Z][A-Za-z]*)+/g)) {
    const from = start + index;
    if (from <= offset && offset <= from + word.length) return stateOf(word, span(from, from + word.length));
  }
  return undefined;
}

function stateOf(word: string, place: Span): StateHover | undefined {
  const meaning = describeState(word);
  return meaning && { span: place, paragraphs: [say.state({ word, meaning })] };
}

/** `state: { waiting: … }` is the state Waiting. */
function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
