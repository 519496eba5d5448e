import { addField } from '../../manifest/edit.ts';
import type { ContainerModel } from '../../manifest/podModel.ts';
import { defineRule } from '../rule.ts';

/** Commands that never end by themselves. */
const endless = [
  /\bsleep\s+inf(inity)?\b/,
  /\bpython\d?(\.\d+)?\s+-m\s+http\.server\b/,
  /\bkubectl\s+proxy\b/,
  /\bwhile\s+(true|:|\[\s*1\s*\])\s*(?:;\s*)?do\b/,
];

export const initContainerNeverEnds = defineRule({
  meta: {
    id: 'init-container-never-ends',
    severity: 'warning',
    appliesTo: 'container',
    summary: 'An init container ends, so that the others can start.',
    messages: {
      endless: {
        text: 'This command does not end, so the next container never starts and the pod stays in Init.',
        detail:
          'No probe or deadline of its own stops an init container. To run beside the others it needs restartPolicy: Always, which makes it a sidecar.',
      },
      waits: {
        text: 'This waits for port {port} of container {other}, which starts only after this one: the pod stays in Init.',
        detail: 'Nothing restarts or reports it. Wait in {other} itself, or by its startupProbe.',
      },
      declared: 'Declared by container {other}, which starts later',
      makeSidecar: 'Make the container a sidecar (restartPolicy: Always)',
    },
    references: [
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/kubelet/kuberuntime/kuberuntime_container.go',
      'https://kubernetes.io/docs/concepts/workloads/pods/init-containers/',
      'https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/',
    ],
  },
  *check({ container, pod }) {
    const policy = container.node.get('restartPolicy');
    if (container.role !== 'init' || policy.unknown) return;
    const lists = [container.node.get('command'), container.node.get('args')];
    // Without one of its words it may be another command: `timeout 60 tail -f …`.
    const isKnown = lists.every((list) => !list.unknown && !list.partial && !list.items().some((item) => item.unknown));
    if (!isKnown) return;
    const awaited = awaitedPort(lists.flatMap((list) => list.items().map(({ string }) => string ?? '')));
    const other = awaited === undefined ? undefined : pod.containers.find((later) => opens(later, awaited));
    // A sidecar that has started by then may have it, too.
    if (other?.name.value && !pod.initContainers.some((earlier) => earlier.runsOn && opens(earlier, awaited!))) {
      yield {
        message: 'waits',
        at: lists.find((list) => list.isSet)!,
        on: 'key',
        data: { port: awaited!, other: other.name.value },
        related: [
          {
            at: other.ports.find(({ containerPort }) => containerPort.value === awaited)!.containerPort.node,
            message: 'declared',
          },
        ],
      };
      return;
    }
    for (const list of lists) {
      for (const item of [list.items().at(-1), list.items().length > 1 ? list : undefined]) {
        const script =
          item === list
            ? list
                .items()
                .map(({ string }) => string ?? '')
                .join(' ')
            : (item?.string ?? '');
        // What may leave the loop, or comes before in the same list, makes it uncertain.
        if (!isEndless(script) || /\b(break|exit|return|timeout|kill)\b|&\s*(\n|$)/.test(script)) continue;
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

function isEndless(script: string): boolean {
  const lines = script.split('\n');
  return endless.some((pattern) => pattern.test(script)) || lines.some(followsFile) || lines.some(runsNginx);
}

/** `tail -f`, unless it ends with a process. */
function followsFile(line: string): boolean {
  let isOption = false;
  for (const word of line.slice(line.lastIndexOf('--pid') + 1).split(/\s+/)) {
    if (isOption && (/^-\w*[fF]/.test(word) || /^--follow\b/.test(word))) return true;
    isOption = /\btail$/.test(word) || (isOption && /^(?:-\w+|\d+)$/.test(word));
  }
  return false;
}

function runsNginx(line: string): boolean {
  const at = line.search(/\bnginx\b/);
  return at >= 0 && /\bdaemon off;/.test(line.slice(at));
}

/** The port of the pod itself for which a loop waits, without a limit. */
function awaitedPort(words: readonly string[]): number | undefined {
  const script = words.join(' ');
  if (!/\b(until|while\s+!)\s/.test(script) || /\b(break|exit|return|timeout|seq)\b/.test(script)) return undefined;
  const [, port] = /\b(?:localhost|127\.0\.0\.1)(?::|\s+)(\d+)\b/.exec(script) ?? [];
  return port === undefined ? undefined : Number(port);
}

function opens({ ports }: ContainerModel, port: number): boolean {
  return ports.some(({ containerPort }) => containerPort.value === port);
}
