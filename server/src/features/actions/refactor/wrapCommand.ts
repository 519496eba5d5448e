import { flowList, replaceList } from '../../../manifest/edit.ts';
import { refactorMessages as say } from './messages.ts';
import type { Refactoring, RefactorPlace } from './place.ts';

const shell = /(^|\/)(sh|bash|ash|dash|zsh|ksh)$/;

/** The command of a probe or a hook as a script: `["sh", "-c", "…"]`. */
export function wrapCommand({ probe, hook }: RefactorPlace): Refactoring[] {
  const exec = [...(probe?.handlers ?? []), ...(hook?.handlers ?? [])].find(({ type }) => type === 'exec');
  const list = exec?.node.get('command');
  if (!list || list.partial) return [];
  const words = list.items().map(({ string }) => string);
  if (words.length === 0 || !words.every((word) => word !== undefined) || shell.test(words[0]!)) return [];
  const wrapped = [
    'sh',
    '-c',
    words.length === 1 ? words[0]! : words.map((word) => quoted(word, hook === undefined)).join(' '),
  ];
  return [{ title: say.wrap({ command: flowList(wrapped) }), edits: replaceList(list, wrapped) }];
}

/** A word as a shell reads it, so that it means what it did. In probes Kubernetes itself replaces `$(NAME)`. */
function quoted(word: string, isExpanded: boolean): string {
  if (/^[\w@%+=:,./-]+$/.test(word) || (isExpanded && /^\$\(\w+\)$/.test(word))) return word;
  return `'${word.replaceAll("'", "'\\''")}'`;
}
