import type { TextEdit } from '../../base/textEdit.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import { nodeSpan } from '../../yaml/document.ts';
import { checkedHandlers } from '../handlers.ts';
import { defineRule } from '../rule.ts';

const shells =
  /(^|\/)(sh|bash|ash|dash|zsh|ksh|busybox|cmd|cmd\.exe|powershell|powershell\.exe|pwsh|env|tini|dumb-init)$/i;
/** Words that only a shell understands. */
const operator = /^(\|\|?|&&|;|<|>>?|2>&1|&>)$/;
/** In a word with spaces it may belong to a script of another language; `$SYS/…` is a topic of MQTT. */
const variable = /^(?!\S*\s)[^$]*?(\$(?!SYS\/)(?:\{[A-Za-z_]\w*\}|[A-Za-z_]\w*))/;
/** Programs that take such words themselves: to compare, or as the end of what they run. */
const ownOperators = /(^|\/)(\[|test|expr|find)$/;

/** The command is executed as it is; `$(NAME)` alone is replaced. Upstream: `ExpandContainerCommandOnlyStatic`. */
export const execWithoutShell = defineRule({
  meta: {
    id: 'exec-without-shell',
    severity: 'warning',
    appliesTo: 'container',
    summary: 'A command that is written for a shell is given to one.',
    messages: {
      oneWord:
        '"{word}" is taken as the name of one program, spaces included, and there is hardly such a program: the {owner} fails each time. Write each word as an item of its own.',
      operator: 'No shell reads this command, so {word} is passed to {program} as it is. Use ["sh", "-c", "…"].',
      variable:
        'No shell reads this command, so {word} is not replaced. Use ["sh", "-c", "…"], or $(NAME) for a variable that the container’s env sets.',
      split: 'Split into words',
      shell: 'Run it by a shell',
    },
    references: [
      'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#LifecycleHandler',
      'https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/',
    ],
  },
  *check({ container }) {
    for (const { type, node: handler, owner } of checkedHandlers(container)) {
      if (type !== 'exec') continue;
      const list = handler.get('command');
      const items = list.items();
      const words = items.map(({ string }) => string);
      const [program] = words;
      if (program === undefined || words.includes(undefined) || list.partial) continue;
      // Also behind a wrapper: timeout 5 sh -c "…".
      if (words.some((word) => shells.test(word!))) continue;
      const at = items[0]!;
      if (items.length === 1 && /\S\s+\S/.test(program)) {
        const needsShell = /[|&;<>$`*?"'\\]/.test(program);
        yield {
          message: 'oneWord',
          at,
          data: { word: program, owner },
          fixes: () =>
            needsShell
              ? [{ title: 'shell', safe: false, edits: rewritten(list, ['sh', '-c', program]) }]
              : [{ title: 'split', safe: false, edits: rewritten(list, program.trim().split(/\s+/)) }],
        };
        continue;
      }
      const index = words.findIndex((word, i) => i > 0 && operator.test(word!));
      if (index > 0 && !words.some((word) => ownOperators.test(word!))) {
        const data = { word: words[index]!, program };
        const fixes = () =>
          [{ title: 'shell', safe: false, edits: rewritten(list, ['sh', '-c', words.join(' ')]) }] as const;
        yield { message: 'operator', at: items[index]!, data, fixes };
        continue;
      }
      const named = words.findIndex((word) => variable.test(word!));
      if (named < 0) continue;
      yield { message: 'variable', at: items[named]!, data: { word: variable.exec(words[named]!)![1]! } };
    }
  },
});

/** The list anew, in flow style; undefined where comments would get lost. */
function rewritten(list: ManifestNode, words: readonly string[]): TextEdit[] | undefined {
  if (list.aliasSpan || !list.yaml) return undefined;
  const { text } = list.document;
  const { start, end } = nodeSpan(list.yaml);
  const written = text.slice(start, end);
  if (written.includes('#')) return undefined;
  const newText = `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
  if (written.startsWith('[')) return [{ span: { start, end }, newText }];
  // A block list begins on a line of its own; the flow list goes behind the key.
  const colon = text.lastIndexOf(':', start);
  return [{ span: { start: colon + 1, end: start + written.trimEnd().length }, newText: ` ${newText}` }];
}
