import { type Disposable, type LanguageStatusItem, LanguageStatusSeverity, languages, window, workspace } from 'vscode';
import type { Message } from '../../server/src/base/message.ts';
import { listed } from '../../server/src/base/message.ts';
import type { TargetResult } from '../../server/src/lsp/protocol.ts';
import { documentFilters } from './manifests.ts';
import { clientMessages as say } from './messages.ts';
import type { Server } from './server.ts';
import { requestTarget } from './target.ts';
import { textOf } from './text.ts';

const sources = {
  comment: say.setByComment,
  setting: say.setBySetting,
  default: say.setByDefault,
} as const satisfies Readonly<Record<TargetResult['source'], unknown>>;

/** Typing shows in the status when it pauses. */
const delayMs = 300;

/**
 * One item in the language status of a manifest: the release it is checked against, what was found, and what is left out;
 * in a chart another one with its values.
 * There is none until a manifest starts the server.
 */
export function showStatus(server: Server): Disposable {
  let item: LanguageStatusItem | undefined;
  let values: LanguageStatusItem | undefined;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const show = async () => {
    if (server.state === 'idle') return;
    item ??= languages.createLanguageStatusItem('probewise.status', documentFilters());
    item.name = 'Probewise';
    item.busy = server.state === 'starting';
    if (server.state === 'stopped' || server.trouble !== undefined) {
      showTrouble(item, server);
      return;
    }
    const document = window.activeTextEditor?.document;
    const target = document && (await requestTarget(server, document));
    // The editor may have changed while the server answered.
    if (document !== window.activeTextEditor?.document) return;
    values = showValues(values, target);
    if (target) showTarget(item, target, server.leftToOthersIn(document));
    else if (server.state === 'starting') item.text = textOf(say.starting());
    else {
      item.dispose();
      item = undefined;
    }
  };
  const schedule = (ms: number) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => void show().catch(() => undefined), ms);
  };

  const subscriptions = [
    server.onDidChangeState(() => schedule(0)),
    window.onDidChangeActiveTextEditor(() => schedule(0)),
    languages.onDidChangeDiagnostics(({ uris }) => {
      const active = window.activeTextEditor?.document.uri.toString();
      if (uris.some((uri) => uri.toString() === active)) schedule(delayMs);
    }),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document === window.activeTextEditor?.document) schedule(delayMs);
    }),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('probewise')) schedule(delayMs);
    }),
  ];
  return {
    dispose() {
      clearTimeout(waiting);
      for (const subscription of subscriptions) subscription.dispose();
      item?.dispose();
      values?.dispose();
    },
  };
}

function showTrouble(item: LanguageStatusItem, { trouble }: Server): void {
  item.text = textOf(trouble ?? say.stopped());
  item.detail = '';
  item.accessibilityInformation = { label: `${item.name}: ${item.text}` };
  item.severity = LanguageStatusSeverity.Error;
  item.command =
    trouble === undefined
      ? { command: 'probewise.restartServer', title: textOf(say.restart()) }
      : { command: 'probewise.showOutput', title: textOf(say.showOutput()) };
}

function showTarget(
  item: LanguageStatusItem,
  { kubernetes, source, simulated, counts, leftOut }: TargetResult,
  leftToOthers: number,
): void {
  item.text = textOf(
    say.status({ release: textOf(say.release({ release: kubernetes })), findings: listed(found(counts)) }),
  );
  item.detail = [
    // First, as VS Code cuts the line where the window ends.
    ...leftOut,
    ...(leftToOthers === 0 ? [] : [textOf(say.leftToOthers({ count: leftToOthers }))]),
    ...(simulated === kubernetes ? [] : [textOf(say.simulatedAs({ release: simulated }))]),
    textOf(sources[source]()),
  ].join(' · ');
  item.accessibilityInformation = { label: `${item.name}: ${item.text}. ${item.detail}` };
  item.severity = LanguageStatusSeverity.Information;
  item.command = { command: 'probewise.selectKubernetesVersion', title: textOf(say.change()) };
}

/** A second item in a chart: the files of values that it is rendered with. */
function showValues(
  shown: LanguageStatusItem | undefined,
  target: TargetResult | undefined,
): LanguageStatusItem | undefined {
  if (!target?.valueFiles) {
    shown?.dispose();
    return undefined;
  }
  const item = shown ?? languages.createLanguageStatusItem('probewise.values', documentFilters());
  item.name = 'Probewise';
  item.text = textOf(say.values({ files: listed(['values.yaml', ...target.valueFiles.chosen]) }));
  item.detail = textOf(say.setByChart());
  item.command = { command: 'probewise.selectValueFiles', title: textOf(say.choose()) };
  return item;
}

function found({ error, warning, information, hint }: TargetResult['counts']): Message[] {
  const parts = [
    ...(error > 0 ? [say.errors({ count: error })] : []),
    ...(warning > 0 ? [say.warnings({ count: warning })] : []),
    ...(information + hint > 0 ? [say.advice({ count: information + hint })] : []),
  ];
  return parts.length === 0 ? [say.nothingFound()] : parts;
}
