import { addField } from '../../manifest/edit.ts';
import { defineRule } from '../rule.ts';

/** Commands that run for ever, whatever happens: the last thing they do never ends. */
const endless = [
  /\bsleep\s+inf(inity)?\b/,
  /\btail\s+(-\w+\s+)*-[fF]\w*\s+\/dev\/null\b/,
  /\bwhile\s+(true|:|\[\s*1\s*\])\s*;?\s*do\b/,
];

export const initContainerNeverEnds = defineRule({
  meta: {
    id: 'init-container-never-ends',
    severity: 'warning',
    appliesTo: 'container',
    summary: 'An init container ends, so that the others can start.',
    messages: {
      endless:
        'This command never ends, and the next container starts only when this one has: the pod stays in Init for ever. To run beside the others it needs restartPolicy: Always, which makes it a sidecar.',
      makeSidecar: 'Make the container a sidecar (restartPolicy: Always)',
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/init-containers/',
      'https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/',
    ],
  },
  *check({ container }) {
    const policy = container.node.get('restartPolicy');
    if (container.role !== 'init' || policy.unknown) return;
    const lists = [container.node.get('command'), container.node.get('args')];
    if (lists.some((list) => list.unknown || list.partial)) return;
    for (const list of lists) {
      for (const item of [list.items().at(-1), list.items().length > 1 ? list : undefined]) {
        const script =
          item === list
            ? list
                .items()
                .map(({ string }) => string ?? '')
                .join(' ')
            : (item?.string ?? '');
        // Whatever may leave the loop, or comes before in the same list, makes it uncertain.
        if (
          !endless.some((pattern) => pattern.test(script)) ||
          /\b(break|exit|return|timeout|kill)\b|&\s*(\n|$)/.test(script)
        )
          continue;
        yield {
          message: 'endless',
          at: item === list ? list : item!,
          ...(item === list ? { on: 'key' as const } : {}),
          fixes: () =>
            policy.present
              ? []
              : [{ title: 'makeSidecar', safe: false, edits: addField(container.node, 'restartPolicy', 'Always') }],
        };
        return;
      }
    }
  },
});
