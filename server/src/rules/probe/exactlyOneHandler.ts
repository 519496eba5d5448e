import { addField, removeField } from '../../manifest/edit.ts';
import type { HookModel, ProbeModel } from '../../manifest/podModel.ts';
import { compareReleases } from '../../schema/release.ts';
import { handlerMessages } from '../handlers.ts';
import { defineRule } from '../rule.ts';

/** Upstream: `validateHandler`. The first handler in the API server's order counts; each further one is refused. */
export const exactlyOneHandler = defineRule({
  meta: {
    id: 'exactly-one-handler',
    severity: 'error',
    appliesTo: 'container',
    summary: 'A probe or lifecycle hook has exactly one handler.',
    messages: {
      probe: 'The {owner} needs a handler: exec, httpGet, tcpSocket or grpc.',
      hook: 'The {owner} needs a handler: exec, httpGet, tcpSocket or sleep.',
      several: 'The {owner} can have only one handler, and {first} is there already. Remove one of them.',
      add: 'Connect to port {port} (tcpSocket)',
      remove: 'Remove {handler}',
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#probe-check-methods',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go',
    ],
  },
  *check({ container, workload }, { kubernetes }) {
    if (!container.runsOn) return;
    for (const owner of [...container.probes, ...container.hooks] as (ProbeModel | HookModel)[]) {
      const isProbe = 'timings' in owner;
      const name = handlerMessages[owner.type]();
      // Upstream: PodLifecycleSleepAction. Before, the API server drops sleep, and then nothing is left.
      const handlers = owner.handlers.filter(
        ({ type }) => type !== 'sleep' || compareReleases(kubernetes, '1.30') >= 0,
      );
      const [first, ...others] = handlers;
      if (!first) {
        // A template, a controller or what the patch is merged into may bring one.
        if (owner.node.get('exec').unknown || workload.object.isPatch) continue;
        const ports = container.ports.filter(({ protocol }) => protocol.value === 'TCP');
        const port = ports.length === 1 ? (ports[0]!.name.value ?? ports[0]!.containerPort.value) : undefined;
        yield {
          message: isProbe ? 'probe' : 'hook',
          at: owner.node,
          data: { owner: name },
          fixes: () =>
            isProbe && port !== undefined && !owner.node.inJson
              ? [
                  {
                    title: 'add',
                    data: { port },
                    safe: false,
                    edits: addField(owner.node, 'tcpSocket', `{ port: ${port} }`),
                  },
                ]
              : [],
        };
      }
      for (const { type, node } of others) {
        if (first && node.mayExclude(first.node)) continue;
        yield {
          message: 'several',
          at: node,
          on: 'key',
          data: { owner: name, first: first!.type },
          fixes: () => [
            { title: 'remove', data: { handler: type }, safe: false, edits: removeField(node) },
            ...(others.length === 1
              ? [
                  {
                    title: 'remove' as const,
                    data: { handler: first!.type },
                    safe: false,
                    edits: removeField(first!.node),
                  },
                ]
              : []),
          ],
        };
      }
    }
  },
});
