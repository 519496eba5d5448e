import { scriptBehind } from '../../kubernetes/script.ts';
import { flowList, replaceList, replaceValue } from '../../manifest/edit.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import { ifAlwaysErroring, ifAlwaysFailing } from '../consequence.ts';
import { checkedHandlers } from '../handlers.ts';
import { defineRule } from '../rule.ts';

const shells =
  /(^|\/)(sh|bash|ash|dash|zsh|ksh|busybox|cmd|cmd\.exe|powershell|powershell\.exe|pwsh|env|tini|dumb-init)$/i;
/** Those that take a script as one word behind `-c`. */
const ownShell = /(^|\/)(sh|bash|ash|dash|zsh|ksh)$/;
/** Words that only a shell understands. */
const operator = /^(\|\|?|&&|;|<|>>?|2>&1|&>)$/;
/** In a word with spaces it may belong to a script of another language; `$SYS/…` is a topic of MQTT. */
const variable = /^(?!\S*\s)[^$]*?(\$(?!SYS\/)(?:\{[A-Za-z_]\w*\}|[A-Za-z_]\w*))/;
const isOperator = (word: string | undefined) => word !== undefined && operator.test(word);
/** Programs that take such words themselves: to compare, or as the end of what they run. */
const ownOperators = /(^|\/)(\[|test|expr|find)$/;

/**
 * The command is executed as it is; in probes `$(NAME)` alone is replaced, where the variable has a value of its own.
 * Upstream: `ExpandContainerCommandOnlyStatic` in `pkg/kubelet/container/helpers.go`.
 */
export const execWithoutShell = defineRule({
  meta: {
    id: 'exec-without-shell',
    severity: 'warning',
    appliesTo: 'container',
    summary: 'A command that is written for a shell is given to one.',
    messages: {
      oneWord: {
        text: 'A program named "{word}" is unlikely to exist, so every attempt errors. {consequence}',
        detail: 'The first item is the name of the program, with its spaces. Write each word as an item of its own.',
      },
      oneWordInHook: {
        text: 'A program named "{word}" is unlikely to exist, so the {owner} fails each time.',
        detail: 'The first item is the name of the program, with its spaces. Write each word as an item of its own.',
      },
      operator: {
        text: 'No shell reads this command, so {program} gets {word} as an argument and may fail.',
        detail: 'Use ["sh", "-c", "…"]. What follows if each attempt fails: {consequence}',
      },
      operatorInHook: {
        text: 'No shell reads this command, so {program} gets {word} as an argument and may fail.',
        detail: 'Use ["sh", "-c", "…"].',
      },
      variable: {
        text: 'No shell reads this command, so {word} is not replaced by its value.',
        detail:
          'Use ["sh", "-c", "…"], or $(NAME) for a variable with a value in the env of the container. What follows if each attempt fails: {consequence}',
      },
      variableInHook: {
        text: 'No shell reads this command, so {word} is not replaced by its value.',
        detail: 'Use ["sh", "-c", "…"].',
      },
      split: 'Split into words: {words}',
      file: {
        text: '{program} looks for a file named "{word}", with its spaces. {consequence}',
        detail: 'Write each word as an item of its own, or use -c for a script.',
      },
      fileInHook: {
        text: '{program} looks for a file named "{word}", with its spaces, so the {owner} fails each time.',
        detail: 'Write each word as an item of its own, or use -c for a script.',
      },
      script: {
        text: '{program} {option} runs only {word}; the words after it are its arguments $0, $1 …',
        detail: 'Write the whole script as one item. What follows if each attempt fails: {consequence}',
      },
      scriptInHook: {
        text: '{program} {option} runs only {word}; the words after it are its arguments $0, $1 …',
        detail: 'Write the whole script as one item.',
      },
      join: 'Join the script into one item: {words}',
      expand: 'Use $({name}), which Kubernetes replaces',
      shell: 'Run it by a shell: {words}',
    },
    references: [
      'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#LifecycleHandler',
      'https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/',
    ],
  },
  *check({ workload, container }) {
    for (const { type, node: handler, owner, probe } of checkedHandlers(container)) {
      if (type !== 'exec') continue;
      const list = handler.get('command');
      const items = list.items();
      const words = items.map(({ string }) => string);
      const [program] = words;
      if (program === undefined || words.includes(undefined) || list.partial) continue;
      const failing = probe && ifAlwaysFailing(workload, container, probe);
      const data = { program, owner, ...(failing ? { consequence: failing } : {}) };
      const option = words.findIndex((word, i) => i > 0 && /^-\w*c$/.test(word!) && ownShell.test(words[i - 1]!));
      const scriptAt = option < 0 ? 0 : scriptBehind(words, option);
      const script = words[scriptAt];
      // A single word that asks for no arguments, with words behind it: the rest was meant to belong to it.
      const isJoined = words.slice(scriptAt + 1).some(isOperator);
      const isCutOff = script !== undefined && (isJoined || /^[^\s$]+$/.test(script));
      if (scriptAt > 1 && script && words.length > scriptAt + 1 && isCutOff) {
        const joined = words.slice(scriptAt) as string[];
        yield {
          message: probe ? 'script' : 'scriptInHook',
          at: items[scriptAt]!,
          data: { ...data, program: words[scriptAt - 2]!, option: words[scriptAt - 1]!, word: script },
          fixes: () =>
            !isJoined && joined.some((word) => /[\s'"]/.test(word))
              ? []
              : [rewriting('join', list, [...(words.slice(0, scriptAt) as string[]), joined.join(' ')])],
        };
        continue;
      }
      // A shell without -c reads a script from a file, and the file's name is one word.
      const file = ownShell.test(program) ? words[1] : undefined;
      if (file !== undefined && /^\.{0,2}\/\S+\s+\S/.test(file)) {
        yield {
          message: probe ? 'file' : 'fileInHook',
          at: items[1]!,
          data: { ...data, word: file },
          fixes: () =>
            /[|&;<>$`*?"'\\]/.test(file)
              ? [rewriting('shell', list, [program, '-c', [file, ...(words.slice(2) as string[])].join(' ')])]
              : [rewriting('split', list, [program, ...file.trim().split(/\s+/), ...(words.slice(2) as string[])])],
        };
        continue;
      }
      // Also behind a wrapper: timeout 5 sh -c "…".
      if (words.some((word) => shells.test(word!))) continue;
      const at = items[0]!;
      if (items.length === 1 && /\S\s+\S/.test(program)) {
        const erroring = probe && ifAlwaysErroring(workload, container, probe);
        const needsShell = /[|&;<>$`*?"'\\]/.test(program);
        yield {
          message: probe ? 'oneWord' : 'oneWordInHook',
          at,
          data: { ...data, word: program, ...(erroring ? { consequence: erroring } : {}) },
          fixes: () =>
            needsShell
              ? [rewriting('shell', list, ['sh', '-c', program])]
              : [rewriting('split', list, program.trim().split(/\s+/))],
        };
        continue;
      }
      const index = words.findIndex((word, i) => i > 0 && operator.test(word!));
      if (index > 0 && !words.some((word) => ownOperators.test(word!))) {
        const fixes = () => [rewriting('shell', list, ['sh', '-c', words.join(' ')])];
        yield {
          message: probe ? 'operator' : 'operatorInHook',
          at: items[index]!,
          data: { ...data, word: words[index]! },
          fixes,
        };
        continue;
      }
      const named = words.findIndex((word) => variable.test(word!));
      if (named < 0) continue;
      const word = variable.exec(words[named]!)![1]!;
      const name = word.replace(/[${}]/g, '');
      // In hooks nothing is replaced, and in probes only what has a value of its own.
      const isSet =
        probe !== undefined &&
        container.node
          .get('env')
          .items()
          .some((variable) => variable.get('name').string === name && variable.get('value').isSet);
      yield {
        message: probe ? 'variable' : 'variableInHook',
        at: items[named]!,
        data: { ...data, word },
        fixes: () =>
          isSet
            ? [
                {
                  title: 'expand',
                  data: { name },
                  safe: false,
                  edits: replaceValue(items[named]!, JSON.stringify(words[named]!.replaceAll(word, `$(${name})`))),
                },
              ]
            : [],
      };
    }
  },
});

function rewriting<T extends 'split' | 'shell' | 'join'>(title: T, list: ManifestNode, words: readonly string[]) {
  return { title, data: { words: flowList(words) }, safe: false, edits: replaceList(list, words) };
}
