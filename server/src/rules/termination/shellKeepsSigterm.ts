import { seconds } from '../../base/message.ts';
import { keptSigterm } from '../../kubernetes/shellScript.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import type { ContainerModel } from '../../manifest/podModel.ts';
import { nodeSpan } from '../../yaml/document.ts';
import { defineRule } from '../rule.ts';

/** Process 1 of a container ignores a signal that it has no handler for: `signal(7)` and `pid_namespaces(7)` of Linux. */
export const shellKeepsSigterm = defineRule({
  meta: {
    id: 'shell-keeps-sigterm',
    severity: 'warning',
    mild: { severity: 'information' },
    appliesTo: 'container',
    summary: 'SIGTERM reaches the program that serves: no shell keeps it.',
    messages: {
      keeps: {
        text: '{shell} is process 1 and does not pass SIGTERM on, so {program} is killed after {grace}.',
        detail:
          'Each stop takes the whole terminationGracePeriodSeconds and ends by SIGKILL: open requests are lost. Let {program} become process 1: end the script with exec {program} …, without a pipe, a condition or a command behind it.',
      },
      mayKeep: {
        text: 'If {shell} stays process 1, it does not pass SIGTERM on, and {program} is killed after {grace}.',
        detail:
          'dash, the sh of Debian and Ubuntu, stays beside the last command of a script; bash and busybox become it if it ends the line. Write exec {program} …, which is right with each of them.',
      },
      exec: 'Write exec before {program}',
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination',
      'https://man7.org/linux/man-pages/man7/pid_namespaces.7.html',
    ],
  },
  *check({ workload, pod, container }) {
    const { value: grace } = pod.terminationGracePeriodSeconds;
    if (!workload.kind.servedByServices || !container.runsOn || container.role !== 'regular') return;
    // Process 1 is another one then.
    const shared = [pod.spec.get('shareProcessNamespace'), pod.spec.get('hostPID')];
    if (shared.some((node) => node.unknown || node.value === true) || grace === undefined || grace < 5) return;
    // A hook may stop the program, another signal may reach it.
    if (container.node.get('lifecycle').isSet || container.node.get('lifecycle').unknown) return;
    const given = shellCommand(container);
    const kept = given && keptSigterm(given.shell, given.script.string!);
    if (!given || !kept) return;
    const { script, shell } = given;
    yield {
      message: kept.certain ? 'keeps' : 'mayKeep',
      mild: !kept.certain,
      at: script,
      data: { shell: shell.replace(/^.*\//, ''), program: kept.program, grace: seconds(grace) },
      fixes: () => {
        const at = kept.certain ? undefined : placeOf(kept.program, script);
        if (at === undefined) return [];
        const edits = [{ span: { start: at, end: at }, newText: 'exec ' }];
        return [{ title: 'exec', data: { program: kept.program }, safe: false, edits }];
      },
    };
  },
});

/** The shell and its script, where the command is nothing else and all of it is known. */
function shellCommand({ node }: ContainerModel): { shell: string; script: ManifestNode } | undefined {
  const [command, args] = [node.get('command'), node.get('args')];
  if (!command.isList || [command, args].some((list) => list.unknown || list.partial)) return undefined;
  const words = [...command.items(), ...args.items()];
  const [shell, ...rest] = words.map(({ string }) => string);
  const option = rest.findIndex((word) => /^-[a-z]*c$/.test(word ?? ''));
  const script = words[option + 2];
  if (shell === undefined || !/(^|\/)(ba|a|da)?sh$/.test(shell) || option < 0 || script?.string === undefined)
    return undefined;
  return rest.slice(0, option).every((word) => /^-\w+$/.test(word ?? '')) ? { shell, script } : undefined;
}

/** Where the program stands in the text, if it stands there once. */
function placeOf(program: string, { yaml, document, aliasSpan }: ManifestNode): number | undefined {
  if (!yaml?.range || aliasSpan) return undefined;
  const { start, end } = nodeSpan(yaml);
  const text = document.text.slice(start, end);
  const places = [...text.matchAll(/(?<![\w./-])[\w./-]+(?=\s)/g)].filter(([word]) => word === program);
  return places.length === 1 ? start + places[0]!.index : undefined;
}
