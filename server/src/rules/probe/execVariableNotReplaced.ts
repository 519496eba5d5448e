import { flowList, replaceValue } from '../../manifest/edit.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import { ifAlwaysFailing } from '../consequence.ts';
import { checkedHandlers } from '../handlers.ts';
import { defineRule } from '../rule.ts';

const ownShell = /(^|\/)(sh|bash|ash|dash|zsh|ksh)$/;

/**
 * In the command of a probe, `$(NAME)` is replaced by the value that `env` gives; `valueFrom` gives none there, and names
 * that `env` does not have stay as they are. In hooks nothing is replaced.
 * Upstream: `ExpandContainerCommandOnlyStatic` in `pkg/kubelet/container/helpers.go`, `v1EnvVarsToMap`,
 * `pkg/kubelet/lifecycle/handlers.go`.
 */
export const execVariableNotReplaced = defineRule({
  meta: {
    id: 'exec-variable-not-replaced',
    severity: 'warning',
    appliesTo: 'container',
    summary: 'A command of a probe or a hook has only variables that are replaced there.',
    messages: {
      empty: {
        text: '$({name}) is an empty text here: a probe’s command has no values from valueFrom.',
        detail:
          'Let a shell replace it: ["sh", "-c", "…"] with {shell}. What follows if each attempt fails: {consequence}',
      },
      unknown: {
        text: '$({name}) stays as it is: env has no such variable, and envFrom does not count in a probe’s command.',
        detail:
          'Let a shell replace it: ["sh", "-c", "…"] with {shell}. What follows if each attempt fails: {consequence}',
      },
      hook: {
        text: '$({name}) stays as it is: Kubernetes replaces nothing in the command of a hook.',
        detail: 'Let a shell replace it: ["sh", "-c", "…"] with {shell}.',
      },
      hookShell: {
        text: '$({name}) runs a program named {name}: Kubernetes replaces nothing in the command of a hook.',
        detail: 'Write {shell}, which the shell replaces.',
      },
      byShell: 'Write {shell}, which the shell replaces',
    },
    references: [
      'https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/kubelet/container/helpers.go',
    ],
  },
  *check({ workload, container }) {
    const env = container.node.get('env');
    for (const { type, node: handler, probe } of checkedHandlers(container)) {
      if (type !== 'exec') continue;
      const list = handler.get('command');
      const items = list.items();
      const hasShell = items.some(({ string }) => string !== undefined && ownShell.test(string));
      for (const item of items) {
        const word = item.string;
        const found = word === undefined ? undefined : firstWrong(word, env, probe === undefined, hasShell);
        if (word === undefined || found === undefined) continue;
        const { name, message } = found;
        const shell = `\${${name}}`;
        const failing = probe && ifAlwaysFailing(workload, container, probe);
        yield {
          message,
          at: item,
          data: { name, shell, ...(failing ? { consequence: failing } : {}) },
          fixes: () => {
            if (!hasShell) return [];
            const edits = replaceValue(item, flowList([word.replaceAll(`$(${name})`, shell)]).slice(1, -1));
            return [{ title: 'byShell', data: { shell }, safe: false, edits }];
          },
        };
        break;
      }
    }
  },
});

/** The first variable of a word that does not become what it is written for. */
function firstWrong(word: string, env: ManifestNode, isHook: boolean, hasShell: boolean) {
  for (const [, name] of word.matchAll(/\$\$|\$\(([A-Za-z_][\w.-]*)\)/g)) {
    if (name === undefined) continue;
    // The last one of a name wins.
    const variable = env.items().findLast((candidate) => candidate.get('name').string === name);
    if (env.unknown || env.partial || variable?.partial) continue;
    // To a shell it is a command whose output is meant, unless a variable has this name.
    if (isHook && !hasShell) return { name, message: 'hook' as const };
    if (isHook && variable !== undefined) return { name, message: 'hookShell' as const };
    if (isHook) continue;
    if (variable?.get('valueFrom').isSet) return { name, message: 'empty' as const };
    if (variable === undefined && !hasShell) return { name, message: 'unknown' as const };
  }
  return undefined;
}
