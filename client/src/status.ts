import { type Disposable, LanguageStatusSeverity, languages } from 'vscode';
import { documentFilters } from './manifests.ts';
import { clientMessages as say } from './messages.ts';
import type { Server, ServerState } from './server.ts';
import { textOf } from './text.ts';

const texts = {
  starting: say.starting,
  running: say.running,
  stopped: say.stopped,
} as const satisfies Record<Exclude<ServerState, 'idle'>, unknown>;

/** Shows in the language status of a manifest how the server is. There is none until a manifest starts the server. */
export function showStatus(server: Server): Disposable {
  let item: ReturnType<typeof languages.createLanguageStatusItem> | undefined;
  const subscription = server.onDidChangeState((state) => {
    if (state === 'idle') return;
    item ??= languages.createLanguageStatusItem('probewise.status', documentFilters());
    item.name = 'Probewise';
    item.text = textOf(texts[state]());
    item.detail = 'Probewise';
    item.busy = state === 'starting';
    item.severity = state === 'stopped' ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
    item.command =
      state === 'stopped'
        ? { command: 'probewise.restartServer', title: textOf(say.restart()) }
        : { command: 'probewise.showOutput', title: textOf(say.showOutput()) };
  });
  return {
    dispose() {
      subscription.dispose();
      item?.dispose();
    },
  };
}
