/** In comments: those that silence rules, and those that say which cluster a file is for. */
import { lineStart } from '../../base/line.ts';
import { span } from '../../base/span.ts';
import type { ManifestFile } from '../../manifest/file.ts';
import { allRules } from '../../rules/registry.ts';
import { releaseChoices } from '../target.ts';
import type { CompletionItem } from './item.ts';
import { completionMessages as say } from './messages.ts';

const words = [
  { label: 'probewise-disable-next-line', detail: say.silenceNextLine() },
  { label: 'probewise-disable-line', detail: say.silenceLine() },
  { label: 'probewise-disable', detail: say.silenceDocument() },
  { label: 'probewise-disable-file', detail: say.silenceFile() },
  { label: 'probewise: kubernetes=', detail: say.forRelease() },
  { label: 'probewise: gates=', detail: say.forGates() },
] as const;

/** Undefined where the cursor is in no comment that this product reads. */
export function commentItems({ text }: ManifestFile, offset: number): CompletionItem[] | undefined {
  const line = text.slice(lineStart(text, offset), offset);
  const sign = line.lastIndexOf('#');
  if (sign < 0 || (sign > 0 && !/\s/.test(line[sign - 1]!))) return undefined;
  const comment = line.slice(sign + 1).trimStart();
  if (/^pr[\w-]*:?$/.test(comment)) return items(offset, comment, words);
  const rule = /^probewise-disable(?:-next-line|-line|-file)?[ \t]+(?:[\w-]+,[ \t]*)*([\w-]*)$/.exec(comment)?.[1];
  if (rule !== undefined)
    return items(
      offset,
      rule,
      allRules.map(({ meta }) => ({ label: meta.id, detail: say.rule({ summary: meta.summary }) })),
    );
  const release = /^probewise:[ \t]*(?:\S+[ \t]+)?kubernetes=([\d.]*)$/.exec(comment)?.[1];
  return release === undefined
    ? undefined
    : items(
        offset,
        release,
        releaseChoices.map((label) => ({ label })),
      );
}

function items(
  offset: number,
  typed: string,
  choices: readonly { readonly label: string; readonly detail?: CompletionItem['detail'] }[],
): CompletionItem[] {
  return choices.map(({ label, detail }, rank) => ({
    label,
    type: 'value',
    ...(detail === undefined ? {} : { detail }),
    // One that goes on with a rule leaves room for it.
    snippet: /^probewise-disable/.test(label) ? `${label} ` : label,
    span: span(offset - typed.length, offset),
    filter: label,
    rank,
    ...(/^probewise/.test(label) ? { goesOn: true as const } : {}),
  }));
}
